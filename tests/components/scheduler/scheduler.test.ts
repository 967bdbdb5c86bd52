// kube-scheduler in virtual time, put together: what it sees when, and which pods it tries again.

import { describe, expect, it } from "vitest";

import type { Change } from "../../../src/cluster/change.ts";
import { container, node, pod, podAsking } from "../../model/build-objects.ts";
import { BIND_US, FIXED_US, onNode, PER_NODE_US, refusedBy, ScriptedLoop, WATCH_US } from "./scripted-loop.ts";

const SECOND = 1_000_000;
const FIT = ["NodeResourcesFit"];

/** Refused by these plugins at first, then placed. */
function refusedOnce(plugins: readonly string[], evaluated = 0) {
  return (_: string, attempt: number) => (attempt === 1 ? refusedBy(plugins, evaluated) : onNode(0));
}

describe("the client", () => {
  it("has the limits of the configuration", () => {
    const { clients } = new ScriptedLoop(() => onNode(0), { clientQps: 2, clientBurst: 1 }).api;
    expect(clients).toContainEqual(expect.objectContaining({ name: "kube-scheduler", limits: { qps: 2, burst: 1 } }));
  });
});

describe("a pod that no node took", () => {
  const failedAt = WATCH_US + FIXED_US;

  it("waits, and lets a run end that has nothing else to do", () => {
    const loop = new ScriptedLoop(() => refusedBy(FIT)).create(0, "web");
    expect(loop.engine.run()).toMatchObject({ endedBy: "quiescence", at: failedAt });
    expect(loop.about("web").at(-1)).toBe(`${failedAt} unschedulable`);
  });

  it("goes on at once when a pod leaves its node after the backoff", () => {
    const loop = new ScriptedLoop(refusedOnce(FIT))
      .running("old")
      .create(0, "web")
      .ends(60 * SECOND, "old")
      .run();
    const woken = 60 * SECOND + WATCH_US;
    expect(loop.about("web").slice(5)).toEqual([
      `${failedAt} unschedulable`,
      `${woken} active`,
      `${woken} none`,
      `${woken} attempted`,
      `${woken + FIXED_US} assumed`,
      `${woken + FIXED_US + BIND_US} bound`,
    ]);
  });

  it("goes to the backoff queue when a pod leaves within the backoff, and is tried early if the loop is idle", () => {
    const loop = new ScriptedLoop(refusedOnce(FIT))
      .running("old")
      .create(0, "web")
      .ends(SECOND / 2, "old")
      .run();
    const woken = SECOND / 2 + WATCH_US;
    expect(loop.about("web").slice(6, 9)).toEqual([`${woken} backoff`, `${woken} none`, `${woken} attempted`]);
  });

  it("backs off while others are active, until the next whole second after its backoff at the latest", () => {
    // Each of the others takes half a second; there is always one that waits.
    const script = (name: string, attempt: number) =>
      name === "web" && attempt === 1
        ? refusedBy(FIT)
        : onNode(0, name === "web" ? 0 : (SECOND / 2 - FIXED_US) / PER_NODE_US);
    const loop = new ScriptedLoop(script).running("old").create(0, "web", pod({ priority: 1 }));
    for (let index = 0; index < 8; index += 1) loop.create(1000, `other-${index}`);
    loop.ends(SECOND, "old").run();
    expect(loop.about("web").slice(6, 8)).toEqual([`${SECOND + WATCH_US} backoff`, `${2 * SECOND} active`]);
  });

  it("backs off instead of waiting when a pod left during its cycle", () => {
    const loop = new ScriptedLoop(refusedOnce(FIT, 100)).running("old").create(0, "web");
    loop.ends(10, "old").run();
    const failed = WATCH_US + FIXED_US + 100 * PER_NODE_US;
    expect(loop.about("web").slice(4, 8)).toEqual([
      `${failed} unschedulable`,
      `${failed} backoff`,
      `${failed} none`,
      `${failed} attempted`,
    ]);
  });

  it("waits when the pod left before its cycle began", () => {
    const loop = new ScriptedLoop(() => refusedBy(FIT)).running("old").ends(0, "old").create(10, "web").run();
    expect(loop.about("web").at(-1)).toBe(`${failedAt + 10} unschedulable`);
  });

  it("waits on where what left does not help", () => {
    const loop = new ScriptedLoop(() => refusedBy(["NodeAffinity"])).running("old").create(0, "web");
    loop.ends(60 * SECOND, "old").run();
    expect(loop.about("web").at(-1)).toBe(`${failedAt} unschedulable`);
  });

  it("waits on where another port was freed, and goes on where its own was", () => {
    const onPort = (hostPort: number) =>
      pod({ containers: [container({}, { ports: [{ containerPort: 1, hostPort }] })] });
    const loop = new ScriptedLoop(refusedOnce(["NodePorts"])).running("on-80", onPort(80)).running("on-81", onPort(81));
    loop
      .create(0, "web", onPort(81))
      .ends(60 * SECOND, "on-80")
      .ends(70 * SECOND, "on-81")
      .run();
    expect(loop.about("web")[6]).toBe(`${70 * SECOND + WATCH_US} active`);
  });

  it("is tried again by itself at the flush after five minutes, while the run lasts", () => {
    const loop = new ScriptedLoop(() => refusedBy(FIT))
      .create(0, "web")
      .lastUntil(400 * SECOND)
      .run();
    expect(loop.about("web")[6]).toBe(`${330 * SECOND} active`);
  });
});

describe("pods that are none of the queue's", () => {
  it("stay out while they are gated", () => {
    const loop = new ScriptedLoop(() => onNode(0))
      .create(0, "gated-web")
      .lastUntil(600 * SECOND)
      .run();
    expect(loop.about("gated-web")).toEqual(["0 created", `${WATCH_US} gated`]);
  });

  it("are left alone where they name another scheduler", () => {
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "web", podAsking({}, { schedulerName: "other" })).run();
    expect(loop.about("web")).toEqual(["0 created"]);
  });

  it("are left alone where they stand on nodes before the run begins", () => {
    const loop = new ScriptedLoop(() => onNode(0)).running("old").run();
    expect(loop.about("old")).toEqual(["0 placed"]);
  });
});

describe("the scheduler's snapshot", () => {
  /** A run with pods in every queue and a cycle in flight at `SPLIT`. */
  const SPLIT = 1_234_000;
  const begun = () => {
    const script = (name: string, attempt: number) => {
      if (name.startsWith("error") && attempt < 3) return { kind: "error", message: "oh" } as const;
      return name.startsWith("waits") && attempt < 2 ? refusedBy(FIT) : onNode(0, name === "slow" ? 50_000 : 1);
    };
    const loop = new ScriptedLoop(script, { clientQps: 1, clientBurst: 2 }).running("old");
    for (const name of ["waits-a", "error-a", "a", "b", "c", "gated-a"]) loop.create(0, name);
    loop
      .create(SECOND, "slow")
      .create(1_100_000, "d")
      .ends(SECOND + 1000, "old");
    return loop
      .create(4 * SECOND, "waits-b")
      .create(9 * SECOND, "e")
      .lastUntil(400 * SECOND);
  };

  it("holds all that the loop needs to go on", () => {
    const straight = begun().run();
    const saved = begun().run(SPLIT).scheduler.snapshot();
    const other = begun().run(SPLIT);
    const fresh = new ScriptedLoop(() => onNode(0), { clientQps: 1, clientBurst: 2 }).scheduler.snapshot();
    other.scheduler.restore(fresh);
    expect(other.scheduler.snapshot()).toEqual(fresh);
    other.scheduler.restore(saved);
    expect(other.run().log).toEqual(straight.log);
  });
});

describe("a pod that waits for others to come", () => {
  it("is tried again when one is bound that its affinity may mean", () => {
    const labels = { app: "web" };
    const term = { topologyKey: "zone", labelSelector: { matchLabels: labels } };
    const near = pod({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } });
    const loop = new ScriptedLoop((name, attempt) =>
      name === "near" && attempt === 1 ? refusedBy(["InterPodAffinity"]) : onNode(0),
    );
    loop.create(0, "near", near).create(5 * SECOND, "db");
    loop.create(10 * SECOND, "web", { ...pod(), metadata: { name: "", labels } }).run();
    const boundAt = 10 * SECOND + WATCH_US + FIXED_US + BIND_US;
    expect(loop.about("near").filter((entry) => entry.includes("attempted"))).toEqual([
      `${WATCH_US} attempted`,
      `${boundAt + WATCH_US} attempted`,
    ]);
  });
});

describe("a node that comes", () => {
  const arrival: () => Change = () => ({ kind: "node-added", node: node("n2", { cpu: 4 }), pool: "p" });

  it("lets a pod go on that it has room for, and leaves one that is too large", () => {
    const loop = new ScriptedLoop((_name, attempt) => (attempt === 1 ? refusedBy(FIT) : onNode(2)));
    loop.create(0, "small", podAsking({ cpu: "1" })).create(0, "large", podAsking({ cpu: "8" }));
    loop.at(5 * SECOND, arrival).run(6 * SECOND);
    expect(loop.about("small")).toContain(`${5 * SECOND + WATCH_US} active`);
    expect(loop.about("large").at(-1)).toMatch(/ unschedulable$/);
  });
});

describe("a pod that changes while it waits", () => {
  it("goes on once its last gate is gone", () => {
    const gated = pod({ schedulingGates: [{ name: "later" }] });
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "gated-web", gated);
    loop.opens("gated-web");
    loop.at(SECOND, () => ({ kind: "pod-updated", pod: loop.podNamed("gated-web"), object: pod() })).run();
    expect(loop.about("gated-web").slice(1, 4)).toEqual([
      `${WATCH_US} gated`,
      `${SECOND} updated`,
      `${SECOND + WATCH_US} active`,
    ]);
  });
});

describe("a pod that waits for a claim", () => {
  const claimed = podAsking({}, { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] });
  const store =
    (name: string): (() => Change) =>
    () => ({ kind: "object-stored", stored: { kind: "PersistentVolumeClaim", object: { metadata: { name } } } });
  const untilClaimed = (_: string, attempt: number) => (attempt === 1 ? refusedBy(["VolumeBinding"]) : onNode(0));

  it("is tried again when the claim comes, and not when another does", () => {
    const loop = new ScriptedLoop(untilClaimed).create(0, "web", claimed);
    loop.at(2_000_000, store("other")).at(3_000_000, store("data")).run();
    expect(loop.about("web")).toContain(`${3_000_000 + WATCH_US} active`);
    expect(loop.about("web").filter((entry) => entry.endsWith("attempted"))).toHaveLength(2);
  });

  it("hears of it while it is being decided about", () => {
    const refusedSlowly = (_: string, attempt: number) =>
      attempt === 1 ? refusedBy(["VolumeBinding"], 100) : onNode(0);
    const loop = new ScriptedLoop(refusedSlowly).create(0, "web", claimed);
    loop.at(WATCH_US + 50, store("data")).run();
    expect(loop.about("web")).toContain(`${WATCH_US + FIXED_US + 100 * PER_NODE_US} backoff`);
  });

  it("hears of it over a snapshot", () => {
    const loop = new ScriptedLoop(untilClaimed).create(0, "web", claimed).at(3_000_000, store("data")).run(3_000_000);
    const saved = loop.scheduler.snapshot();
    loop.scheduler.restore(new ScriptedLoop(untilClaimed).scheduler.snapshot());
    loop.scheduler.restore(saved);
    expect(loop.run().about("web")).toContain(`${3_000_000 + WATCH_US} active`);
  });
});

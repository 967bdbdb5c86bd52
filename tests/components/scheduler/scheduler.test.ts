// kube-scheduler's loop in virtual time: what it costs, what it sees when, and which pods it tries again.

import { describe, expect, it } from "vitest";

import type { Change } from "../../../src/cluster/change.ts";
import { BOUND, PENDING } from "../../../src/cluster/pod-table.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import { container, pod, podAsking } from "../../model/build-objects.ts";
import {
  BIND_US,
  FIXED_US,
  onNode,
  PER_NODE_US,
  preemptingOn,
  refusedBy,
  ScriptedLoop,
  WATCH_US,
} from "./scripted-loop.ts";

const SECOND = 1_000_000;
const FIT = ["NodeResourcesFit"];

/** Refused by these plugins at first, then placed. */
function refusedOnce(plugins: readonly string[], evaluated = 0) {
  return (_: string, attempt: number) => (attempt === 1 ? refusedBy(plugins, evaluated) : onNode(0));
}

describe("a scheduling cycle", () => {
  it("begins when the watch has told of the pod, and costs a fixed part and a part per node evaluated", () => {
    const loop = new ScriptedLoop(() => onNode(1, 7)).create(0, "web").run();
    const decided = WATCH_US + FIXED_US + 7 * PER_NODE_US;
    expect(loop.about("web")).toEqual([
      "0 created",
      `${WATCH_US} active`,
      `${WATCH_US} none`,
      `${WATCH_US} attempted`,
      `${decided} assumed`,
      `${decided + BIND_US} bound`,
    ]);
    expect(loop.cluster.pods.nodeOf(loop.podNamed("web"))).toBe(1);
  });

  it("costs as much for a pod that is refused", () => {
    const loop = new ScriptedLoop(() => refusedBy(FIT, 3)).create(0, "web").run();
    const decided = WATCH_US + FIXED_US + 3 * PER_NODE_US;
    expect(loop.about("web").slice(-2)).toEqual([`${decided} unschedulable`, `${decided} unschedulable`]);
  });

  it("costs the fixed part where it ends in an error", () => {
    const loop = new ScriptedLoop(() => ({ kind: "error", message: "oh" })).create(0, "web").run();
    expect(loop.about("web").slice(-2)).toEqual([
      `${WATCH_US + FIXED_US} attempt-failed`,
      `${WATCH_US + FIXED_US} backoff`,
    ]);
  });

  it("decides on the cluster as it stands when it begins, and writes when it ends", () => {
    const seen: number[] = [];
    const loop = new ScriptedLoop((_name, _attempt, cluster) => {
      seen.push(cluster.nodes.podCount(0));
      return onNode(0, 40);
    });
    loop
      .running("old")
      .create(0, "web")
      .ends(WATCH_US + 1, "old")
      .run(WATCH_US + FIXED_US);
    expect(seen).toEqual([1]);
    expect(loop.cluster.nodes.podCount(0)).toBe(0);
    expect(loop.cluster.pods.phaseOf(loop.podNamed("web"))).toBe(PENDING);
    loop.run();
    expect(loop.cluster.pods.phaseOf(loop.podNamed("web"))).toBe(BOUND);
  });

  it("is for one pod at a time, while bindings go on beside it", () => {
    const loop = new ScriptedLoop(() => onNode(0));
    for (const name of ["a", "b", "c"]) loop.create(0, name);
    loop.run();
    const begin = [0, 1, 2].map((turn) => WATCH_US + turn * FIXED_US);
    for (const [turn, name] of ["a", "b", "c"].entries()) {
      expect(loop.about(name).slice(3)).toEqual([
        `${begin[turn]!} attempted`,
        `${begin[turn]! + FIXED_US} assumed`,
        `${begin[turn]! + FIXED_US + BIND_US} bound`,
      ]);
    }
  });

  it("takes the pod of the highest priority next", () => {
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "first").create(0, "low");
    loop.create(10, "high", pod({ priority: 7 })).run();
    const attempts = loop.log.filter((entry) => entry.includes("attempted"));
    expect(attempts.map((entry) => entry.split(" ")[2])).toEqual(["first", "high", "low"]);
  });

  it("is not spent on a pod that was deleted while it waited", () => {
    const loop = new ScriptedLoop(() => onNode(0, 100)).create(0, "first").create(0, "gone");
    loop.at(WATCH_US + 1, () => ({ kind: "pod-deleted", pod: loop.podNamed("gone") })).run();
    expect(loop.about("gone")).toEqual(["0 created", `${WATCH_US} active`, `${WATCH_US + 1} deleted`]);
  });
});

describe("a pod that is deleted", () => {
  it("during its own cycle is neither placed nor put back, and the next pod's cycle begins", () => {
    const loop = new ScriptedLoop(() => onNode(0, 100)).create(0, "gone").create(0, "next");
    loop.at(WATCH_US + 1, () => ({ kind: "pod-deleted", pod: loop.podNamed("gone") })).run();
    expect(loop.about("gone").at(-1)).toBe(`${WATCH_US + 1} deleted`);
    expect(loop.about("next").at(-1)).toMatch(/ bound$/);
  });

  it("while its binding is on the way stays deleted", () => {
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "gone");
    const deletedAt = WATCH_US + FIXED_US + BIND_US - 1;
    loop.at(deletedAt, () => ({ kind: "pod-deleted", pod: loop.podNamed("gone") })).run();
    expect(loop.about("gone").at(-1)).toBe(`${deletedAt} deleted`);
  });
});

describe("a binding", () => {
  it("waits for the client's limit on requests", () => {
    const loop = new ScriptedLoop(() => onNode(0), { clientQps: 2, clientBurst: 1 });
    loop.create(0, "a").create(0, "b").run();
    const first = WATCH_US + FIXED_US;
    expect(loop.about("a").at(-1)).toBe(`${first + BIND_US} bound`);
    expect(loop.about("b").at(-1)).toBe(`${first + SECOND / 2 + BIND_US} bound`);
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

describe("a pod whose attempt ended in an error", () => {
  const failing = (_: string, attempt: number) =>
    attempt < 3 ? ({ kind: "error", message: "oh" } as const) : onNode(0);

  it("is tried again after 1 and 2 seconds of backoff, on whole seconds", () => {
    const loop = new ScriptedLoop(failing)
      .create(300_000, "web")
      .lastUntil(20 * SECOND)
      .run();
    const attempts = loop.about("web").filter((entry) => entry.endsWith("attempted"));
    expect(attempts).toEqual([`${300_000 + WATCH_US} attempted`, `${2 * SECOND} attempted`, `${5 * SECOND} attempted`]);
  });

  it("keeps a run going once the cluster has changed", () => {
    const loop = new ScriptedLoop(failing).running("old").create(0, "web").ends(900_000, "old").run();
    expect(loop.about("web").filter((entry) => entry.endsWith("attempted"))).toContain(`${2 * SECOND} attempted`);
  });

  it("lets a run end that could only repeat the error", () => {
    const loop = new ScriptedLoop(failing).create(0, "web");
    expect(loop.engine.run()).toMatchObject({ endedBy: "quiescence", at: WATCH_US + FIXED_US });
  });

  it("is treated like one that nobody refused because there are no nodes", () => {
    const loop = new ScriptedLoop(() => refusedBy([])).create(0, "web").run();
    expect(loop.about("web").slice(-2)).toEqual([
      `${WATCH_US + FIXED_US} unschedulable`,
      `${WATCH_US + FIXED_US} backoff`,
    ]);
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

describe("a node that is removed", () => {
  const removal: () => Change = () => ({ kind: "node-removed", name: "n0" });
  const firstOnGone = (decision: Decision) => (_: string, attempt: number) => (attempt === 1 ? decision : onNode(1));

  it("while a pod is being placed on it leaves the pod to try again", () => {
    const loop = new ScriptedLoop(firstOnGone(onNode(0, 100)))
      .create(0, "web")
      .at(WATCH_US + 50, removal)
      .run();
    expect(loop.about("web")).toContain(`${WATCH_US + FIXED_US + 100 * PER_NODE_US} attempt-failed`);
    const web = loop.podNamed("web");
    expect([loop.cluster.pods.phaseOf(web), loop.cluster.pods.nodeOf(web)]).toEqual([BOUND, 1]);
  });

  it("while room is being found on it is nobody's to wait for", () => {
    const loop = new ScriptedLoop(firstOnGone(preemptingOn(0, [0], []))).running("old").create(0, "web");
    loop.at(WATCH_US + 50, removal).run(SECOND);
    expect(loop.cluster.nominations.size).toBe(0);
  });

  it("while claims are being bound leaves their pod to try again", () => {
    const claim: PersistentVolumeClaim = { metadata: { name: "data", namespace: "default" } };
    const claims = [{ claim, volume: { metadata: { name: "disk" } } }];
    const loop = new ScriptedLoop(
      firstOnGone({ ...(onNode(0) as Extract<Decision, { kind: "scheduled" }>), claims }),
    ).create(0, "web");
    loop.at(SECOND / 2, removal).run();
    expect(loop.about("web").filter((entry) => entry.endsWith("attempt-failed"))).toHaveLength(1);
    expect(loop.cluster.pods.nodeOf(loop.podNamed("web"))).toBe(1);
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

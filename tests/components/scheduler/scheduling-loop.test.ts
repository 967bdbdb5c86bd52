// One pod at a time is decided: what a cycle costs, on what it decides, and what it does not ask again when it is over.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { BOUND, PENDING } from "../../../src/cluster/pod-table.ts";
import { node, pod } from "../../model/build-objects.ts";
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
  it("during its own cycle holds room until its binding finds it gone, and the next pod's cycle begins", () => {
    const loop = new ScriptedLoop(() => onNode(0, 100)).create(0, "gone").create(0, "next");
    loop.at(WATCH_US + 1, () => ({ kind: "pod-deleted", pod: loop.podNamed("gone") })).run();
    const decidedAt = WATCH_US + FIXED_US + 100 * PER_NODE_US;
    expect(loop.about("gone").slice(-4)).toEqual([
      `${WATCH_US + 1} deleted`,
      `${decidedAt} room-taken`,
      `${decidedAt + BIND_US} room-given-back`,
      `${decidedAt + BIND_US} attempt-failed`,
    ]);
    expect(loop.about("next").at(-1)).toMatch(/ bound$/);
    expect(loop.cluster.nodes.podCount(0)).toBe(1);
  });

  it("while its binding is on the way gives its room back at once, and is not put back", () => {
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "gone");
    const boundAt = WATCH_US + FIXED_US + BIND_US;
    loop.at(boundAt - 1, () => ({ kind: "pod-deleted", pod: loop.podNamed("gone") })).run();
    expect(loop.about("gone").slice(-2)).toEqual([`${boundAt - 1} deleted`, `${boundAt} attempt-failed`]);
    expect(loop.cluster.nodes.podCount(0)).toBe(0);
  });
});

describe("a pod that is to go, and stays while it has finalizers", () => {
  it("is not bound, and its room is free again, which is told with the server's reason", () => {
    const loop = new ScriptedLoop(() => onNode(0)).create(0, "going");
    const decidedAt = WATCH_US + FIXED_US;
    const said: string[] = [];
    loop.cluster.observe({
      hear: ({ change }) => void (change.kind === "pod-attempt-failed" && said.push(change.message)),
    });
    loop.at(decidedAt + 1, () => ({ kind: "pod-terminating", pod: loop.podNamed("going") })).run();
    expect(loop.about("going")).toContain(`${decidedAt + BIND_US} forgotten`);
    expect(loop.about("going").some((entry) => entry.endsWith(" bound"))).toBe(false);
    expect(said[0]).toMatch(/"going": pod going is being deleted, cannot be assigned to a host$/);
    expect(loop.cluster.nodes.podCount(0)).toBe(0);
  });

  it("gives its room back where it has failed before the scheduler had taken it", () => {
    const loop = new ScriptedLoop(() => onNode(0, 100)).create(0, "gone");
    loop
      .at(WATCH_US + 1, () => ({ kind: "pod-terminating", pod: loop.podNamed("gone") }))
      .at(WATCH_US + 2, () => ({ kind: "pod-ended", pod: loop.podNamed("gone"), phase: "failed" }))
      .run();
    expect(loop.about("gone").slice(-3)).toEqual([
      expect.stringMatching(/ room-taken$/),
      expect.stringMatching(/ room-given-back$/),
      expect.stringMatching(/ attempt-failed$/),
    ]);
    expect(loop.cluster.nodes.podCount(0)).toBe(0);
  });
});

describe("a scheduler that starts late", () => {
  it("has heard of all pods by then, and takes the most important first", () => {
    const loop = new ScriptedLoop(() => onNode(0), {}, { startsAt: moment(SECOND) });
    loop
      .create(0, "low")
      .create(10, "high", pod({ priority: 7 }))
      .run();
    const attempts = loop.log.filter((entry) => entry.includes("attempted"));
    expect(attempts).toEqual([`${SECOND} attempted high`, `${SECOND + FIXED_US} attempted low`]);
  });
});

describe("a node that changes in several ways at once", () => {
  // eventhandlers.go (updateNodeInCache) moves pods for one event after another; ScheduleOne pops the next pod after that.
  const updateTo = (cpu: number): Change => ({
    kind: "node-updated",
    node: node("n1", { cpu }, { labels: { disk: "ssd" }, taints: [{ key: "gpu", effect: "NoSchedule" }] }),
  });
  const picky = pod({ nodeSelector: { disk: "ssd" } });

  it("is heard of as a whole before the next pod is taken: the rest of it is no news to a pod that its first aspect woke", () => {
    const loop = new ScriptedLoop(() => refusedBy(["NodeAffinity"]));
    loop
      .create(0, "web", picky)
      .at(5 * SECOND, () => updateTo(4))
      .run(20 * SECOND);
    const triedAgainAt = 5 * SECOND + WATCH_US;
    expect(loop.about("web").slice(-5)).toEqual([
      `${triedAgainAt} active`,
      `${triedAgainAt} none`,
      `${triedAgainAt} attempted`,
      `${triedAgainAt + FIXED_US} unschedulable`,
      `${triedAgainAt + FIXED_US} unschedulable`,
    ]);
  });

  it("lets the most important of all pods go first that it wakes, whichever aspect wakes them", () => {
    const loop = new ScriptedLoop((name) => refusedBy([name === "low" ? "NodeResourcesFit" : "NodeAffinity"]));
    loop
      .create(0, "low", pod({ containers: [{ name: "c", image: "i", resources: { requests: { cpu: "6" } } }] }))
      .create(0, "high", pod({ ...picky.spec, priority: 7 }))
      .at(5 * SECOND, () => updateTo(8))
      .run(20 * SECOND);
    const attempts = loop.log.filter((entry) => entry.includes("attempted")).map((entry) => entry.split(" ").at(-1));
    expect(attempts).toEqual(["low", "high", "high", "low"]);
  });
});

describe("a node that is removed", () => {
  const removal: () => Change = () => ({ kind: "node-removed", name: "n0" });

  it("while a pod is being placed on it gets the pod all the same: nobody asks", () => {
    const loop = new ScriptedLoop(() => onNode(0, 100))
      .create(0, "web")
      .at(WATCH_US + 50, removal)
      .run();
    const web = loop.podNamed("web");
    expect([loop.cluster.pods.phaseOf(web), loop.cluster.nodes.has(loop.cluster.pods.nodeOf(web))]).toEqual([
      BOUND,
      false,
    ]);
  });

  it("while room is being found on it is waited for by name", () => {
    const loop = new ScriptedLoop(() => preemptingOn(0, [0], [])).running("old").create(0, "web");
    loop.at(WATCH_US + 50, removal).run(SECOND);
    expect(loop.cluster.nominations.nodeNameOf(loop.podNamed("web"))).toBe("n0");
  });
});

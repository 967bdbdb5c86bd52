// What a DaemonSet says of itself.

import { describe, expect, it } from "vitest";

import { countNodes, writeStatus } from "../../../../src/components/controllers/daemon-set/daemon-status.ts";
import { node } from "../../../model/build-objects.ts";
import { fakeView, play } from "../fake-view.ts";
import { daemonPod, daemonSet, lookAt } from "./build-daemons.ts";

const NODES = ["n1", "n2", "n3", "n4"].map((name) => node(name, {}));
const CLOSED = node("n5", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });

it("counts nodes by what is on them", () => {
  const pods = [
    daemonPod("n1", "new", { readySinceUs: 0 }),
    daemonPod("n2", "old", { readySinceUs: 95_000_000 }),
    daemonPod("n3", "new", { readySinceUs: undefined }),
    daemonPod("n5", "new"),
  ];
  const look = lookAt(daemonSet({ minReadySeconds: 10 }), [...NODES, CLOSED], pods);
  expect(countNodes(look)).toEqual({
    desiredNumberScheduled: 4,
    currentNumberScheduled: 3,
    numberMisscheduled: 1,
    numberReady: 2,
    updatedNumberScheduled: 2,
    numberAvailable: 1,
    numberUnavailable: 3,
  });
});

it("lets the oldest pod of a node stand for it", () => {
  const pods = [daemonPod("n1", "new", { createdUs: 5, readySinceUs: undefined }), daemonPod("n1", "old")];
  expect(countNodes(lookAt(daemonSet(), NODES, pods))).toMatchObject({ numberReady: 1, updatedNumberScheduled: 0 });
});

describe("the status", () => {
  const set = daemonSet({}, { collisionCount: 2 });
  const look = lookAt(set, NODES.slice(0, 1), [daemonPod("n1", "new")]);
  const view = fakeView({ stored: [{ kind: "DaemonSet", object: set }] });
  const status = {
    desiredNumberScheduled: 1,
    currentNumberScheduled: 1,
    numberReady: 1,
    updatedNumberScheduled: 1,
    numberAvailable: 1,
    observedGeneration: 1,
    collisionCount: 2,
  };

  it("is written where it says something new, without counts of none", () => {
    const { writes } = play(writeStatus(view, look, countNodes(look), 1));
    expect(writes).toEqual([{ verb: "updateStatus", stored: { kind: "DaemonSet", object: { ...set, status } } }]);
    const told = { ...look, set: { ...set, status } };
    expect(play(writeStatus(view, told, countNodes(told), 1)).writes).toEqual([]);
  });

  it("is tried twice", () => {
    const refused = { "updateStatus DaemonSet/agent": { kind: "refused", reason: "Conflict", message: "no" } } as const;
    const { told, value } = play(writeStatus(view, look, countNodes(look), 1), refused);
    expect(told).toHaveLength(2);
    expect(value).toBe("error storing status for daemon set: no");
  });
});

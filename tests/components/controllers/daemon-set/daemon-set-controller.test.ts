// The DaemonSet controller: whole looks, and its memory.

import { describe, expect, it } from "vitest";

import {
  DAEMON_SET_CONTROLLER,
  DaemonSetController,
} from "../../../../src/components/controllers/daemon-set/daemon-set-controller.ts";
import type { ControllerRevision } from "../../../../src/model/api/types/controller-revision.ts";
import type { DaemonSet } from "../../../../src/model/api/types/workload.ts";
import { revisionData } from "../../../../src/model/hashing/controller-revision.ts";
import { node } from "../../../model/build-objects.ts";
import { fakeView, ownedBy, play, type FakeWorld } from "../fake-view.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

const KEY = "default/agent";
const NODES = [node("n1", {}), node("n2", {})];

/** The revision of the set's template, with the hash `new`. */
function revisionOf(set: DaemonSet): ControllerRevision {
  return {
    metadata: {
      name: "agent-new",
      namespace: "default",
      labels: { app: "agent", "controller-revision-hash": "new" },
      ownerReferences: [ownedBy("DaemonSet", "agent")],
    },
    data: JSON.parse(revisionData(set.spec?.template ?? {})) as unknown,
    revision: 1,
  };
}

function viewOf(set: DaemonSet, more: FakeWorld = {}) {
  const revision = { kind: "ControllerRevision", object: revisionOf(set) } as const;
  return fakeView({ nodes: NODES, ...more, stored: [{ kind: "DaemonSet", object: set }, revision] });
}

function look(controller: DaemonSetController, set: DaemonSet, more: FakeWorld = {}) {
  return play(controller.sync(viewOf(set, more), KEY));
}

describe("a look", () => {
  it("makes pods, writes the status, and decides nothing until they are seen", () => {
    const controller = new DaemonSetController();
    const set = daemonSet();
    expect(look(controller, set).told).toEqual([
      "create-pod n1",
      "event SuccessfulCreate",
      "create-pod n2",
      "event SuccessfulCreate",
      "updateStatus DaemonSet/agent",
    ]);
    const { writes } = look(controller, { ...set, metadata: { ...set.metadata, generation: 2 } });
    expect(writes).toMatchObject([
      { verb: "updateStatus", stored: { object: { status: { desiredNumberScheduled: 2 } } } },
    ]);
    expect(writes).not.toMatchObject([{ stored: { object: { status: { observedGeneration: 2 } } } }]);
    const pods = NODES.map(({ metadata }) => daemonPod(metadata.name, "new"));
    for (const pod of pods) controller.keysAfter({ type: "added", kind: "Pod", pod }, viewOf(set, { pods }));
    expect(look(controller, set, { pods }).told).toEqual(["updateStatus DaemonSet/agent"]);
  });

  it("updates pods of old revisions", () => {
    const pods = NODES.map(({ metadata }) => daemonPod(metadata.name, "old"));
    expect(look(new DaemonSetController(), daemonSet(), { pods }).told[0]).toBe("delete-pod agent-n1");
    const onDelete = daemonSet({ updateStrategy: { type: "OnDelete" } });
    expect(look(new DaemonSetController(), onDelete, { pods }).told).toEqual(["updateStatus DaemonSet/agent"]);
  });

  it("asks for another one when ready pods will be available", () => {
    const pods = NODES.map(({ metadata }) => daemonPod(metadata.name, "new", { readySinceUs: 9_000_000 }));
    const set = daemonSet({ minReadySeconds: 5 });
    expect(look(new DaemonSetController(), set, { pods, nowUs: 9_500_000 }).value).toEqual({
      kind: "done",
      afterUs: 5_000_000,
    });
  });

  it("does nothing for a set that is gone or going, and warns of one that selects all", () => {
    const controller = DAEMON_SET_CONTROLLER.create();
    expect(play(controller.sync(fakeView({}), KEY)).writes).toEqual([]);
    const set = daemonSet();
    const going = { ...set, metadata: { ...set.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } };
    expect(play(controller.sync(viewOf(going), KEY)).writes).toEqual([]);
    const all = daemonSet({ selector: {} });
    expect(play(controller.sync(viewOf(all), KEY)).told).toEqual(["event SelectingAll"]);
  });
});

it("remembers failures and what it waits for across a snapshot", () => {
  const set = daemonSet();
  const pods = [daemonPod("n1", "new", { phase: "Failed" }), daemonPod("n2", "new")];
  const first = new DaemonSetController();
  expect(look(first, set, { pods }).told).toContain("delete-pod agent-n1");
  const second = new DaemonSetController();
  second.restore(first.snapshot());
  expect(look(second, set, { pods }).told).toEqual(["updateStatus DaemonSet/agent"]);
  const gone = daemonPod("n1", "new", { phase: "Failed", isDeleted: true });
  second.keysAfter({ type: "updated", kind: "Pod", pod: gone }, viewOf(set, { pods }));
  second.keysAfter({ type: "updated", kind: "Pod", pod: pods[0]! }, viewOf(set, { pods }));
  const held = look(second, set, { pods, nowUs: 500_000 });
  expect(held.told).not.toContain("delete-pod agent-n1");
  expect(held.value).toEqual({ kind: "done", afterUs: 1_000_000 });
  expect(look(second, set, { pods, nowUs: 1_000_000 }).told).toContain("delete-pod agent-n1");
});

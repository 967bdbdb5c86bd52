// What makes a DaemonSet worth a look.

import { describe, expect, it } from "vitest";

import { keysAfter, ownerSet } from "../../../../src/components/controllers/daemon-set/daemon-keys.ts";
import type { ControllerRevision } from "../../../../src/model/api/types/controller-revision.ts";
import type { DaemonSet } from "../../../../src/model/api/types/workload.ts";
import { node } from "../../../model/build-objects.ts";
import { fakeView, livePod, ownedBy, type FakeWorld } from "../fake-view.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

const KEY = "default/agent";
const LOOK = [{ key: KEY }];

function view(set: DaemonSet = daemonSet(), more: FakeWorld = {}) {
  return fakeView({ ...more, stored: [{ kind: "DaemonSet", object: set }] });
}

it("finds the set of an owner reference, if it is the same one", () => {
  expect(ownerSet(view(), "default", ownedBy("DaemonSet", "agent"))).toEqual(daemonSet());
  expect(ownerSet(view(), "default", { ...ownedBy("DaemonSet", "agent"), uid: "before" })).toBeUndefined();
  expect(ownerSet(view(), "default", ownedBy("ReplicaSet", "agent"))).toBeUndefined();
});

describe("pods", () => {
  it("of the set, and once more when they become available", () => {
    const pod = daemonPod("n1", "new");
    const before = daemonPod("n1", "new", { readySinceUs: undefined });
    const patient = view(daemonSet({ minReadySeconds: 4 }));
    expect(keysAfter({ type: "updated", kind: "Pod", pod, before }, patient)).toEqual([
      ...LOOK,
      { key: KEY, afterUs: 5_000_000 },
    ]);
    expect(keysAfter({ type: "updated", kind: "Pod", pod, before }, view())).toEqual(LOOK);
    expect(keysAfter({ type: "deleted", kind: "Pod", pod }, view())).toEqual(LOOK);
  });

  it("that it lost, or might adopt", () => {
    const orphan = livePod({ name: "a", labels: { app: "agent" } });
    expect(keysAfter({ type: "added", kind: "Pod", pod: orphan }, view())).toEqual(LOOK);
    expect(keysAfter({ type: "updated", kind: "Pod", pod: orphan, before: orphan }, view())).toEqual([]);
    const before = daemonPod("n1", "new");
    expect(keysAfter({ type: "updated", kind: "Pod", pod: orphan, before }, view())).toEqual([...LOOK, ...LOOK]);
  });
});

describe("revisions", () => {
  const own: ControllerRevision = {
    metadata: { name: "r", labels: { app: "agent" }, ownerReferences: [ownedBy("DaemonSet", "agent")] },
  };
  const orphan: ControllerRevision = { metadata: { name: "r", labels: { app: "agent" } } };
  const event = (type: "added" | "updated" | "deleted", object: ControllerRevision) => {
    const stored = { kind: "ControllerRevision", object } as const;
    return keysAfter({ type, kind: "ControllerRevision", stored }, view());
  };

  it("of the set when they change or go, and of nobody when they come", () => {
    expect([event("added", own), event("updated", own), event("deleted", own)]).toEqual([[], LOOK, LOOK]);
    expect([event("added", orphan), event("deleted", orphan)]).toEqual([LOOK, []]);
  });
});

describe("nodes", () => {
  const plain = node("n1", {});
  const closed = node("n1", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });
  const evicting = node("n1", {}, { taints: [{ key: "x", effect: "NoExecute" }] });
  const pods = [daemonPod("n1", "new")];

  it("that lack a pod", () => {
    expect(keysAfter({ type: "added", kind: "Node", node: plain }, view())).toEqual(LOOK);
    expect(keysAfter({ type: "added", kind: "Node", node: closed }, view())).toEqual([]);
  });

  it("that have one that must go, or that may count as misplaced", () => {
    const there = view(daemonSet(), { pods });
    expect(keysAfter({ type: "updated", kind: "Node", node: closed, before: plain }, there)).toEqual([]);
    expect(keysAfter({ type: "updated", kind: "Node", node: evicting, before: plain }, there)).toEqual(LOOK);
    const misplaced = view(daemonSet({}, { numberMisscheduled: 1 }), { pods });
    expect(keysAfter({ type: "updated", kind: "Node", node: plain, before: closed }, misplaced)).toEqual(LOOK);
  });

  it("but not for other changes, nor when they go", () => {
    const heartbeat = { ...plain, status: { ...plain.status } };
    expect(keysAfter({ type: "updated", kind: "Node", node: heartbeat, before: plain }, view())).toEqual([]);
    expect(keysAfter({ type: "deleted", kind: "Node", node: plain }, view())).toEqual([]);
  });
});

it("the set itself, and nothing of other kinds", () => {
  const stored = { kind: "DaemonSet", object: daemonSet() } as const;
  expect(keysAfter({ type: "updated", kind: "DaemonSet", stored }, view())).toEqual(LOOK);
  const other = { kind: "Service", object: { metadata: { name: "s" } } } as const;
  expect(keysAfter({ type: "added", kind: "Service", stored: other }, view())).toEqual([]);
});

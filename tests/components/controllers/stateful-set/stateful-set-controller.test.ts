// The StatefulSet controller: what makes a set worth a look, and whole looks.

import { describe, expect, it } from "vitest";

import { STATEFUL_SET_CONTROLLER } from "../../../../src/components/controllers/stateful-set/stateful-set-controller.ts";
import type { StatefulSet } from "../../../../src/model/api/types/workload.ts";
import { fakeView, livePod, ownedBy, play, type FakeWorld } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const CONTROLLER = STATEFUL_SET_CONTROLLER.create();
const KEY = "default/db";

function world(set: StatefulSet, more: FakeWorld = {}): FakeWorld {
  const { stored = [], ...others } = more;
  return { ...others, stored: [{ kind: "StatefulSet", object: set }, ...stored] };
}

function sync(set: StatefulSet, more: FakeWorld = {}, refusals = {}) {
  return play(CONTROLLER.sync(fakeView(world(set, more)), KEY), refusals);
}

describe("a set is worth a look", () => {
  const set = statefulSet();
  const view = fakeView(world(set));
  const revision = revisionOf(set);

  it("when it changes, and when a pod of its own does", () => {
    const stored = { kind: "StatefulSet", object: set } as const;
    expect(CONTROLLER.keysAfter({ type: "updated", ...stored, stored }, view)).toEqual([{ key: KEY }]);
    const pod = setPod(0, revision);
    for (const type of ["added", "updated", "deleted"] as const) {
      expect(CONTROLLER.keysAfter({ type, kind: "Pod", pod, before: pod }, view)).toEqual([{ key: KEY }]);
    }
  });

  it("again when a ready pod becomes available", () => {
    const waiting = fakeView(world(statefulSet({ minReadySeconds: 7 })));
    const [pod, before] = [setPod(0, revision), setPod(0, revision, { readySinceUs: undefined })];
    const wishes = [{ key: KEY }, { key: KEY, afterUs: 7_000_000 }];
    expect(CONTROLLER.keysAfter({ type: "updated", kind: "Pod", pod, before }, waiting)).toEqual(wishes);
    expect(CONTROLLER.keysAfter({ type: "updated", kind: "Pod", pod, before: pod }, waiting)).toEqual([{ key: KEY }]);
  });

  it("when it loses a pod, or might adopt one", () => {
    const orphan = livePod({ name: "db-7", labels: { app: "db" } });
    const before = setPod(7, revision);
    expect(CONTROLLER.keysAfter({ type: "added", kind: "Pod", pod: orphan }, view)).toEqual([{ key: KEY }]);
    expect(CONTROLLER.keysAfter({ type: "updated", kind: "Pod", pod: orphan, before: orphan }, view)).toEqual([]);
    expect(CONTROLLER.keysAfter({ type: "deleted", kind: "Pod", pod: orphan }, view)).toEqual([]);
    const lost = CONTROLLER.keysAfter({ type: "updated", kind: "Pod", pod: orphan, before }, view);
    expect(lost).toEqual([{ key: KEY }, { key: KEY }]);
  });

  it("not for pods of others", () => {
    const pod = livePod({ name: "web-1", labels: { app: "db" }, owner: ownedBy("ReplicaSet", "db") });
    const stranger = livePod({ name: "db-1", owner: { ...ownedBy("StatefulSet", "db"), uid: "before" } });
    expect(CONTROLLER.keysAfter({ type: "added", kind: "Pod", pod }, view)).toEqual([]);
    expect(CONTROLLER.keysAfter({ type: "added", kind: "Pod", pod: stranger }, view)).toEqual([]);
  });
});

describe("a look", () => {
  it("makes the revision, the first pod, and writes the status", () => {
    const { told, value } = sync(statefulSet());
    const revision = revisionOf(statefulSet()).metadata!.name;
    expect(told).toEqual([
      `create ControllerRevision/${revision}`,
      "create-pod db-0",
      "event SuccessfulCreate",
      "updateStatus StatefulSet/db",
    ]);
    expect(value).toEqual({ kind: "done" });
  });

  it("at what is gone or selects by a wrong selector does nothing", () => {
    expect(play(CONTROLLER.sync(fakeView({}), KEY))).toMatchObject({ writes: [], value: { kind: "done" } });
    const selector = { matchExpressions: [{ key: "a", operator: "Like" }] };
    expect(sync(statefulSet({ selector })).writes).toEqual([]);
  });

  it("releases a pod of another name", () => {
    const set = statefulSet({ replicas: 0 });
    const pod = livePod({ name: "other-0", labels: { app: "db" }, owner: ownedBy("StatefulSet", "db") });
    expect(sync(set, { pods: [pod] }).told[0]).toBe("patch-pod other-0");
  });

  it("writes the status and fails when a pod cannot be made", () => {
    const refused = { kind: "refused", reason: "Forbidden", message: "exceeded quota" };
    const { told, value } = sync(statefulSet(), {}, { "create-pod db-0": refused });
    expect(told.at(-1)).toBe("updateStatus StatefulSet/db");
    expect(value).toEqual({ kind: "failed", message: "exceeded quota" });
  });

  it("asks for another one when a ready pod will be available", () => {
    const set = statefulSet({ replicas: 1, minReadySeconds: 10 });
    const revision = revisionOf(set);
    const pods = [setPod(0, revision, { readySinceUs: 4_000_000 })];
    const stored = [{ kind: "ControllerRevision", object: revision } as const];
    expect(sync(set, { nowUs: 5_500_000, pods, stored }).value).toEqual({ kind: "done", afterUs: 8_500_000 });
    expect(sync(set, { nowUs: 15_000_000, pods, stored }).value).toEqual({ kind: "done" });
  });
});

// One look of a StatefulSet at its pods.

import { describe, expect, it } from "vitest";

import { reconcilePods } from "../../../../src/components/controllers/stateful-set/reconcile-pods.ts";
import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StatefulSetSpec } from "../../../../src/model/api/types/workload.ts";
import { fakeView, play, type FakeWorld } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const OLD = revisionOf(statefulSet(), 1);
const NEW = revisionOf(statefulSet({}, {}, "db:v2"), 2);
const NEVER_READY = { readySinceUs: undefined };

/** What is asked of pods, without events; the update revision is `NEW`. */
function look(spec: StatefulSetSpec, pods: readonly LivePod[], world: FakeWorld = {}, refusals = {}) {
  const set = statefulSet(spec, {}, "db:v2");
  const revisions = { current: OLD, update: NEW, collisionCount: 0 };
  const played = play(reconcilePods(fakeView(world), set, revisions, pods), refusals);
  return { ...played, told: played.told.filter((text) => !text.startsWith("event")) };
}

const PARALLEL: StatefulSetSpec = { podManagementPolicy: "Parallel" };

describe("in order", () => {
  it("one pod is made after the other is available", () => {
    expect(look({}, []).told).toEqual(["create-pod db-0"]);
    expect(look({}, [setPod(0, NEW, NEVER_READY)]).told).toEqual([]);
    expect(look({}, [setPod(0, NEW)]).told).toEqual(["create-pod db-1"]);
    expect(look({ minReadySeconds: 9 }, [setPod(0, NEW)], { nowUs: 8_000_000 }).told).toEqual([]);
  });

  it("the last surplus pod goes first, and waits for those before it to be well", () => {
    const pods = [0, 1, 2].map((ordinal) => setPod(ordinal, NEW));
    expect(look({ replicas: 1 }, pods).told).toEqual(["delete-pod db-2"]);
    expect(look({ replicas: 1 }, [setPod(0, NEW, NEVER_READY), ...pods.slice(1)]).told).toEqual([]);
  });

  it("only the first pod that is not well may go as it is", () => {
    const first = [setPod(0, NEW), setPod(1, NEW), setPod(2, NEW, NEVER_READY)];
    expect(look({ replicas: 1 }, first).told).toEqual(["delete-pod db-2"]);
    const second = [setPod(0, NEW), setPod(1, NEW, NEVER_READY), setPod(2, NEW, NEVER_READY)];
    expect(look({ replicas: 1 }, second).told).toEqual([]);
  });
});

describe("in parallel", () => {
  it("all pods are made at once", () => {
    expect(look(PARALLEL, [setPod(1, NEW, NEVER_READY)]).told).toEqual(["create-pod db-0", "create-pod db-2"]);
  });

  it("nothing follows a batch in which something failed", () => {
    const refused = { kind: "refused", reason: "Forbidden", message: "no" };
    const { told, value } = look({ ...PARALLEL, replicas: 9 }, [], {}, { "create-pod db-1": refused });
    expect(told).toEqual(["create-pod db-0", "create-pod db-1", "create-pod db-2"]);
    expect(value.problem).toBe("no");
  });

  it("all surplus pods go at once", () => {
    const pods = [0, 1, 2].map((ordinal) => setPod(ordinal, NEW, NEVER_READY));
    expect(look({ ...PARALLEL, replicas: 1 }, pods).told).toEqual(["delete-pod db-2", "delete-pod db-1"]);
  });
});

describe("a pod that is over", () => {
  it("is deleted, and made again later", () => {
    const pods = [setPod(0, NEW, { phase: "Failed" }), setPod(1, NEW, { phase: "Succeeded" })];
    expect(look({}, pods).told).toEqual(["delete-pod db-0"]);
    expect(look({ ...PARALLEL, replicas: 2 }, pods).told).toEqual(["delete-pod db-0", "delete-pod db-1"]);
  });
});

describe("an update", () => {
  const old = [0, 1, 2].map((ordinal) => setPod(ordinal, OLD));

  it("takes the last old pod, and tells one less of the current revision", () => {
    const { told, value } = look({}, old);
    expect(told).toEqual(["delete-pod db-2"]);
    expect(value.counts).toEqual({ replicas: 3, ready: 3, available: 3, current: 2, updated: 0 });
  });

  it("waits for the pod behind", () => {
    expect(look(PARALLEL, [...old.slice(0, 2), setPod(2, NEW, NEVER_READY)]).told).toEqual([]);
    expect(look({}, [...old.slice(0, 2), setPod(2, NEW)]).told).toEqual(["delete-pod db-1"]);
  });

  it("leaves pods before the partition, which are made anew as they were", () => {
    const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 2 } };
    expect(look({ updateStrategy }, [...old.slice(0, 2), setPod(2, NEW)]).told).toEqual([]);
    const { writes } = look({ updateStrategy, ...PARALLEL }, []);
    const revisions = writes.flatMap((write) =>
      write.verb === "create-pod" ? [write.template.metadata.labels?.["controller-revision-hash"]] : [],
    );
    expect(revisions).toEqual([OLD, OLD, NEW].map(({ metadata }) => metadata?.name));
  });

  it("on deletion takes no pod", () => {
    expect(look({ updateStrategy: { type: "OnDelete" } }, old).told).toEqual([]);
  });

  it("takes several pods where the gate is open", () => {
    const featureGates = { MaxUnavailableStatefulSet: true };
    const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 0, maxUnavailable: 2 } };
    expect(look({ updateStrategy }, old, { featureGates }).told).toEqual(["delete-pod db-2", "delete-pod db-1"]);
    expect(look({ updateStrategy }, old).told).toEqual(["delete-pod db-2"]);
    const broken = [setPod(0, OLD, NEVER_READY), ...old.slice(1)];
    expect(look({ updateStrategy, ...PARALLEL }, broken, { featureGates }).told).toEqual(["delete-pod db-2"]);
  });
});

it("only counts the pods of a set that is going", () => {
  const set = statefulSet({ replicas: 5 });
  const going = { ...set, metadata: { ...set.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } };
  const revisions = { current: OLD, update: OLD, collisionCount: 0 };
  const { told, value } = play(reconcilePods(fakeView({}), going, revisions, [setPod(0, OLD)]));
  expect(told).toEqual([]);
  expect(value.counts).toEqual({ replicas: 1, ready: 1, available: 1, current: 1, updated: 1 });
});

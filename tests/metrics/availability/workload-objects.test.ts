// What objects say of the replicas of a workload.

import { expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { controllerOf, desiredOf } from "../../../src/metrics/availability/workload-objects.ts";

it("wants one replica where nothing is said, and of a DaemonSet as many as its controller counts nodes", () => {
  const desired = (kind: string, object: unknown) => desiredOf({ kind, object } as StoredObject);
  expect(desired("Deployment", { spec: {} })).toBe(1);
  expect(desired("StatefulSet", { spec: { replicas: 0 } })).toBe(0);
  expect(desired("DaemonSet", { spec: {}, status: { desiredNumberScheduled: 4 } })).toBe(4);
  expect(desired("DaemonSet", { spec: {} })).toBe(0);
});

it("is controlled by the owner that says so", () => {
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", uid: "r" };
  const controlledBy = (references: object[]) =>
    controllerOf({ metadata: { name: "", namespace: "", ownerReferences: references as never } });
  expect(
    controlledBy([
      { ...owner, name: "other" },
      { ...owner, controller: true },
    ]),
  ).toEqual({
    kind: "ReplicaSet",
    name: "web-1",
  });
  expect(controlledBy([owner])).toBeUndefined();
});

// How many pods there should be.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import { expectedPodsOf } from "../../../../src/components/controllers/disruption/expected-pods.ts";
import { SelectedPods } from "../../../../src/components/controllers/disruption/selected-pods.ts";
import type { PodDisruptionBudget } from "../../../../src/model/api/types/policy.ts";
import { fakeView, ownedBy } from "../fake-view.ts";
import { budgetOf, freePod, replicaSet, webPod } from "./build-budgets.ts";

const PODS = [webPod({ name: "a" }), webPod({ name: "b" })];

function expected(spec: PodDisruptionBudget["spec"], stored: readonly StoredObject[], pods = PODS) {
  return expectedPodsOf(budgetOf({ selector: {}, ...spec }), new SelectedPods(pods), fakeView({ stored, pods }));
}

describe("the pods that a budget expects", () => {
  it("are those that are there where a number is to be available", () => {
    expect(expected({ minAvailable: 5 }, [])).toMatchObject({ expectedPods: 2, desiredHealthy: 5 });
  });

  it("are those that their owners want otherwise", () => {
    expect(expected({ maxUnavailable: "34%" }, [replicaSet(10)])).toMatchObject({
      expectedPods: 10,
      desiredHealthy: 6,
    });
    expect(expected({ minAvailable: "34%" }, [replicaSet(10)])).toMatchObject({ expectedPods: 10, desiredHealthy: 4 });
  });

  it("are those of the Deployment above a ReplicaSet, if it is there", () => {
    const metadata = { name: "shop", namespace: "default", uid: "uid-shop" };
    const deployment: StoredObject = { kind: "Deployment", object: { metadata, spec: { replicas: 7 } } };
    expect(expected({ maxUnavailable: 1 }, [replicaSet(3, "shop"), deployment])).toMatchObject({ expectedPods: 7 });
    expect(expected({ maxUnavailable: 1 }, [replicaSet(3, "shop")])).toMatchObject({ expectedPods: 3 });
  });

  it("do not count pods without an owner, which is said", () => {
    const pods = [...PODS, freePod({ name: "free", labels: { app: "web" } })];
    expect(expected({ maxUnavailable: 1 }, [replicaSet(3)], pods)).toMatchObject({
      expectedPods: 3,
      hasUnmanaged: true,
    });
  });

  it("are not known where an owner is gone or has no scale", () => {
    expect(expected({ maxUnavailable: 1 }, [])).toEqual({
      kind: "failed",
      message: 'found no controllers for pod "a"',
    });
    const ofJob = [freePod({ name: "a", owner: { ...ownedBy("Job", "work"), apiVersion: "batch/v1" } })];
    expect(expected({ maxUnavailable: 1 }, [], ofJob)).toEqual({
      kind: "failed",
      message: "jobs.batch does not implement the scale subresource",
    });
    const strange = [freePod({ name: "a", owner: { ...ownedBy("Robot", "r"), apiVersion: "example.com/v1" } })];
    expect(expected({ minAvailable: "50%" }, [], strange)).toEqual({
      kind: "failed",
      message: 'no matches for kind "Robot" in version "example.com/v1"',
    });
  });

  it("are asked of each owner once", () => {
    const stateful: StoredObject = {
      kind: "StatefulSet",
      object: { metadata: { name: "db", namespace: "default", uid: "uid-db" }, spec: { replicas: 4 } },
    };
    const pods = [...PODS, freePod({ name: "db-0", owner: ownedBy("StatefulSet", "db") })];
    expect(expected({ maxUnavailable: 1 }, [replicaSet(3), stateful], pods)).toMatchObject({ expectedPods: 7 });
  });
});

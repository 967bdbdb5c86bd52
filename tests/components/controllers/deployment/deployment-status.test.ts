// What a Deployment says of itself.

import { describe, expect, it } from "vitest";

import {
  actualReplicas,
  availableReplicas,
  calculateStatus,
  isComplete,
  isSameStatus,
  syncStatus,
  wantedReplicas,
} from "../../../../src/components/controllers/deployment/deployment-status.ts";
import { play } from "../fake-view.ts";
import { deployment, replicaSet, workOn } from "./build-deployments.ts";

const OLD = replicaSet("web-a", { replicas: 3, actual: 4, available: 2 });
const NEW = replicaSet("web-b", { replicas: 2, actual: 1, available: 0 });

it("sums up what its ReplicaSets should have, have, and have available", () => {
  expect([wantedReplicas([OLD, NEW]), actualReplicas([OLD, NEW]), availableReplicas([OLD, NEW])]).toEqual([5, 5, 2]);
});

describe("the status", () => {
  it("counts pods, and leaves out counts of none that may be left out", () => {
    const status = calculateStatus(workOn(deployment()), [OLD, NEW], NEW);
    expect(status).toEqual({
      observedGeneration: 1,
      replicas: 5,
      updatedReplicas: 1,
      readyReplicas: 2,
      availableReplicas: 2,
      unavailableReplicas: 3,
      terminatingReplicas: 0,
      conditions: [
        {
          type: "Available",
          status: "False",
          reason: "MinimumReplicasUnavailable",
          message: "Deployment does not have minimum availability.",
          lastUpdateTime: "1970-01-01T00:00:00Z",
          lastTransitionTime: "1970-01-01T00:00:00Z",
        },
      ],
    });
    expect(calculateStatus(workOn(deployment()), [], undefined)).not.toHaveProperty("replicas");
  });

  it("says that enough is available with as many as may not be missing", () => {
    const status = calculateStatus(workOn(deployment()), [replicaSet("web-b", { available: 3 })], undefined);
    expect(status.conditions).toMatchObject([{ status: "True", reason: "MinimumReplicasAvailable" }]);
  });

  it("counts pods that are going unless one ReplicaSet does not say or the gate is off", () => {
    const silent = { ...OLD, status: { replicas: 1, observedGeneration: 1 } };
    const unseen = { ...OLD, status: {} };
    expect(calculateStatus(workOn(deployment()), [silent], undefined)).not.toHaveProperty("terminatingReplicas");
    expect(calculateStatus(workOn(deployment()), [unseen], undefined)).toHaveProperty("terminatingReplicas", 0);
    const featureGates = { DeploymentReplicaSetTerminatingReplicas: false };
    expect(calculateStatus(workOn(deployment(), [], { featureGates }), [OLD], undefined)).not.toHaveProperty(
      "terminatingReplicas",
    );
  });

  it("keeps the count of collisions", () => {
    const work = workOn(deployment({}, { collisionCount: 0 }));
    expect(calculateStatus(work, [], undefined)).toHaveProperty("collisionCount", 0);
  });
});

describe("a rollout", () => {
  const done = { replicas: 4, updatedReplicas: 4, availableReplicas: 4, observedGeneration: 1 };

  it("is complete when all pods are new and available", () => {
    expect(isComplete(workOn(deployment()), done)).toBe(true);
  });

  it.each(["replicas", "updatedReplicas", "availableReplicas", "observedGeneration"])(
    "is not while %s lag",
    (field) => {
      expect(isComplete(workOn(deployment()), { ...done, [field]: 0 })).toBe(false);
    },
  );
});

it("tells statuses apart by each of their parts", () => {
  const status = { replicas: 4, collisionCount: 1, terminatingReplicas: 0 };
  expect(isSameStatus(status, { ...status, readyReplicas: 0 })).toBe(true);
  for (const change of [{ replicas: 3 }, { readyReplicas: 1 }, { collisionCount: 2 }, { terminatingReplicas: 1 }]) {
    expect(isSameStatus(status, { ...status, ...change })).toBe(false);
  }
});

it("writes a status that says something new, and only that", () => {
  const work = workOn(deployment());
  expect(play(syncStatus(work, [OLD, NEW], NEW)).told).toEqual(["updateStatus Deployment/web"]);
  expect(play(syncStatus(work, [OLD, NEW], NEW)).told).toEqual([]);
});

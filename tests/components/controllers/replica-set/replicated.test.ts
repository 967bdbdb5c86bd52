// What ReplicaSets and ReplicationControllers have in common.

import { describe, expect, it } from "vitest";

import { replicatedOf, selectorIn, withStatus } from "../../../../src/components/controllers/replica-set/replicated.ts";
import type { ReplicationController } from "../../../../src/model/api/types/workload.ts";
import { LABELS, replicaSet } from "./build-replica-sets.ts";

const CONTROLLER: ReplicationController = {
  metadata: { name: "rc", namespace: "default", uid: "uid-rc" },
  spec: { replicas: 2, minReadySeconds: 5, selector: LABELS },
};

describe("what keeps pods", () => {
  it("is a ReplicaSet of apps/v1 with a selector", () => {
    expect(replicatedOf("ReplicaSet", replicaSet(4))).toMatchObject({
      apiVersion: "apps/v1",
      replicas: 4,
      minReadySeconds: 0,
      selector: { matchLabels: LABELS },
    });
  });

  it("is a ReplicationController of v1 with a plain map, which is one selector as long as it is one map", () => {
    expect(replicatedOf("ReplicationController", CONTROLLER)).toMatchObject({
      apiVersion: "v1",
      replicas: 2,
      minReadySeconds: 5,
      selector: { matchLabels: LABELS },
    });
    expect(selectorIn("ReplicationController", CONTROLLER)).toBe(selectorIn("ReplicationController", CONTROLLER));
  });

  it("has no selector where none is said", () => {
    expect(selectorIn("ReplicationController", { spec: {} })).toBeUndefined();
  });

  it("is stored with its status", () => {
    const stored = withStatus(replicatedOf("ReplicaSet", replicaSet(4)), { replicas: 1 });
    expect(stored).toEqual({ kind: "ReplicaSet", object: { ...replicaSet(4), status: { replicas: 1 } } });
  });
});

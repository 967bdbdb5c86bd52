// Bounds of a Deployment's rolling update and the sizes that its ReplicaSets get within them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { IntOrPercent } from "../../../src/model/int-or-percent.ts";
import {
  MAX_REPLICAS_ANNOTATION,
  maxSurgeOf,
  maxUnavailableOf,
  minAvailableOf,
  newReplicaSetReplicas,
  replicaSetProportion,
  resolveFenceposts,
  type DeploymentRollout,
} from "../../../src/model/rollout/deployment-rollout.ts";

function rolling(replicas: number, maxSurge: IntOrPercent, maxUnavailable: IntOrPercent): DeploymentRollout {
  return { replicas, strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } } };
}

const RECREATE: DeploymentRollout = { replicas: 4, strategy: { type: "Recreate" } };

describe("the bounds of a rolling update", () => {
  it.each<[IntOrPercent, IntOrPercent, number, number, number]>([
    ["25%", "25%", 10, 3, 2],
    ["25%", "25%", 1, 1, 0],
    [0, "25%", 1, 0, 1],
    ["0%", "0%", 5, 0, 1],
    [2, 3, 1, 2, 3],
  ])("%s and %s of %d pods are %d above and %d below", (maxSurge, maxUnavailable, desired, surge, unavailable) => {
    const fenceposts = resolveFenceposts({ maxSurge, maxUnavailable }, desired);
    expect(fenceposts).toEqual({ kind: "resolved", surge, unavailable });
  });

  it("let one pod be unavailable if neither is given", () => {
    expect(resolveFenceposts({}, 5)).toEqual({ kind: "resolved", surge: 0, unavailable: 1 });
  });

  it("are refused if either is no percentage, and are none then", () => {
    expect(resolveFenceposts({ maxSurge: "x" }, 5).kind).toBe("refused");
    expect(resolveFenceposts({ maxUnavailable: "x" }, 5).kind).toBe("refused");
    expect([maxSurgeOf(rolling(5, "x", 1)), maxUnavailableOf(rolling(5, 1, "x"))]).toEqual([0, 0]);
    expect(minAvailableOf(rolling(5, "x", 1))).toBe(5);
  });

  it("never make more pods unavailable than there should be", () => {
    expect(maxUnavailableOf(rolling(3, 0, 5))).toBe(3);
    expect(minAvailableOf(rolling(3, 0, 5))).toBe(0);
    expect(maxUnavailableOf(rolling(0, 0, 0))).toBe(0);
  });

  it("are none for a Deployment that recreates its pods", () => {
    expect([maxSurgeOf(RECREATE), maxUnavailableOf(RECREATE), minAvailableOf(RECREATE)]).toEqual([0, 0, 0]);
  });
});

describe("the new ReplicaSet", () => {
  it.each([
    ["grows by the surge", rolling(10, "25%", 0), 0, [0, 10], 3],
    ["fills what the old one left", rolling(10, "25%", 0), 3, [3, 8], 5],
    ["waits where there is no room", rolling(10, "25%", 0), 3, [3, 12], 3],
    ["never outgrows its Deployment", rolling(10, 10, 0), 9, [9, 0], 10],
    ["gets all pods at once where they are recreated", RECREATE, 0, [0, 9], 4],
    ["shrinks to its Deployment's size if that was scaled down", rolling(2, 5, 0), 4, [4], 2],
  ])("%s", (_sentence, deployment, size, sizes, next) => {
    expect(newReplicaSetReplicas(deployment, size, sizes)).toEqual({ kind: "scaled", value: next });
  });

  it("gets no size under a strategy or surge that is none", () => {
    expect(newReplicaSetReplicas({ replicas: 1, strategy: { type: "Canary" } }, 0, [0])).toEqual({
      kind: "refused",
      message: "deployment type Canary isn't supported",
    });
    expect(newReplicaSetReplicas(rolling(1, "x", 0), 0, [0]).kind).toBe("refused");
  });
});

describe("the share of a ReplicaSet in a scaling", () => {
  const annotated = (replicas: number, value: string) => ({
    replicas,
    annotations: { [MAX_REPLICAS_ANNOTATION]: value },
  });

  it.each([
    ["follows its part of all pods", annotated(5, "10"), 20, 10, 0, 5],
    ["is no more than what is left", annotated(5, "10"), 20, 10, 8, 2],
    ["is lost in the same way", annotated(10, "20"), 10, -10, 0, -5],
    ["is no more than what must go", annotated(10, "20"), 10, -10, -8, -2],
    ["is all of it when nothing shall remain", annotated(7, "10"), 0, -10, 0, -7],
    ["is nothing for an empty one", annotated(0, "10"), 20, 10, 0, 0],
    ["is nothing when all is given out", annotated(5, "10"), 20, 10, 10, 0],
    ["is nothing when nothing changes", annotated(5, "10"), 20, 0, 3, 0],
    ["goes by the Deployment's size without the annotation", { replicas: 5 }, 20, 10, 0, 4],
    ["and with one that is no number", annotated(5, "-10"), 20, 10, 0, 4],
    ["and with one that is too large", annotated(5, "2147483648"), 20, 10, 0, 4],
    ["has halves rounded away from zero", annotated(1, "2"), 3, 9, 0, 1],
  ])("%s", (_sentence, replicaSet, replicas, toAdd, added, share) => {
    const deployment = { ...rolling(replicas, 0, 1), statusReplicas: 11 };
    expect(replicaSetProportion(replicaSet, deployment, toAdd, added)).toBe(share);
  });

  it("is nothing where neither annotation nor pods tell the size before", () => {
    expect(replicaSetProportion({ replicas: 5 }, { ...rolling(20, 0, 1), statusReplicas: 0 }, 10, 0)).toBe(0);
  });

  it("never exceeds what is to be given out", () => {
    const sizes = fc.tuple(fc.nat(100), fc.nat(100), fc.integer({ min: -50, max: 50 }), fc.nat(200));
    fc.assert(
      fc.property(sizes, ([replicas, desired, toAdd, before]) => {
        const deployment = { ...rolling(desired, "25%", "25%"), statusReplicas: before };
        const share = replicaSetProportion({ replicas }, deployment, toAdd, 0);
        expect(toAdd >= 0 ? share <= toAdd : share >= toAdd).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

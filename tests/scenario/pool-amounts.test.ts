// What kubelets leave of their machines.

import { describe, expect, it } from "vitest";

import { allocatableOf, podsOf } from "../../src/scenario/pool-amounts.ts";

describe("what is offered to pods", () => {
  it("is what machines have without what is kept for the system, the kubelet and the hard thresholds", () => {
    const capacity = { cpu: "8", memory: "32Gi", "ephemeral-storage": "100Gi", "nvidia.com/gpu": 2 };
    const kubelet = {
      kubeReserved: { cpu: "100m", memory: "1Gi", "ephemeral-storage": "1Gi" },
      systemReserved: { cpu: "0.1", memory: "500Mi" },
      evictionHard: { "memory.available": "524Mi", "nodefs.available": "10%" },
    };
    expect(allocatableOf(capacity, kubelet)).toEqual({
      cpu: "7800m",
      memory: "30Gi",
      // A tenth of 100Gi as a 32-bit number has it.
      "ephemeral-storage": "95563022176",
      "nvidia.com/gpu": "2",
      pods: 110,
    });
  });

  it("lacks 100Mi of memory where nothing is said, and huge pages always", () => {
    expect(allocatableOf({ cpu: 1, memory: "4196Mi", "hugepages-2Mi": "1Gi" }, {})).toMatchObject({ memory: "3Gi" });
    expect(allocatableOf({ cpu: 1, memory: "4Gi" }, { evictionHard: {} })).toMatchObject({ memory: "4Gi" });
  });

  it("is nothing where more is kept than there is", () => {
    expect(allocatableOf({ cpu: 1, memory: "1Gi" }, { systemReserved: { cpu: 2 } })).toMatchObject({ cpu: "0" });
  });
});

describe("how many pods a node takes", () => {
  it.each([
    [{}, 110],
    [{ maxPods: 250 }, 250],
    [{ maxPods: 250, podsPerCore: 10 }, 40],
    [{ podsPerCore: 0 }, 110],
  ])("%j: %d", (kubelet, pods) => {
    expect(podsOf({ cpu: "3500m" }, kubelet)).toBe(pods);
  });
});

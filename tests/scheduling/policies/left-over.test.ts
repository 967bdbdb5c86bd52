// What would be left over of a node with the pod on it.

import { describe, expect, it } from "vitest";

import { leftOver } from "../../../src/scheduling/policies/left-over.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, sharingPod } from "./gpu-cluster.ts";

describe("what is left over", () => {
  const small = new SmallCluster([gpuNode("n", 64, 4)]);
  const memory = (256 * 1024 - 200) / (1024 * 1024);

  it("is measured by the largest machine", () => {
    expect(leftOver(small.cluster, small.pod(plainPod(32)).podClass, 0)).toBeCloseTo(32 / 128 + memory, 12);
  });

  it("counts devices only for pods that want some", () => {
    expect(leftOver(small.cluster, small.pod(sharingPod(32, 500)).podClass, 0)).toBeCloseTo(
      32 / 128 + memory + 3500 / 8000,
      12,
    );
  });
});

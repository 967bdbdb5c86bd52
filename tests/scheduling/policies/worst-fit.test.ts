// Worst fit over CPU, memory and devices.

import { describe, expect, it } from "vitest";

import { worstFit } from "../../../src/scheduling/policies/worst-fit.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod } from "./gpu-cluster.ts";

describe("WorstFit", () => {
  it("likes the node best on which the most is left over", () => {
    const cluster = new SmallCluster([gpuNode("large", 64, 0), gpuNode("small", 8, 0), gpuNode("middle", 32, 0)]);
    expect(cluster.scores(worstFit, plainPod(1))).toEqual({ large: 100, small: 0, middle: 42 });
  });
});

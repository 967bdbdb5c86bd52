// Best fit over CPU, memory and devices.

import { describe, expect, it } from "vitest";

import { bestFit } from "../../../src/scheduling/policies/best-fit.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, sharingPod } from "./gpu-cluster.ts";

describe("BestFit", () => {
  it("likes the node best on which the least is left over", () => {
    const cluster = new SmallCluster([gpuNode("large", 64, 8), gpuNode("small", 8, 8), gpuNode("middle", 32, 8)]);
    expect(cluster.scores(bestFit, plainPod(1))).toEqual({ large: 0, small: 100, middle: 57 });
  });

  it("keeps GPU nodes for whom they fit", () => {
    const cluster = new SmallCluster([gpuNode("eight", 32, 8), gpuNode("one", 32, 1)]);
    expect(cluster.scores(bestFit, sharingPod(1, 500))).toEqual({ eight: 0, one: 100 });
  });
});

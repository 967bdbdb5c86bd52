// What nodes have left.

import { describe, expect, it } from "vitest";

import {
  cpuMilliLeft,
  deviceMilliAsked,
  deviceMilliLeft,
  memoryBytesLeft,
} from "../../../src/scheduling/policies/node-room.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

describe("the room on a node", () => {
  it("is what its pods leave of CPU, memory and devices", () => {
    const small = new SmallCluster([gpuNode("n", 8, 2)]);
    put(small, "n", sharingPod(3, 400));
    expect(cpuMilliLeft(small.cluster, 0)).toBe(5000);
    expect(memoryBytesLeft(small.cluster, 0)).toBe(256 * 1024 * 1024 * 1024);
    expect(deviceMilliLeft(small.cluster, 0)).toBe(1600);
  });

  it("is asked for in thousandths of all devices together", () => {
    const small = new SmallCluster([]);
    const asked = [plainPod(1), sharingPod(1, 400), wholePod(1, 3)].map((pod) =>
      deviceMilliAsked(small.pod(pod).podClass),
    );
    expect(asked).toEqual([0, 400, 3000]);
  });
});

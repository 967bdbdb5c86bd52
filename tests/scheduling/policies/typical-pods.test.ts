// Which shapes of pods are typical, and how often they come.

import { describe, expect, it } from "vitest";

import type { ExpectedPods } from "../../../src/scheduling/framework/run-facts.ts";
import { shapeOf, typicalPodsOf } from "../../../src/scheduling/policies/typical-pods.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { plainPod, sharingPod, wholePod } from "./gpu-cluster.ts";

function expected(...pods: readonly (readonly [Pod, number])[]): readonly ExpectedPods[] {
  const cluster = new SmallCluster([]);
  return pods.map(([asking, count]) => ({ podClass: cluster.pod(asking).podClass, pods: count }));
}

describe("typical pods", () => {
  it("come most frequent first, and equal ones from the larger shape down", () => {
    const typical = typicalPodsOf(expected([plainPod(1), 3], [sharingPod(2, 500), 3], [wholePod(4, 2), 4]));
    expect(typical).toEqual([
      { cpuMilli: 4000, milliEach: 1000, devices: 2, models: [], frequency: 0.4 },
      { cpuMilli: 2000, milliEach: 500, devices: 1, models: [], frequency: 0.3 },
      { cpuMilli: 1000, milliEach: 0, devices: 0, models: [], frequency: 0.3 },
    ]);
  });

  it("cover 95 of 100 pods and then count as all", () => {
    const typical = typicalPodsOf(expected([plainPod(1), 96], [plainPod(2), 4]));
    expect(typical).toEqual([{ cpuMilli: 1000, milliEach: 0, devices: 0, models: [], frequency: 0.96 / 0.96 }]);
  });

  it("are counted by shape, not by class", () => {
    const other = pod({ ...plainPod(1).spec, priority: 7 });
    expect(typicalPodsOf(expected([plainPod(1), 1], [other, 1]))).toHaveLength(1);
  });

  it("differ by the models that will do", () => {
    const typical = typicalPodsOf(expected([sharingPod(1, 500, "T4|P100"), 1], [sharingPod(1, 500), 1]));
    expect(typical.map(({ models }) => models)).toEqual([["T4", "P100"], []]);
  });

  it("are none where nobody is expected", () => {
    expect(typicalPodsOf([])).toEqual([]);
  });

  it("count a pod that asks for no CPU as scoring does", () => {
    const [only] = expected([pod(), 1]);
    expect(shapeOf(only!.podClass).cpuMilli).toBe(100);
  });
});

// Arguments of NodeResourcesFit as the plugin uses them.

import { describe, expect, it } from "vitest";

import { readFitArguments } from "../../../src/scheduling/plugins/node-resources-fit-args.ts";

const RATIO = "RequestedToCapacityRatio";

describe("arguments", () => {
  it("are LeastAllocated over CPU and memory by default", () => {
    const defaults = readFitArguments(undefined);
    expect(defaults).toMatchObject({
      strategy: "LeastAllocated",
      resources: [
        { name: "cpu", weight: 1 },
        { name: "memory", weight: 1 },
      ],
    });
    expect(readFitArguments({})).toEqual(defaults);
    expect(readFitArguments({ scoringStrategy: { type: "LeastAllocated", resources: [] } })).toEqual(defaults);
  });

  it("give a resource without a weight, or of weight 0, the weight 1", () => {
    const resources = [{ name: "cpu" }, { name: "memory", weight: 0 }, { name: "example.com/gpu", weight: 5 }];
    expect(readFitArguments({ scoringStrategy: { type: "MostAllocated", resources } }).resources).toEqual([
      { name: "cpu", weight: 1 },
      { name: "memory", weight: 1 },
      { name: "example.com/gpu", weight: 5 },
    ]);
  });

  it("read absent numbers of a shape as 0", () => {
    const shape = [{ score: 3 }, { utilization: 100 }];
    expect(readFitArguments({ scoringStrategy: { type: RATIO, requestedToCapacityRatio: { shape } } }).shape).toEqual([
      { utilization: 0, score: 3 },
      { utilization: 100, score: 0 },
    ]);
  });
});

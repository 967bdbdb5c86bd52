// Arguments of NodeResourcesFit: defaults, and mistakes by their places.

import { describe, expect, it } from "vitest";

import {
  checkNodeResourcesFitArgs,
  readNodeResourcesFitArgs,
} from "../../../src/scheduling/plugins/node-resources-fit-args.ts";

const RATIO = "RequestedToCapacityRatio";

describe("arguments", () => {
  it("are LeastAllocated over CPU and memory by default", () => {
    const defaults = readNodeResourcesFitArgs(undefined);
    expect(defaults).toMatchObject({
      strategy: "LeastAllocated",
      resources: [
        { name: "cpu", weight: 1 },
        { name: "memory", weight: 1 },
      ],
    });
    expect(readNodeResourcesFitArgs({})).toEqual(defaults);
    expect(readNodeResourcesFitArgs({ scoringStrategy: { type: "LeastAllocated", resources: [] } })).toEqual(defaults);
  });

  it("give a resource without a weight, or of weight 0, the weight 1", () => {
    const resources = [{ name: "cpu" }, { name: "memory", weight: 0 }, { name: "example.com/gpu", weight: 5 }];
    expect(readNodeResourcesFitArgs({ scoringStrategy: { type: "MostAllocated", resources } }).resources).toEqual([
      { name: "cpu", weight: 1 },
      { name: "memory", weight: 1 },
      { name: "example.com/gpu", weight: 5 },
    ]);
  });

  it("read absent numbers of a shape as 0", () => {
    const shape = [{ score: 3 }, { utilization: 100 }];
    expect(
      readNodeResourcesFitArgs({ scoringStrategy: { type: RATIO, requestedToCapacityRatio: { shape } } }).shape,
    ).toEqual([
      { utilization: 0, score: 3 },
      { utilization: 100, score: 0 },
    ]);
  });
});

describe("values at their limits", () => {
  it("are right: weights of 0 and 100, utilizations of 0 and 100, scores of 0 and 10", () => {
    const resources = [
      { name: "cpu", weight: 0 },
      { name: "memory", weight: 100 },
    ];
    const shape = [
      { utilization: 0, score: 10 },
      { utilization: 100, score: 0 },
    ];
    const scoringStrategy = { type: RATIO, resources, requestedToCapacityRatio: { shape } };
    expect(checkNodeResourcesFitArgs({ scoringStrategy })).toEqual([]);
    const one = { shape: [{ utilization: 0, score: 0 }] };
    expect(checkNodeResourcesFitArgs({ scoringStrategy: { type: RATIO, requestedToCapacityRatio: one } })).toEqual([]);
  });
});

describe("a mistake stands at its place", () => {
  const ratio = (...shape: readonly unknown[]) => ({
    scoringStrategy: { type: RATIO, requestedToCapacityRatio: { shape } },
  });

  it.each([
    ["a strategy that is none", { scoringStrategy: { type: "Best" } }, ".scoringStrategy.type"],
    [
      "a weight above 100",
      { scoringStrategy: { type: "MostAllocated", resources: [{ name: "cpu", weight: 101 }] } },
      ".scoringStrategy.resources[0].weight",
    ],
    [
      "a weight below 0",
      { scoringStrategy: { type: "MostAllocated", resources: [{ name: "cpu", weight: -1 }] } },
      ".scoringStrategy.resources[0].weight",
    ],
    [
      "a utilization below 0",
      ratio({ utilization: -1, score: 0 }),
      ".scoringStrategy.requestedToCapacityRatio.shape[0].utilization",
    ],
    [
      "a score below 0",
      ratio({ utilization: 0, score: -1 }),
      ".scoringStrategy.requestedToCapacityRatio.shape[0].score",
    ],
    ["a shape without points", ratio(), ".scoringStrategy.requestedToCapacityRatio.shape"],
    [
      "a utilization above 100",
      ratio({ utilization: 101, score: 0 }),
      ".scoringStrategy.requestedToCapacityRatio.shape[0].utilization",
    ],
    [
      "a score above 10",
      ratio({ utilization: 0, score: 11 }),
      ".scoringStrategy.requestedToCapacityRatio.shape[0].score",
    ],
    [
      "a score that is no whole number",
      ratio({ utilization: 0, score: 1.5 }),
      ".scoringStrategy.requestedToCapacityRatio.shape[0].score",
    ],
    [
      "points that do not ascend",
      ratio({ utilization: 50, score: 0 }, { utilization: 50, score: 5 }),
      ".scoringStrategy.requestedToCapacityRatio.shape",
    ],
    ["the ratio without a shape", { scoringStrategy: { type: RATIO } }, ".scoringStrategy"],
    ["a group with a slash", { ignoredResourceGroups: ["a.com", "b.com/x"] }, ".ignoredResourceGroups[1]"],
  ])("%s", (_sentence, args, path) => {
    expect(checkNodeResourcesFitArgs(args).map((problem) => problem.path)).toContain(path);
  });
});

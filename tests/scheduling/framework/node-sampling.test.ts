// How many feasible nodes are looked for.

import { describe, expect, it } from "vitest";

import { feasibleNodesToFind } from "../../../src/scheduling/framework/node-sampling.ts";

describe("the adaptive sample", () => {
  it.each([
    [0, 0],
    [1, 1],
    [50, 50],
    [99, 99],
    [100, 100],
    [150, 100],
    [200, 100],
    [206, 100],
    [207, 101],
    [250, 120],
    [500, 230],
    [1000, 420],
    [2000, 680],
    [3000, 780],
    [5000, 500],
    [5625, 281],
    [10_000, 500],
    [15_000, 750],
    [100_000, 5000],
  ])("of %d nodes is %d", (candidates, enough) => {
    expect(feasibleNodesToFind(candidates, 0)).toBe(enough);
  });
});

describe("a sample by percentage", () => {
  it.each([
    ["is that share of the nodes", 5000, 30, 1500],
    ["is never below 100", 1000, 5, 100],
    ["is all of fewer than 100", 99, 1, 99],
    ["is cut to a whole number", 333, 70, 233],
    ["may be all", 5000, 100, 5000],
    ["may be less than the adaptive one's least", 10_000, 1, 100],
  ])("%s", (_sentence, candidates, percentage, enough) => {
    expect(feasibleNodesToFind(candidates, percentage)).toBe(enough);
  });
});

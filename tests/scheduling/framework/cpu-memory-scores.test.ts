// The default scores of one node, in figures worked out by hand.

import { describe, expect, it } from "vitest";

import { balanceOf, changeOfBalance, leastAllocated } from "../../../src/scheduling/framework/cpu-memory-scores.ts";

describe("free room", () => {
  it.each([
    ["is the mean of both shares, cut off twice", [3, 2, 8, 3], 51],
    ["counts as none where the pod is too much", [4, -1, 8, 8], 50],
    ["is that of CPU alone on a node without memory", [4, 3, 0, 0], 75],
    ["is nothing on a node that has neither", [0, 0, 0, 0], 0],
  ] as const)("%s", (_sentence, [cpu, cpuFree, memory, memoryFree], expected) => {
    expect(leastAllocated(cpu, cpuFree, memory, memoryFree)).toBe(expected);
  });
});

describe("balance", () => {
  it.each([
    ["is full where both are taken alike", [4, 2, 8, 4], 100],
    ["loses half of the difference", [4, 4, 8, 0], 50],
    ["counts what is overcommitted as full", [4, 9, 8, 8], 100],
    ["loses its last bits as the source does", [10, 6, 10, 8], 89],
    ["is full where there is only one", [4, 4, 0, 0], 100],
  ] as const)("%s", (_sentence, [cpu, cpuHeld, memory, memoryHeld], expected) => {
    expect(balanceOf(cpu, cpuHeld, memory, memoryHeld)).toBe(expected);
  });

  it("counts half of its change", () => {
    expect([changeOfBalance(80, 80), changeOfBalance(80, 90), changeOfBalance(90, 80)]).toEqual([75, 80, 70]);
  });
});

// The resources that scoring looks at.

import { describe, expect, it } from "vitest";

import { ResourceIndex } from "../../../src/cluster/resource-index.ts";
import { amountOf, scoredResources } from "../../../src/scheduling/plugins/resource-allocation.ts";

describe("scored resources", () => {
  it("have columns, and those that the scheduler does not count are left out", () => {
    const index = new ResourceIndex();
    const names = ["memory", "example.com/gpu", "storage", "pods", "ephemeral-storage", "hugepages-2Mi"];
    const scored = scoredResources(
      names.map((name, weight) => ({ name, weight })),
      index,
    );
    expect(scored).toEqual([
      { name: "memory", weight: 0, index: index.find("memory"), scalar: false },
      { name: "example.com/gpu", weight: 1, index: index.find("example.com/gpu"), scalar: true },
      { name: "ephemeral-storage", weight: 4, index: index.find("ephemeral-storage"), scalar: false },
      { name: "hugepages-2Mi", weight: 5, index: index.find("hugepages-2Mi"), scalar: true },
    ]);
  });
});

describe("a pod's amount", () => {
  const scalars = new Map([["example.com/gpu", 4]]);
  const amounts = { cpuMilli: 1, memoryBytes: 2, ephemeralStorageBytes: 3, scalars };

  it.each([
    ["cpu", 1],
    ["memory", 2],
    ["ephemeral-storage", 3],
    ["example.com/gpu", 4],
    ["other.org/nic", 0],
  ])("of %s is %d", (name, expected) => {
    expect(amountOf(amounts, name)).toBe(expected);
  });
});

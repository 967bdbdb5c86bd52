// Bars in table cells.

import { describe, expect, it } from "vitest";

import type { ResourceUse } from "../../../src/simulation/result.ts";

import { useBar } from "../../../src/report/html/use-bar.ts";

import { elementsOf } from "../markup-check.ts";

function bar(
  requestedAtEnd: number,
  requestedRunningMean: number,
  allocatable = 100,
): Record<string, string | undefined> {
  const use: ResourceUse = {
    resource: "cpu",
    unit: "cores",
    allocatable,
    requestedAtEnd,
    requestedMean: 0,
    requestedPeak: 0,
    requestedRunningMean,
  };
  const rects = elementsOf(useBar(use).text).filter(({ name }) => name === "rect");
  return { fill: rects[1]!.attributes["width"], mean: rects[2]!.attributes["x"] };
}

describe("a bar", () => {
  it("is as long as the share requested, with a mark at the share used", () => {
    expect(bar(78.65, 40)).toEqual({ fill: "78.7", mean: "40" });
  });

  it("stays within its track", () => {
    expect(bar(150, 150)).toEqual({ fill: "100", mean: "97.5" });
    expect(bar(1, 1, 0)).toEqual({ fill: "0", mean: "0" });
  });
});

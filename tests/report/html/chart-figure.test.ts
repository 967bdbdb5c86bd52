// A chart on the page.

import { describe, expect, it } from "vitest";

import { chartFigure } from "../../../src/report/html/chart-figure.ts";

import { elementsOf } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

const { charts } = sampleMaterial(sampleResult());

describe("a chart on the page", () => {
  it("has a caption, and a drawing each for desktop and phone that is named as one image", () => {
    const { text } = chartFigure(charts, "latency-cdf")!;
    const drawings = elementsOf(text).filter(({ name }) => name === "svg");
    expect(drawings.map(({ attributes }) => [attributes["role"], attributes["aria-label"]])).toEqual([
      ["img", "Scheduling latency by stage"],
      ["img", "Scheduling latency by stage"],
    ]);
    expect(text).toContain("latency-cdf wide");
    expect(text).toContain("latency-cdf narrow");
    expect(text).not.toContain("latency-cdf file");
  });

  it("is nothing if nothing was drawn", () => {
    expect(chartFigure([], "latency-cdf")).toBeNull();
  });
});

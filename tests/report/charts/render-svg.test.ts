// Drawing: the same bytes twice, compact paths, nothing measured, nothing loaded.

import type { TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";

import { compactSvg, loadSvgRenderer } from "../../../src/report/charts/render-svg.ts";

import { elementsOf } from "../markup-check.ts";

function spec(name: string): TopLevelSpec {
  return {
    data: { values: [{ name, value: 1_234.5 }] },
    mark: "bar",
    encoding: { x: { field: "value", type: "quantitative" }, y: { field: "name", type: "nominal" } },
  };
}

describe("drawing", () => {
  it("gives the same bytes for the same specification, whatever was drawn between", async () => {
    const first = await loadSvgRenderer();
    const one = await first(spec("a"));
    await first(spec("b"));
    const second = await loadSvgRenderer();
    expect(await second(spec("a"))).toBe(one);
  });

  it("writes numbers in English, whatever the machine speaks", async () => {
    const draw = await loadSvgRenderer();
    expect(await draw(spec("a"))).toContain(">1,000<");
  });

  it("escapes names", async () => {
    const draw = await loadSvgRenderer();
    const svg = await draw(spec("<script>alert(1)</script>]]>&\"'"));
    expect(elementsOf(svg).map(({ name }) => name)).not.toContain("script");
    expect(svg).toContain("&lt;script&gt;");
  });
});

describe("compact SVG", () => {
  it("rounds coordinates and leaves texts alone", () => {
    const svg = '<text transform="translate(1.23456,2)" x="0.999999">1.23456</text>';
    expect(compactSvg(svg)).toBe('<text transform="translate(1.23,2)" x="1">1.23456</text>');
  });

  it("writes straight steps short and drops steps that lead nowhere", () => {
    expect(compactSvg('<path d="M0,5L0,5L3,5L3,9L4,10"/>')).toBe('<path d="M0,5H3V9L4,10"/>');
  });

  it("leaves curves as they are", () => {
    const curve = '<path d="M0,5A1,1,0,0,1,2,3Z"/>';
    expect(compactSvg(curve)).toBe(curve);
  });
});

// Line charts: limits of data, order, looks.

import { describe, expect, it } from "vitest";

import type { ChartSize } from "../../../src/report/charts/chart.ts";
import { MOST_DATA_ROWS, NARROW_CHART, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import type { Line, LineAxis } from "../../../src/report/charts/lines.ts";
import { dashedStyle, LEADING_STYLE, lineChart, MOST_LINES, solidStyle } from "../../../src/report/charts/lines.ts";

const axis: LineAxis = { title: "t", scale: "linear", domain: [0, 1], label: "datum.value" };

function line(name: string, points: number, style = solidStyle(0)): Line {
  const at = Array.from({ length: points }, (_, index) => index);
  return { name, style, points: { at, value: at.map((index) => index % 7) } };
}

function rowCount(lines: readonly Line[], size: ChartSize): number {
  return lineChart(lines, axis, axis, size)?.rows.length ?? 0;
}

describe("a line chart", () => {
  it("cuts each line to the points that its size allows", () => {
    expect(rowCount([line("a", 5_000)], WIDE_CHART)).toBeLessThanOrEqual(WIDE_CHART.linePoints);
    expect(rowCount([line("a", 5_000)], NARROW_CHART)).toBeLessThanOrEqual(NARROW_CHART.linePoints);
  });

  it("keeps all lines together within the inline data that a chart may have", () => {
    const lines = Array.from({ length: MOST_LINES }, (_, index) => line(`line ${index}`, 5_000));
    expect(rowCount(lines, WIDE_CHART)).toBeLessThanOrEqual(MOST_DATA_ROWS);
    expect(rowCount(lines, WIDE_CHART)).toBeGreaterThan(MOST_DATA_ROWS * 0.9);
  });

  it("shares its room among the stretches of broken lines, and has each line once in its legend", () => {
    const stretches = [line("a", 3_000), line("a", 40), line("b", 1_000), line("a", 3)];
    const body = lineChart(stretches, axis, axis, WIDE_CHART)!;
    expect(body.rows.length).toBeLessThanOrEqual(MOST_DATA_ROWS);
    const rowsOf = (stretch: number) => body.rows.filter((row) => row["stretch"] === stretch).length;
    expect(rowsOf(3)).toBe(3);
    expect(rowsOf(1)).toBeLessThan(rowsOf(2));
    expect(JSON.stringify(body.layer)).toContain('"domain":["a","b"]');
  });

  it("draws broader lines first, so that they hide none", () => {
    const body = lineChart([line("thin", 2), line("broad", 2, LEADING_STYLE)], axis, axis, WIDE_CHART);
    expect(body?.layer.map((layer) => ("mark" in layer ? layer.mark : null))).toMatchObject([
      { strokeWidth: LEADING_STYLE.width },
      { strokeWidth: solidStyle(0).width },
    ]);
  });

  it("is none without any point", () => {
    expect(lineChart([line("a", 0)], axis, axis, WIDE_CHART)).toBeNull();
    expect(lineChart([], axis, axis, WIDE_CHART)).toBeNull();
  });
});

describe("looks of lines", () => {
  it("differ in colour, and in dashes for lines that run smoothly", () => {
    const styles = Array.from({ length: MOST_LINES }, (_, index) => dashedStyle(index));
    expect(new Set(styles.map(({ colour }) => colour)).size).toBe(MOST_LINES);
    expect(new Set(styles.map(({ dash }) => dash.join(" "))).size).toBe(MOST_LINES);
    expect(solidStyle(1)).toEqual({ ...dashedStyle(1), dash: [1, 0] });
  });
});

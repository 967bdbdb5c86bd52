// The chart of a workload's replicas.

import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";

import { MOST_DATA_ROWS, NARROW_CHART, titledSpec, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { availabilityCharts } from "../../../src/report/motion/availability-chart.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

const result = resultInMotion();
const [web] = availabilityCharts(result);

function named(names: readonly string[]): ReturnType<typeof resultInMotion> {
  const [, one] = SAMPLE_MOTION.availability.workloads;
  const workloads = names.map((name) => ({ ...one!, name }));
  return { ...result, motion: { ...SAMPLE_MOTION, availability: { workloads, marks: [] } } };
}

describe("the charts of replicas", () => {
  it("are those of workloads to which something happened, the most affected first", () => {
    const names = availabilityCharts(result).map(({ name }) => name);
    expect(names).toEqual(["availability-deployment-shop-web", "availability-daemonset-shop-agent"]);
    expect(availabilityCharts(sampleResult())).toEqual([]);
  });

  it("are twelve at most, each with a file name of its own that is no path", () => {
    const charts = availabilityCharts(
      named(["../etc", "..etc", "__proto__", "x".repeat(300), ...Array.from("abcdefghijkl")]),
    );
    expect(charts).toHaveLength(12);
    expect(new Set(charts.map(({ name }) => name)).size).toBe(12);
    for (const { name } of charts) expect(name).toMatch(/^[a-z0-9-]{1,80}$/);
  });

  it.each([WIDE_CHART, NARROW_CHART])("compile without a complaint at width $width", (size) => {
    const said: string[] = [];
    const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
    const body = web!.body(result, size)!;
    compile(titledSpec(web!, body, size), { logger: listening });
    expect(said).toEqual([]);
    expect(body.rows.length).toBeLessThan(MOST_DATA_ROWS);
  });

  it("have lines, the minimum, and flags for what happened to the workload", () => {
    const rows = web!.body(result, WIDE_CHART)!.rows;
    expect(new Set(rows.flatMap((row) => row["line"] ?? []))).toEqual(new Set(["desired", "serving", "minimum"]));
    const texts = rows.flatMap((row) => row["text"] ?? []);
    expect(texts).toContain("zoneOutage");
    expect(texts.join()).toContain("scale fails");
    expect(texts.join()).not.toContain("other");
  });

  it("are nothing without their series", () => {
    expect(web!.body({ ...result, series: [] }, WIDE_CHART)).toBeNull();
  });
});

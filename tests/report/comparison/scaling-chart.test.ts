// Charts of how replicas followed the load under each alternative.

import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";

import type { SweepResult } from "../../../src/experiment/sweep-result.ts";
import { NARROW_CHART, titledSpec, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { comparesScaling, SCALING_CHARTS } from "../../../src/report/comparison/scaling-chart.ts";
import { chartKindsOf } from "../../../src/report/sweep/charts/sweep-chart-list.ts";
import type { TimeSeries } from "../../../src/simulation/result.ts";

import { sampleResult } from "../sample-result.ts";
import { madeComparison } from "./made-comparison.ts";

const AUTOSCALER = { namespace: "shop", name: "web" };

function series(name: string, labels: TimeSeries["labels"], value: readonly number[]): TimeSeries {
  return { name, labels, unit: "", atSeconds: value.map((_, place) => 60 * place), value };
}

function scalingOf(replicas: readonly number[]): readonly TimeSeries[] {
  return [
    series("hpa_current_replicas", AUTOSCALER, replicas),
    series("hpa_desired_replicas", AUTOSCALER, replicas),
    series("http_requests_per_second", { source: "robots" }, [1, 1, 1]),
    series("http_request_p95_seconds", { source: "robots" }, [9, 9, 9]),
    series("http_requests_per_second", { source: "people" }, [40, 160, 40]),
    series("http_request_p95_seconds", { source: "people" }, [0.1, 1.2, 0.1]),
  ];
}

/** The first two of three policies have an autoscaler. */
function compared(): SweepResult {
  const made = madeComparison();
  const detail = { ...sampleResult(), longRun: [] };
  const points = made.points.map((point, place) => ({
    ...point,
    detail: place > 1 ? detail : { ...detail, scaling: scalingOf(place === 0 ? [2, 6, 2] : [4, 12, 4]) },
  }));
  return { ...made, points };
}

function chartsOf(result: SweepResult) {
  const charts = SCALING_CHARTS.charts(result);
  if (typeof charts === "string") throw new Error(charts);
  return charts;
}

describe("the charts of scaling", () => {
  const [chart, ...others] = chartsOf(compared());

  it("are one for each autoscaler, with a line for each alternative that has one", () => {
    expect(others).toEqual([]);
    expect(chart).toMatchObject({ name: "scaling-shop-web", title: "Replicas of hpa/web over load" });
    const body = chart!.body(WIDE_CHART);
    const lines = [body, ...(body.below ?? [])].map(({ rows }) => [...new Set(rows.map(({ line }) => line))]);
    expect(lines).toEqual([["default", "packing"], ["requests"], ["default", "packing"]]);
  });

  it("show the source that sends most, and hold their data", () => {
    expect(chart!.explanation).toContain("the requests of people");
    expect(chart!.data.rows.filter(([panel]) => panel === "latency p95").map((row) => row[3])).toEqual([
      0.1, 1.2, 0.1, 0.1, 1.2, 0.1,
    ]);
  });

  it.each([WIDE_CHART, NARROW_CHART])("compile without a complaint at width $width", (size) => {
    const said: string[] = [];
    const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
    compile(titledSpec(chart!, chart!.body(size), size), { logger: listening });
    expect(said).toEqual([]);
  });

  it("stand before all others where they are, and nowhere else", () => {
    expect(chartKindsOf(compared())[0]).toBe(SCALING_CHARTS);
    expect(comparesScaling(madeComparison())).toBe(false);
    expect(SCALING_CHARTS.charts(madeComparison())).toBe("no two alternatives have an autoscaler and load");
    expect(chartKindsOf(madeComparison())).not.toContain(SCALING_CHARTS);
  });
});

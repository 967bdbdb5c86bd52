// The charts of load and autoscaling.

import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";

import {
  MOST_DATA_ROWS,
  NARROW_CHART,
  titledSpec,
  WIDE_CHART,
  type ChartBody,
} from "../../../src/report/charts/chart.ts";
import { drawCharts } from "../../../src/report/charts/draw-charts.ts";
import { CHART_COLOURS } from "../../../src/report/charts/palette.ts";
import { loadCharts } from "../../../src/report/load/load-chart.ts";

import { HOSTILE } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";
import { resultUnderLoad, SAMPLE_AUTOSCALERS, SAMPLE_LOAD } from "./sample-load.ts";

const result = resultUnderLoad();
const charts = loadCharts(result);

function linesOf({ rows, below = [] }: ChartBody): readonly (readonly unknown[])[] {
  return [{ rows }, ...below].map((panel) => [...new Set(panel.rows.flatMap((row) => row["line"] ?? []))]);
}

describe("the charts of load", () => {
  it("are one for each autoscaler, and one for each other target of requests from outside", () => {
    expect(charts.map(({ name, title }) => [name, title])).toEqual([
      ["autoscaling-shop-web", "deployment/web by hpa/web"],
      ["autoscaling-shop-mail", "statefulset/mail by hpa/mail"],
      ["load-service-shop-api", "Load of service/api"],
    ]);
    expect(loadCharts(sampleResult())).toEqual([]);
  });

  it("have replicas, metrics, requests and latency under each other", () => {
    expect(linesOf(charts[0]!.body(result, WIDE_CHART)!)).toEqual([
      ["desired", "current", "ready", "needed", "maximum"],
      ["cpu utilization", "target"],
      ["users' requests", "failed for users"],
      ["p50", "p95", "p99", "limit of p(95)", "promised"],
    ]);
    expect(linesOf(charts[1]!.body(result, WIDE_CHART)!)).toEqual([["desired", "current"]]);
    expect(linesOf(charts[2]!.body(result, WIDE_CHART)!)).toEqual([["users' requests", "failed for users"]]);
  });

  it("mark each change of size with its reason", () => {
    const rows = charts[0]!.body(result, WIDE_CHART)!.rows.filter((row) => "reason" in row);
    expect(rows.map(({ way, change, reason }) => [way, change, reason])).toEqual([
      ["up", "4 → 20 at 3m 20s", "cpu resource utilization (percentage of request) above target"],
      ["down", "20 → 18 at 7m 40s", "All metrics below target"],
    ]);
  });

  it.each([WIDE_CHART, NARROW_CHART])("compile without a complaint at width $width", (size) => {
    for (const chart of charts) {
      const said: string[] = [];
      const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
      const body = chart.body(result, size)!;
      compile(titledSpec(chart, body, size), { logger: listening });
      expect(said).toEqual([]);
      expect(chart.explanation).toMatch(/^[A-Z].*\.$/);
      const rows = [body, ...(body.below ?? [])].reduce((sum, panel) => sum + panel.rows.length, 0);
      expect(rows).toBeLessThan(MOST_DATA_ROWS);
    }
  });

  it("say what time it is under the lowest panel only", () => {
    const text = JSON.stringify(titledSpec(charts[0]!, charts[0]!.body(result, WIDE_CHART)!, WIDE_CHART));
    expect(new Set(text.match(/simulated time \(\w+\)/g))).toEqual(new Set(["simulated time (minutes)"]));
    expect(text.indexOf("simulated time")).toBeGreaterThan(text.indexOf('"p50"'));
  });
});

it("drawn, they hold only colours that the dark theme replaces, and let no hostile name out of its text", async () => {
  const autoscalers = SAMPLE_AUTOSCALERS.map((one) => ({ ...one, name: HOSTILE, target: `deployment/${HOSTILE}` }));
  const load = {
    ...SAMPLE_LOAD,
    sources: SAMPLE_LOAD.sources.map((one) => ({ ...one, target: `service/a/${HOSTILE}` })),
  };
  const motion = { ...result.motion!, autoscalers, load, availability: { workloads: [], marks: [] } };
  const drawn = await drawCharts({ ...result, latency: [], utilisation: [], stranded: [], series: [], motion });
  const known = new Set(["none", "transparent", ...CHART_COLOURS.map(({ light }) => light)]);
  expect(drawn.length).toBeGreaterThan(1);
  for (const { wide, narrow, file } of drawn) {
    const used = [...`${wide}${narrow}`.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]!);
    expect(used.filter((colour) => !known.has(colour))).toEqual([]);
    for (const svg of [wide, narrow, file]) {
      expect(elementsOf(svg).map(({ name }) => name)).not.toContain("script");
      expect(unsafeCharacters(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(wide.length + narrow.length).toBeLessThan(90_000);
  }
});

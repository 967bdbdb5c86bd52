// The chart of missing replicas by cause.

import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { expect, it } from "vitest";

import { NARROW_CHART, titledSpec, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { MISSING_CHART } from "../../../src/report/motion/missing-chart.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

it.each([WIDE_CHART, NARROW_CHART])("compiles without a complaint at width $width", (size) => {
  const said: string[] = [];
  const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
  compile(titledSpec(MISSING_CHART, MISSING_CHART.body(resultInMotion(), size)!, size), { logger: listening });
  expect(said).toEqual([]);
});

it("has a row for each workload and cause, in the unit that suits, and others together", () => {
  const { rows } = MISSING_CHART.body(resultInMotion(), WIDE_CHART)!;
  const web = rows.filter(({ workload }) => workload === "deployment/web");
  expect(web.map(({ cause }) => cause)).toEqual([
    "start-up",
    "failure",
    "no-room",
    "rollout",
    "eviction",
    "other causes",
  ]);
  const minutes = web.reduce((sum, { missing }) => sum + Number(missing), 0);
  expect(minutes).toBeCloseTo(2_404.5 / 60, 9);
});

it("is nothing where nothing is missing", () => {
  expect(MISSING_CHART.body(sampleResult(), WIDE_CHART)).toBeNull();
});

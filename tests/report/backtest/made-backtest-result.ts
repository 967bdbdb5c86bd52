// For tests: the result of a backtest of three settings.

import type { RunDetail, SweepResult } from "../../../src/experiment/sweep-result.ts";
import type { TimeSeries } from "../../../src/simulation/result.ts";

import { backtestOf, near, type MadeRuns } from "../../experiment/backtest/made-backtest.ts";
import { nodesSweep } from "../sweep/made-sweep.ts";

const SETTINGS = {
  "current (target = 50)": near(0.002, 20),
  "target = 80": near(0.006, 10),
  "target = 90": near(0.05, 5),
};

const LINE = { unit: "", atSeconds: [0, 1800, 3600] };
const scaling: NonNullable<RunDetail["scaling"]> = [
  { ...LINE, name: "hpa_current_replicas", labels: { namespace: "default", name: "web" }, value: [2, 4, 3] },
  { ...LINE, name: "hpa_current_replicas", labels: { namespace: "default", name: "other" }, value: [9, 9, 9] },
  { ...LINE, name: "hpa_needed_replicas", labels: { namespace: "default", name: "web" }, value: [2, 5, 2] },
  { ...LINE, name: "http_requests_per_second", labels: { source: "recorded" }, value: [20, 60, 20] },
  { ...LINE, name: "http_request_p95_seconds", labels: { source: "recorded" }, value: [0.1, 0.4, 0.1] },
];

/** A sweep with as many points as there are settings. */
export function backtestResult(
  settings: Readonly<Record<string, MadeRuns>> = SETTINGS,
  terms: Parameters<typeof backtestOf>[1] = {},
  more: readonly TimeSeries[] = [],
): SweepResult {
  const sweep = nodesSweep();
  const count = Object.keys(settings).length;
  const points = sweep.points.slice(0, count).map((point) => ({
    ...point,
    detail: point.detail === null ? null : { ...point.detail, scaling: [...scaling, ...more] },
  }));
  return {
    ...sweep,
    points,
    design: { ...sweep.design, points: sweep.design.points.slice(0, count) },
    runs: sweep.runs.filter(({ point }) => point < count),
    levelGroups: [],
    replications: "5 replications of each point",
    backtest: backtestOf(settings, terms),
  };
}

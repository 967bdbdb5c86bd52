// The figures of a backtest that stand out: how many settings keep the promise, and what the one of the answer comes to.

import type { Backtest, BacktestSetting, SweepResult } from "../../experiment/sweep-result.ts";

import { formatExactCount, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import type { Tile } from "../html/verdict-section.ts";

import { costAmount, countText, shareText, sharedAgainst } from "./backtest-readings.ts";

export function backtestTiles({ runs }: Pick<SweepResult, "runs">, backtest: Backtest): readonly Tile[] {
  const { settings, answer } = backtest;
  const kept = settings.filter(({ keeps }) => keeps === "yes").length;
  const failed = runs.filter(({ status }) => status === "failed").length;
  const setting = answer.point === null ? undefined : settings[answer.point];
  return [
    {
      label: "Settings",
      figure: formatExactCount(settings.length),
      beside: `${formatExactCount(kept)} keep the promise`,
    },
    {
      label: "Runs",
      figure: formatExactCount(runs.length),
      beside: failed === 0 ? "all finished" : `${formatExactCount(failed)} failed`,
    },
    ...(setting === undefined ? [] : settingTiles(backtest, setting)),
  ];
}

function settingTiles(backtest: Backtest, setting: BacktestSetting): readonly Tile[] {
  const { missed, cost, p95Seconds, meanReplicas, maxReplicas } = setting.figures;
  const unit = backtest.costUnit === "currency" ? "" : backtest.costUnit;
  const difference = sharedAgainst(setting);
  const text = (estimate: typeof missed, written: (value: number) => string): string =>
    estimate === null ? NO_FIGURE : written(estimate.estimate);
  return [
    { label: "SLO misses", figure: text(missed, shareText), beside: `at most ${shareText(backtest.mayMiss)}` },
    {
      label: "Cost",
      figure: text(cost, costAmount),
      beside: [unit, difference].filter((part) => part !== "").join(", "),
    },
    {
      label: "p95 of answered requests",
      figure: text(p95Seconds, formatSeconds),
      beside: `promised: ${formatSeconds(backtest.sloSeconds)}`,
    },
    {
      label: "Replicas on average",
      figure: text(meanReplicas, (value) => value.toFixed(1)),
      beside: `${text(maxReplicas, countText)} at most`,
    },
  ];
}

// The settings of a backtest as tables: for people a row for each with what matters, for programs every figure.

import type { Backtest, BacktestSetting, Interval, SettingFigures } from "../../experiment/sweep-result.ts";

import type { CsvTable } from "../csv/csv-text.ts";
import { formatPercent, formatSeconds } from "../human-numbers.ts";
import type { ColumnTable } from "../text/column-table.ts";

import { costAmount, countText, differenceText, shareText, withReach } from "./backtest-readings.ts";

const NAME_LETTERS = 60;

/** Cheapest first; `>` marks the recommended one, `*` those on the front. */
export function backtestTable(backtest: Backtest): ColumnTable {
  const titles = [
    "REPLICAS",
    "MAX",
    "OVER TARGET",
    "P95",
    "P99",
    "SLO MISSES",
    "RESCALES",
    "FLAPS",
    "POD-HOURS",
    "COST",
  ];
  return {
    columns: [
      { title: "SETTING", align: "left", most: NAME_LETTERS },
      ...titles.map((title) => ({ title, align: "right" as const })),
      { title: "KEEPS", align: "left" },
    ],
    rows: byCost(backtest).map((place) => {
      const setting = backtest.settings[place]!;
      const { figures } = setting;
      return [
        markOf(backtest, place) + setting.label,
        withReach(figures.meanReplicas, (value) => value.toFixed(1)),
        withReach(figures.maxReplicas, countText),
        withReach(figures.aboveTarget, formatPercent),
        withReach(figures.p95Seconds, formatSeconds),
        withReach(figures.p99Seconds, formatSeconds),
        withReach(figures.missed, shareText),
        withReach(figures.rescales, countText),
        withReach(figures.flaps, countText),
        withReach(figures.podHours, costAmount),
        withReach(figures.cost, costAmount),
        setting.keeps,
      ];
    }),
  };
}

function markOf({ answer, settings }: Backtest, place: number): string {
  if (answer.point === place) return "> ";
  return settings[place]!.isOnFront ? "* " : "  ";
}

/** What each setting gains and costs against the current one; without rows if there is no other. */
export function againstTable(backtest: Backtest): ColumnTable {
  return {
    columns: [
      { title: "AGAINST THE CURRENT SETTING", align: "left", most: NAME_LETTERS },
      { title: "SLO MISSES", align: "right" },
      { title: "COST", align: "right" },
    ],
    rows: byCost(backtest).flatMap((place) => {
      const { label, against } = backtest.settings[place]!;
      if (against === null) return [];
      return [[label, differenceText(against.missed, shareText), differenceText(against.cost, costAmount)]];
    }),
  };
}

function byCost({ settings }: Backtest): readonly number[] {
  const cost = ({ figures }: BacktestSetting): number => figures.cost?.estimate ?? Infinity;
  return [...settings.keys()].sort((one, other) => cost(settings[one]!) - cost(settings[other]!) || one - other);
}

/** Of each figure its column's name and what it is multiplied by. */
const CSV_FIGURES: readonly (readonly [string, keyof SettingFigures])[] = [
  ["slo_missed_ratio", "missed"],
  ["latency_p95_seconds", "p95Seconds"],
  ["latency_p99_seconds", "p99Seconds"],
  ["replicas_mean", "meanReplicas"],
  ["replicas_max", "maxReplicas"],
  ["over_target_ratio", "aboveTarget"],
  ["rescales", "rescales"],
  ["flaps", "flaps"],
  ["pod_hours", "podHours"],
  ["cost", "cost"],
  ["below_desired_seconds", "belowDesired"],
];

/** A row for each setting, in the order of the design. */
export function backtestCsv({ settings, answer, costUnit }: Backtest): CsvTable {
  return {
    header: [
      "setting",
      "label",
      "replicas_at_begin",
      "replicas_least",
      "replicas_most",
      ...CSV_FIGURES.flatMap(([name]) => [name, `${name}_low`, `${name}_high`]),
      "cost_unit",
      "keeps",
      "on_front",
      "recommended",
    ],
    rows: settings.map((setting, place) => [
      place,
      setting.label,
      setting.replicas,
      setting.minReplicas,
      setting.maxReplicas,
      ...CSV_FIGURES.flatMap(([, name]) => cells(setting.figures[name])),
      costUnit,
      setting.keeps,
      setting.isOnFront,
      answer.point === place,
    ]),
  };
}

function cells(estimate: Interval | null): readonly (number | null)[] {
  return estimate === null ? [null, null, null] : [estimate.estimate, estimate.low, estimate.high];
}

// The settings of a backtest as tables: for people a row for each with what matters, for programs every figure.

import type { Backtest, BacktestSetting, Interval, SettingFigures } from "../../experiment/sweep-result.ts";

import type { CsvTable } from "../csv/csv-text.ts";
import { formatPercent, formatSeconds } from "../human-numbers.ts";
import type { ColumnTable } from "../text/column-table.ts";

import { costAmount, countText, differenceText, shareText, withReach } from "./backtest-readings.ts";

const NAME_LETTERS = 60;

/** A figure of settings, as people read it. */
export interface SettingColumn {
  readonly title: string;
  readonly figure: keyof SettingFigures;
  readonly written: (value: number) => string;
}

/** What decides comes first. */
export const SETTING_COLUMNS: readonly SettingColumn[] = [
  { title: "SLO MISSES", figure: "missed", written: shareText },
  { title: "COST", figure: "cost", written: costAmount },
  { title: "P95", figure: "p95Seconds", written: formatSeconds },
  { title: "P99", figure: "p99Seconds", written: formatSeconds },
  { title: "REPLICAS", figure: "meanReplicas", written: (value) => value.toFixed(1) },
  { title: "MAX", figure: "maxReplicas", written: countText },
  { title: "OVER TARGET", figure: "aboveTarget", written: formatPercent },
  { title: "RESCALES", figure: "rescales", written: countText },
  { title: "FLAPS", figure: "flaps", written: countText },
  { title: "POD-HOURS", figure: "podHours", written: costAmount },
];

/** Cheapest first; `>` marks the recommended one, `*` those on the front. */
export function backtestTable(backtest: Backtest): ColumnTable {
  return {
    columns: [
      { title: "SETTING", align: "left", most: NAME_LETTERS },
      { title: "KEEPS", align: "left" },
      ...SETTING_COLUMNS.map(({ title }) => ({ title, align: "right" as const })),
    ],
    rows: byCost(backtest).map((place) => {
      const { label, keeps, figures } = backtest.settings[place]!;
      return [
        markOf(backtest, place) + label,
        keeps,
        ...SETTING_COLUMNS.map(({ figure, written }) => withReach(figures[figure], written)),
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

/** Places of the settings, the cheapest first. */
export function byCost({ settings }: Backtest): readonly number[] {
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
      answer.point === place && answer.kind !== "none",
    ]),
  };
}

function cells(estimate: Interval | null): readonly (number | null)[] {
  return estimate === null ? [null, null, null] : [estimate.estimate, estimate.low, estimate.high];
}

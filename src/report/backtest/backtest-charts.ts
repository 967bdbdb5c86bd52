// Charts of a backtest: what the SLO costs, and how the current and the recommended setting followed the load.

import type { TimeSeries } from "../../simulation/result.ts";

import type { Backtest, SweepResult } from "../../experiment/sweep-result.ts";

import { countAxis, durationAxis, timeScale } from "../charts/axes.ts";
import type { ChartBody, ChartSize } from "../charts/chart.ts";
import { lineChart, LEADING_STYLE, solidStyle, type Line } from "../charts/lines.ts";
import { INK, MUTED, SERIES } from "../charts/palette.ts";
import { formatSeconds } from "../human-numbers.ts";
import { visibleText } from "../neutral-text.ts";
import { pointMark, type SweepChart, type SweepChartKind } from "../sweep/charts/sweep-chart.ts";

import { shareText } from "./backtest-readings.ts";

export const BACKTEST_CHARTS: SweepChartKind = {
  name: "backtest",
  title: "What the SLO costs, and how replicas followed the load",
  charts: (result) => {
    const { backtest } = result;
    if (backtest === undefined) return "no settings were tried";
    const shown = shownSettings(backtest);
    return [
      ...frontCharts(backtest),
      ...overTime(result, backtest, shown, replicaChart),
      ...overTime(result, backtest, shown, latencyChart),
    ];
  },
};

/** The current setting and the recommended one. */
function shownSettings({ answer, settings }: Backtest): readonly number[] {
  const places = [...new Set([0, answer.point ?? 0])];
  return places.filter((place) => place < settings.length);
}

interface Dot {
  readonly point: number;
  readonly cost: number;
  readonly missed: number;
}

function frontCharts(backtest: Backtest): readonly SweepChart[] {
  const { settings, costUnit, sloSeconds } = backtest;
  const dots = settings.flatMap(({ figures: { cost, missed } }, point): readonly Dot[] =>
    cost === null || missed === null ? [] : [{ point, cost: cost.estimate, missed: missed.estimate }],
  );
  if (dots.length === 0) return [];
  const unit = costUnit === "currency" ? "cost" : costUnit;
  return [
    {
      name: "front",
      title: `SLO misses against ${unit}`,
      explanation: `Each setting by what it costs and by the share of requests that took longer than ${formatSeconds(sloSeconds)} or failed. Dark dots, joined by a line: settings that no other beats in both. The dashed line is how many may miss (${shareText(backtest.mayMiss)}); the orange ring is ${RINGED[backtest.answer.kind]}.`,
      data: {
        header: ["setting", "label", "cost", "slo_missed_ratio", "on_front", "recommended"],
        rows: dots.map(({ point, cost, missed }) => {
          const { label, isOnFront } = settings[point]!;
          return [
            point,
            label,
            cost,
            missed,
            isOnFront,
            backtest.answer.kind !== "none" && backtest.answer.point === point,
          ];
        }),
      },
      body: (size) => frontBody(backtest, dots, unit, size),
    },
  ];
}

function frontBody(backtest: Backtest, dots: readonly Dot[], unit: string, size: ChartSize): ChartBody {
  const axis = (field: string, title: string, most: number, marks: number, label: string) => ({
    field,
    type: "quantitative" as const,
    scale: { domain: [0, most * 1.06], nice: false },
    axis: { title, tickCount: marks, labelExpr: label, grid: true },
  });
  const missed = [...dots.map((dot) => dot.missed), backtest.mayMiss];
  const x = axis(
    "cost",
    unit,
    Math.max(...dots.map(({ cost }) => cost), 1e-9),
    size.marksAcross,
    "format(datum.value, '~g')",
  );
  const y = axis("missed", "SLO misses", Math.max(...missed, 1e-9), 6, "format(datum.value, '.3~p')");
  const kindOf = (point: number): string => (backtest.settings[point]!.isOnFront ? "front" : "other");
  const rows = dots
    .toSorted((one, other) => one.cost - other.cost)
    .map(({ point, cost, missed: share }) => ({
      cost,
      missed: share,
      kind: kindOf(point),
      chosen: backtest.answer.point === point ? 1 : 0,
      limit: backtest.mayMiss,
      mark: pointMark(point),
    }));
  const dotLayer = (filter: string, color: string, area: number): ChartBody["layer"][number] => ({
    transform: [{ filter }],
    mark: { type: "point", filled: true, opacity: 0.9, size: area, color, aria: true },
    encoding: { x, y, description: { field: "mark", type: "nominal" } },
  });
  return {
    height: 320,
    rows,
    layer: [
      {
        mark: { type: "rule", strokeDash: [6, 4], color: MUTED.light, strokeWidth: 1.2 },
        encoding: { y: { ...y, field: "limit" } },
      },
      {
        transform: [{ filter: "datum.kind === 'front'" }],
        mark: { type: "line", interpolate: "step-after", color: INK.light, strokeWidth: 1.2, opacity: 0.6 },
        encoding: { x, y },
      },
      {
        transform: [{ filter: "datum.chosen === 1" }],
        mark: { type: "point", filled: false, size: 260, strokeWidth: 3, color: SERIES[1]!.light, opacity: 1 },
        encoding: { x, y },
      },
      dotLayer("datum.kind === 'other'", SERIES[0]!.light, 46),
      dotLayer("datum.kind === 'front'", INK.light, 76),
    ],
  };
}

/** What the setting in the ring is. */
const RINGED = Object.freeze({
  cheapest: "the recommended one",
  open: "the best so far",
  none: "the one that misses least",
} as const satisfies Readonly<Record<Backtest["answer"]["kind"], string>>);

/** What the setting of the answer is called beside the current one; its label is long. */
const CHOSEN = Object.freeze({
  cheapest: "recommended",
  open: "best so far",
  none: "misses least",
} as const satisfies Readonly<Record<Backtest["answer"]["kind"], string>>);

type OverTime = (backtest: Backtest, courses: readonly Course[], endSeconds: number) => SweepChart;

/** How a setting's first run went. */
interface Course {
  readonly setting: number;
  readonly name: string;
  readonly series: readonly TimeSeries[];
}

function overTime(
  { points }: SweepResult,
  backtest: Backtest,
  shown: readonly number[],
  chart: OverTime,
): readonly SweepChart[] {
  const courses = shown.flatMap((setting): readonly Course[] => {
    const series = points[setting]?.detail?.scaling;
    if (series === undefined) return [];
    return [{ setting, name: setting === 0 ? "current" : CHOSEN[backtest.answer.kind], series }];
  });
  return courses.length === 0 ? [] : [chart(backtest, courses, backtest.seconds)];
}

function replicaChart(backtest: Backtest, courses: readonly Course[], endSeconds: number): SweepChart {
  const [first] = courses as readonly [Course, ...Course[]];
  const series = seriesOf(first, "hpa_needed_replicas", backtest);
  const needed = series === undefined ? [] : [{ name: "needed", series, style: NEEDED_STYLE }];
  return timeChart(
    {
      name: "replicas-over-load",
      title: "Replicas over the load",
      explanation: `Replicas in the first run of ${whoIs(backtest, courses)}${needed.length === 0 ? "" : "; needed is how many the load takes for what the current setting looks at to lie at its target"}.`,
      lines: [...needed, ...linesOf(courses, "hpa_current_replicas", backtest)],
      axis: (values) => countAxis("replicas", values),
    },
    endSeconds,
  );
}

function latencyChart(backtest: Backtest, courses: readonly Course[], endSeconds: number): SweepChart {
  const { sloSeconds } = backtest;
  const lines = linesOf(courses, "http_request_p95_seconds", backtest);
  const promised = {
    name: "",
    labels: {},
    unit: "seconds",
    atSeconds: [0, endSeconds],
    value: [sloSeconds, sloSeconds],
  };
  return timeChart(
    {
      name: "latency-p95",
      title: "p95 of answered requests over time",
      explanation: `The latency that 95% of the answered requests of each span stay below, in the first run of ${whoIs(backtest, courses)} (logarithmic). Promised are ${formatSeconds(sloSeconds)} for each request.`,
      lines: lines.length === 0 ? [] : [{ name: "promised", series: promised, style: PROMISED_STYLE }, ...lines],
      axis: (values) => durationAxis("p95 of answered", values),
    },
    endSeconds,
  );
}

const NEEDED_STYLE: Line["style"] = { ...LEADING_STYLE, colour: MUTED.light, width: 1.5 };
const PROMISED_STYLE: Line["style"] = { ...NEEDED_STYLE, dash: [6, 4], width: 1.2 };

function linesOf(courses: readonly Course[], name: string, backtest: Backtest): readonly TimeLine[] {
  return courses.flatMap((course, place) => {
    const series = seriesOf(course, name, backtest);
    return series === undefined ? [] : [{ name: course.name, series, style: solidStyle(place) }];
  });
}

/** `the current setting and of the recommended one (target = 80)`. */
function whoIs({ settings }: Backtest, courses: readonly Course[]): string {
  const [, other] = courses;
  if (other === undefined) return "the current setting";
  return `the current setting and of the one that is ${other.name === "misses least" ? "to miss least" : other.name} (${visibleText(settings[other.setting]!.label)})`;
}

interface TimeLine {
  readonly name: string;
  readonly series: TimeSeries;
  readonly style: Line["style"];
}

interface TimeLines {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly lines: readonly TimeLine[];
  readonly axis: (values: readonly number[]) => ReturnType<typeof countAxis>;
}

function timeChart({ name, title, explanation, lines, axis }: TimeLines, endSeconds: number): SweepChart {
  const time = timeScale(endSeconds, []);
  const values = lines.flatMap(({ series }) => series.value);
  const drawn = lines.map(({ name: line, series, style }): Line => {
    const at = series.atSeconds.map((seconds) => seconds / time.secondsPerUnit);
    return { name: line, style, points: { at, value: series.value } };
  });
  return {
    name,
    title,
    explanation,
    data: {
      header: ["line", "at_seconds", "value"],
      rows: lines.flatMap(({ name: line, series }) =>
        series.atSeconds.map((at, place) => [line, at, series.value[place]!] as const),
      ),
    },
    body: (size) => lineChart(drawn, time.axis, axis(values), size) ?? { height: 280, rows: [], layer: [] },
  };
}

function seriesOf({ series }: Course, name: string, backtest: Backtest): TimeSeries | undefined {
  return series.find(
    ({ name: own, labels }) =>
      own === name &&
      (name.startsWith("hpa_")
        ? labels["namespace"] === backtest.namespace && labels["name"] === backtest.autoscaler
        : labels["source"] === backtest.source),
  );
}

// The run of a point as the page's script shows it: texts that are ready to be read, and lines that are ready to be drawn, in as few
// letters as will do.

import { cutSeries, type SeriesPoints } from "../../../simulation/cut-series.ts";
import { cutSteps } from "../../../simulation/cut-steps.ts";

import type { RunDetail } from "../../../experiment/sweep-result.ts";

import { pointsOf, seriesNamed } from "../../charts/series-lines.ts";
import { formatCount, formatExactCount, formatPercent, formatSeconds } from "../../human-numbers.ts";
import { runTiles } from "../../html/verdict-section.ts";
import { cutMiddle, visibleText } from "../../neutral-text.ts";
import { resourcesByInterest, shortResourceName } from "../../readings.ts";

/** As the script takes it; every text is shown as it is. */
export interface DetailData {
  readonly outcome: string;
  readonly sentence: string;
  /** Fingerprint and length of the run. */
  readonly run: string;
  readonly tiles: readonly (readonly [label: string, figure: string, beside: string])[];
  readonly limits: readonly (readonly [resource: string, sentence: string])[];
  readonly stages: readonly (readonly string[])[];
  readonly reasons: readonly (readonly string[])[];
  readonly charts: readonly DetailChart[];
}

/** A small drawing, `WIDTH` by `HEIGHT`: marks with their place along the axis, lines as paths. */
export interface DetailChart {
  readonly title: string;
  readonly x: readonly (readonly [at: number, text: string])[];
  readonly y: readonly (readonly [at: number, text: string])[];
  readonly lines: readonly (readonly [name: string, path: string])[];
}

const WIDTH = 300;
const HEIGHT = 150;
const LINE_POINTS = 26;
const MOST_LINES = 4;
const MOST_LIMITS = 4;
const MOST_REASONS = 5;
const MOST_LETTERS = 240;

/** The data of one run. */
export function detailData(detail: RunDetail): DetailData {
  const { verdict, run, limits, latency, failures } = detail;
  const names = limits.map(({ resource }) => resource);
  return {
    outcome: verdict.outcome,
    sentence: shortText(verdict.sentence),
    run: `fingerprint ${run.fingerprint}, ${formatSeconds(run.endSeconds)} simulated`,
    tiles: runTiles(detail).map(({ label, figure, beside }) => [label, figure, shortText(beside)]),
    limits: limits
      .slice(0, MOST_LIMITS)
      .map(({ resource, sentence }) => [shortText(shortResourceName(resource, names)), shortText(sentence)]),
    stages: latency.map(({ stage, seconds: { mean, p50, p90, p99, max } }) => [
      shortText(stage),
      ...[mean, p50, p90, p99, max].map(formatSeconds),
    ]),
    reasons: failures
      .slice(0, MOST_REASONS)
      .map(({ plugin, reason, pods, attempts }) => [
        shortText(`${plugin}: ${reason}`),
        formatExactCount(pods),
        formatExactCount(attempts),
      ]),
    charts: [pendingChart(detail), utilisationChart(detail), latencyChart(detail)].filter((chart) => chart !== null),
  };
}

function shortText(text: string): string {
  return visibleText(cutMiddle(text, MOST_LETTERS));
}

function pendingChart(detail: RunDetail): DetailChart | null {
  const found = seriesNamed(detail, "pending_pods", "queue").slice(0, MOST_LINES);
  const lines = found.map((series) => ({ name: series.labels["queue"] ?? "pending", points: pointsOf(series, 1) }));
  const most = Math.max(1, ...lines.flatMap(({ points }) => [...points.value]));
  return timeChart("Pending pods over time", detail, lines, most, formatCount);
}

function utilisationChart(detail: RunDetail): DetailChart | null {
  const shown = resourcesByInterest(detail).slice(0, MOST_LINES);
  const found = seriesNamed(detail, "requested_ratio", "resource").filter(({ labels }) =>
    shown.includes(labels["resource"] ?? ""),
  );
  const lines = found.slice(0, MOST_LINES).map((series) => ({
    name: shortResourceName(series.labels["resource"] ?? series.name, shown),
    points: pointsOf(series, 1),
  }));
  return timeChart("Requested of allocatable over time", detail, lines, 1, (ratio) =>
    formatPercent(ratio).replace(".0%", "%"),
  );
}

interface DetailLine {
  readonly name: string;
  readonly points: SeriesPoints;
}

function timeChart(
  title: string,
  { run: { endSeconds } }: RunDetail,
  lines: readonly DetailLine[],
  most: number,
  format: (value: number) => string,
): DetailChart | null {
  const drawn = lines.filter(({ points }) => points.at.length > 0);
  if (drawn.length === 0) return null;
  const end = Math.max(endSeconds, ...drawn.map(({ points }) => points.at.at(-1)!), 1e-6);
  return {
    title,
    x: [0, 0.5, 1].map((share) => [Math.round(share * WIDTH), formatSeconds(share * end)]),
    y: [0, 0.5, 1].map((share) => [Math.round((1 - share) * HEIGHT), format(share * most)]),
    lines: drawn.map(({ name, points }) => [
      shortText(name),
      stepPath(
        cutSteps(points, LINE_POINTS),
        (at) => at / end,
        (value) => value / most,
      ),
    ]),
  };
}

/** The distribution of the time from creation to running, on a logarithmic axis. */
function latencyChart({ latency }: RunDetail): DetailChart | null {
  const drawn = latency.filter(({ stage, cdf }) => ["total", "queue"].includes(stage) && cdf.seconds.length > 0);
  const seconds = drawn.flatMap(({ cdf }) => cdf.seconds).filter((value) => value > 0);
  if (seconds.length === 0) return null;
  const from = Math.floor(Math.log10(Math.min(...seconds)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...seconds))));
  const along = (value: number): number => (value > 0 ? (Math.log10(value) - from) / (to - from) : 0);
  const marks = to - from <= 4 ? to - from : 2;
  return {
    title: "Share of pods within a time, from creation",
    x: Array.from({ length: marks + 1 }, (_, mark) => {
      const power = from + Math.round((mark * (to - from)) / marks);
      return [Math.round(((power - from) / (to - from)) * WIDTH), formatSeconds(Number(`1e${power}`))];
    }),
    y: [0, 0.5, 1].map((share) => [Math.round((1 - share) * HEIGHT), `${share * 100}%`]),
    lines: drawn.map(({ stage, cdf: { seconds: at, fraction: value } }) => [
      stage,
      stepPath(cutSeries({ at, value }, LINE_POINTS), along, (share) => share),
    ]),
  };
}

/** A path that steps from point to point, in whole numbers. */
function stepPath({ at, value }: SeriesPoints, along: (at: number) => number, up: (value: number) => number): string {
  let path = "";
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (const [index, place] of at.entries()) {
    const x = Math.round(within(along(place)) * WIDTH);
    const y = Math.round((1 - within(up(value[index]!))) * HEIGHT);
    if (index === 0) path = `M${x},${y}`;
    else path += `${x === lastX ? "" : `H${x}`}${y === lastY ? "" : `V${y}`}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

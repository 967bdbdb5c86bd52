// Panels of the charts of load and autoscaling: replicas, metrics, latency; that of requests has a file of its own. Each is a line chart on
// the same axis of time.

import type {
  AutoscalerOutcome,
  LoadFindings,
  SimulationResult,
  SourceSeries,
  TimeSeries,
} from "../../simulation/result.ts";

import type { SeriesPoints } from "../../simulation/cut-series.ts";

import { countAxis, durationAxis, shareAxis } from "../charts/axes.ts";
import type { ChartPanel } from "../charts/chart.ts";
import { linePosition, MOST_LINES, solidStyle, type Line, type LineAxis } from "../charts/lines.ts";
import { INK, MUTED, SERIES } from "../charts/palette.ts";
import { pointsOf } from "../charts/series-lines.ts";
import { formatSeconds } from "../human-numbers.ts";

import { latencyLimits } from "./load-readings.ts";
import { heldToTheEnd, panelOf, valuesOf, type PanelGround } from "./panel-ground.ts";

const SOLID = [1, 0];
const LEVEL = { colour: MUTED.light, dash: [4, 3], width: 1.3 };
const DESIRED = { name: "desired", style: { colour: SERIES[5]!.light, dash: SOLID, width: 5 } };
const CURRENT = { name: "current", style: { colour: SERIES[3]!.light, dash: SOLID, width: 3 } };
const READY = { name: "ready", style: { colour: SERIES[0]!.light, dash: SOLID, width: 1.8 } };
const NEEDED = { name: "needed", style: { colour: SERIES[1]!.light, dash: SOLID, width: 1.5 } };

/** Of panels, px, without axes. */
const HEIGHTS = { replicas: 150, metrics: 80, latency: 120 };

/** Replicas of a workload or Service, and of its autoscaler what that asked for and how many its load needs. */
export function replicaPanel(
  replicas: readonly TimeSeries[],
  autoscaler: AutoscalerOutcome | undefined,
  ground: PanelGround,
): ChartPanel | null {
  const per = ground.time.secondsPerUnit;
  const named = (name: string): readonly TimeSeries[] => replicas.filter((series) => series.name === name);
  const ready = named("workload_serving").map((series): Line => ({ ...READY, points: pointsOf(series, per) }));
  const lines: readonly Line[] =
    autoscaler === undefined
      ? [...named("workload_desired").map((series): Line => ({ ...DESIRED, points: pointsOf(series, per) })), ...ready]
      : [
          { ...DESIRED, points: decided(pointsOf(autoscaler.desired, per)) },
          { ...CURRENT, points: pointsOf(autoscaler.current, per) },
          ...ready,
          ...(autoscaler.needed === null ? [] : [{ ...NEEDED, points: pointsOf(autoscaler.needed, per) }]),
          ...(autoscaler.atMaximumSeconds > 0 ? [level("maximum", autoscaler.maxReplicas, ground)] : []),
        ];
  const y = countAxis("replicas", valuesOf(lines));
  const panel = panelOf(lines, y, HEIGHTS.replicas, ground);
  return panel === null || autoscaler === undefined ? panel : withRescales(panel, autoscaler, y, ground);
}

/** Pictures of more changes than that would show nothing of them. */
const MOST_RESCALES = 60;

/** A triangle for each change of size, with its reason where the picture can be asked. */
function withRescales(
  panel: ChartPanel,
  { rescales }: AutoscalerOutcome,
  y: LineAxis,
  ground: PanelGround,
): ChartPanel {
  const shown = rescales.length > MOST_RESCALES ? [] : rescales;
  if (shown.length === 0) return panel;
  const rows = shown.map(({ atSeconds, from: before, to: after, reason }) => ({
    x: atSeconds / ground.time.secondsPerUnit,
    y: after,
    way: after > before ? "up" : "down",
    change: `${before} → ${after} at ${formatSeconds(atSeconds)}`,
    reason,
  }));
  const marks = (["up", "down"] as const).map((way) => ({
    transform: [{ filter: `datum.way === '${way}'` }],
    mark: {
      type: "point",
      shape: `triangle-${way}`,
      filled: true,
      size: 46,
      opacity: 1,
      color: INK.light,
    } as const,
    encoding: {
      x: linePosition("x", ground.x, ground.size.marksAcross),
      y: linePosition("y", y, MARKS_UP),
      tooltip: [
        { field: "change", type: "nominal" },
        { field: "reason", type: "nominal" },
      ] as const,
    },
  }));
  return { ...panel, rows: [...panel.rows, ...rows], layer: [...panel.layer, ...marks] } as ChartPanel;
}

const MARKS_UP = 6;

/** What an autoscaler saw, each as a share of its target. */
export function metricPanel({ metrics }: AutoscalerOutcome, ground: PanelGround): ChartPanel | null {
  const lines = metrics
    .filter(({ target, seen }) => target > 0 && seen.atSeconds.length > 0)
    .slice(0, MOST_LINES)
    .map(({ name, target, seen }, index): Line => {
      const { at, value } = pointsOf(seen, ground.time.secondsPerUnit);
      return { name, style: solidStyle(index), points: { at, value: value.map((each) => each / target) } };
    });
  if (lines.length === 0) return null;
  const y = shareAxis("of target", valuesOf(lines));
  return panelOf([...lines, level("target", 1, ground)], y, HEIGHTS.metrics, ground);
}

const PERCENTILES = [
  ["p50", "p50Seconds"],
  ["p95", "p95Seconds"],
  ["p99", "p99Seconds"],
] as const;
const MOST_LIMITS = 3;
/** Of a line. */
const MOST_STRETCHES = 40;

/** Percentiles of a source's latency, and the limits that thresholds set. */
export function latencyPanel(
  result: SimulationResult,
  load: LoadFindings,
  series: SourceSeries,
  ground: PanelGround,
): ChartPanel | null {
  const per = ground.time.secondsPerUnit;
  const at = series.atSeconds.map((seconds) => seconds / per);
  const lines = PERCENTILES.flatMap(([name, column], index): readonly Line[] =>
    stretchesOf(at, series[column], ground).map((points) => {
      return { name, style: { ...solidStyle(index), width: 1.6 }, points };
    }),
  );
  const limits = latencyLimits(result, load, series.source)
    .slice(0, MOST_LIMITS)
    .map(({ name, seconds }) => level(name, seconds, ground));
  if (lines.length === 0) return null;
  const all = [...lines, ...limits];
  return panelOf(all, durationAxis("latency", valuesOf(all)), HEIGHTS.latency, ground);
}

/**
 * Each until the next span of which there is no value; the last, if there is one at the end, until that. Of very many gaps the short ones
 * are bridged.
 */
function stretchesOf(
  at: readonly number[],
  values: readonly (number | null)[],
  ground: PanelGround,
  leastGap = 1,
): readonly SeriesPoints[] {
  const stretches: { at: number[]; value: number[]; last: number }[] = [];
  for (const [span, value] of values.entries()) {
    if (value === null) continue;
    let stretch = stretches.at(-1);
    if (stretch === undefined || span - stretch.last > leastGap) {
      stretches.push((stretch = { at: [], value: [], last: span }));
    }
    stretch.at.push(at[span]!);
    stretch.value.push(value);
    stretch.last = span;
  }
  if (stretches.length > MOST_STRETCHES) return stretchesOf(at, values, ground, 2 * leastGap);
  return stretches.map(({ last, ...points }) => {
    if (last === values.length - 1) return heldToTheEnd(points, ground);
    return { at: [...points.at, at[last + 1]!], value: [...points.value, points.value.at(-1)!] };
  });
}

/** Before its first decision, an autoscaler's status says 0. */
function decided({ at, value }: SeriesPoints): SeriesPoints {
  const first = value.findIndex((replicas) => replicas > 0);
  return first < 0 ? { at, value } : { at: at.slice(first), value: value.slice(first) };
}

function level(name: string, value: number, { time }: PanelGround): Line {
  return { name, style: LEVEL, points: { at: [0, time.axis.domain[1]], value: [value, value] } };
}

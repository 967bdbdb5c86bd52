// Charts: replicas wanted and serving of one workload over time, with flags for what faults, actions and rollouts did.

import type { SimulationResult, TimeSeries, WorkloadAvailability } from "../../simulation/result.ts";

import type { SeriesPoints } from "../../simulation/cut-series.ts";

import { roundStep, timeScale } from "../charts/axes.ts";
import type { ChartBody, ChartDefinition, ChartRow, ChartSize } from "../charts/chart.ts";
import { freeChartName } from "../charts/free-chart-name.ts";
import type { Line, LineAxis } from "../charts/lines.ts";
import { lineChart, linePosition } from "../charts/lines.ts";
import { INK, MUTED, SERIES } from "../charts/palette.ts";
import { pointsOf } from "../charts/series-lines.ts";
import { visibleText } from "../neutral-text.ts";

import { flagsOf, marksOf, type Flag } from "./mark-flags.ts";
import { missingInAll, mostAffectedFirst, workloadName, workloadsOf } from "./workload-readings.ts";

/** Workloads that have a chart. */
const MOST_CHARTS = 12;

/** One chart for each of the most affected workloads, in that order; workloads that nothing happened to have none. */
export function availabilityCharts(result: SimulationResult): readonly ChartDefinition[] {
  const all = workloadsOf(result);
  const shown = mostAffectedFirst(all)
    .filter((workload) => missingInAll(workload) > 0 || workload.rollouts.length > 0)
    .slice(0, MOST_CHARTS);
  const taken = new Set<string>();
  return shown.map((workload) => {
    const name = freeChartName(["availability", workload.kind, workload.namespace, workload.name], taken);
    taken.add(name);
    return {
      name,
      title: visibleText(`Replicas of ${workloadName(workload, all)}`),
      explanation:
        "Replicas that are wanted and replicas that serve. Where the lower line leaves the upper one, replicas are missing; upright rules say what began at that moment, and those without a text that it ended.",
      body: (drawn, size) => availabilityBody(drawn, workload, size),
    };
  });
}

/** Points of a line: a page may hold a dozen of these charts. */
const POINTS_SHARE = 0.5;

const DESIRED = { name: "desired", style: { colour: SERIES[5]!.light, dash: [1, 0], width: 5 } };
const SERVING = { name: "serving", style: { colour: SERIES[0]!.light, dash: [1, 0], width: 2 } };
const MINIMUM = { name: "minimum", style: { colour: SERIES[1]!.light, dash: [5, 3], width: 1.5 } };

function availabilityBody(result: SimulationResult, workload: WorkloadAvailability, size: ChartSize): ChartBody | null {
  const desired = seriesOf(result, "workload_desired", workload);
  const serving = seriesOf(result, "workload_serving", workload);
  if (desired === undefined || serving === undefined) return null;
  const time = timeScale(result.run.endSeconds, [...desired.atSeconds, ...serving.atSeconds]);
  const end = time.axis.domain[1];
  const lines: readonly Line[] = [
    { ...DESIRED, points: pointsOf(desired, time.secondsPerUnit) },
    { ...SERVING, points: pointsOf(serving, time.secondsPerUnit) },
    ...(workload.minimum > 1 ? [{ ...MINIMUM, points: level(workload.minimum, end) }] : []),
  ];
  const marks = marksOf(result.motion?.availability.marks ?? [], workload.name);
  const flags = flagsOf(marks, end * time.secondsPerUnit, size);
  const most = Math.max(1, ...lines.flatMap(({ points }) => [...points.value]));
  const y = replicaAxis(most, laneCount(flags));
  const fewer = { ...size, linePoints: Math.floor(POINTS_SHARE * size.linePoints) };
  const body = lineChart(lines, time.axis, y, fewer);
  return body === null
    ? null
    : withFlags(body, flags, { x: time.axis, y, most, secondsPerUnit: time.secondsPerUnit, size });
}

function seriesOf(result: SimulationResult, name: string, workload: WorkloadAvailability): TimeSeries | undefined {
  return result.series.find(
    ({ name: found, labels }) =>
      found === name &&
      labels["kind"] === workload.kind &&
      labels["namespace"] === workload.namespace &&
      labels["name"] === workload.name,
  );
}

function level(value: number, end: number): SeriesPoints {
  return { at: [0, end], value: [value, value] };
}

function laneCount(flags: readonly Flag[]): number {
  return flags.reduce((count, { lane }) => Math.max(count, (lane ?? -1) + 1), 0);
}

/** About how high the lines' part of a chart is, and one lane above it, px. */
const LINES_HEIGHT = 200;
const LANE_HEIGHT = 15;
const HEADROOM = 1.06;
const MOST_MARKS_UP = 6;

/** From nothing to the most replicas, with marks at whole numbers, and room above them for the flags. */
function replicaAxis(most: number, lanes: number): LineAxis {
  const step = roundStep(Math.max(1, most / MOST_MARKS_UP));
  const marks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  const domain = [0, heightOf(most, lanes)] as const;
  return { title: "replicas", scale: "linear", domain, marks, label: "format(datum.value, ',~g')" };
}

/** The number of replicas that would stand as high as the top of so many lanes. */
function heightOf(most: number, lanes: number): number {
  return (most * HEADROOM * (LINES_HEIGHT + LANE_HEIGHT * lanes)) / LINES_HEIGHT;
}

interface FlagGround {
  readonly x: LineAxis;
  readonly y: LineAxis;
  readonly most: number;
  readonly secondsPerUnit: number;
  readonly size: ChartSize;
}

function withFlags(body: ChartBody, flags: readonly Flag[], ground: FlagGround): ChartBody {
  if (flags.length === 0) return body;
  const lanes = laneCount(flags);
  const x = linePosition("x", ground.x, ground.size.marksAcross);
  const y = linePosition("y", ground.y, MOST_MARKS_UP);
  const textLayer = (side: Flag["side"]) => ({
    transform: [{ filter: `datum.flag === '${side}'` }],
    mark: {
      type: "text",
      align: side === "right" ? "left" : "right",
      baseline: "middle",
      dx: side === "right" ? 4 : -4,
      fontSize: ground.size.fontSize - 1,
      color: INK.light,
    } as const,
    encoding: { x, y, text: { field: "text", type: "nominal" } as const },
  });
  const sides = (["right", "left"] as const).filter((side) =>
    flags.some((flag) => flag.lane !== null && flag.side === side),
  );
  return {
    height: body.height + LANE_HEIGHT * lanes,
    rows: [...body.rows, ...flags.map((flag) => flagRow(flag, ground))],
    layer: [
      {
        transform: [{ filter: "isValid(datum.flag)" }],
        mark: { type: "rule", color: MUTED.light, strokeDash: [3, 3] },
        encoding: { x, y, y2: { datum: 0 } },
      },
      ...body.layer,
      ...sides.map(textLayer),
    ],
  };
}

function flagRow({ atSeconds, text, lane, side }: Flag, { most, secondsPerUnit }: FlagGround): ChartRow {
  const height = lane === null ? most * HEADROOM : heightOf(most, lane + 0.5);
  return { x: atSeconds / secondsPerUnit, y: height, flag: lane === null ? "none" : side, text };
}

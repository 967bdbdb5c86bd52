// Chart: missing replicas times the time for which they were missing, by workload and cause.

import type { SimulationResult, WorkloadAvailability } from "../../simulation/result.ts";

import type {
  ChartBody,
  ChartDefinition,
  ChartRow,
  ChartSize,
  ColourChannel,
  PositionChannel,
} from "../charts/chart.ts";
import { legendColumns } from "../charts/chart.ts";
import { SERIES } from "../charts/palette.ts";
import { cutMiddle, visibleText } from "../neutral-text.ts";

import {
  causesThatOccur,
  missingFor,
  missingInAll,
  mostAffectedFirst,
  workloadName,
  workloadsOf,
  type OutageCause,
} from "./workload-readings.ts";

export const MISSING_CHART: ChartDefinition = {
  name: "missing-replicas",
  title: "Missing replicas by cause",
  explanation:
    "Missing replicas times the time for which they were missing, by what the replicas lacked. Three replicas missing for a minute count as three minutes.",
  body: missingBody,
};

/** Bars; the others are in availability.csv. */
const MOST_WORKLOADS = 12;
const ROW_HEIGHT = 34;
const FRAME_HEIGHT = 78;
const NAME_LETTERS = 28;
/** Of the chart's width, for names at most. */
const NAME_SHARE = 0.36;
const OTHERS = "other causes";

const UNITS = [
  [300, "seconds", 1],
  [18_000, "minutes", 60],
  [432_000, "hours", 3_600],
  [Number.POSITIVE_INFINITY, "days", 86_400],
] as const;

function missingBody(result: SimulationResult, size: ChartSize): ChartBody | null {
  const all = workloadsOf(result);
  const shown = mostAffectedFirst(all)
    .filter((workload) => missingInAll(workload) > 0)
    .slice(0, MOST_WORKLOADS);
  if (shown.length === 0) return null;
  const longest = Math.max(...shown.map(missingInAll));
  const [, unit, secondsPerUnit] = UNITS.find(([upTo]) => longest <= upTo) ?? UNITS[3];
  const occurring = causesThatOccur(shown);
  const own = occurring.length <= SERIES.length ? occurring : occurring.slice(0, SERIES.length - 1);
  const legend = own.length < occurring.length ? [...own, OTHERS] : [...own];
  const names = shown.map((workload) => cutMiddle(visibleText(workloadName(workload, all)), NAME_LETTERS));
  const x: PositionChannel = {
    field: "missing",
    type: "quantitative",
    axis: {
      title: `replicas × ${unit}`,
      labelExpr: "format(datum.value, ',~g')",
      tickCount: size.marksAcross,
      grid: true,
    },
  };
  const y: PositionChannel = {
    field: "workload",
    type: "ordinal",
    scale: { domain: names, paddingInner: 0.3 },
    axis: { title: null, labelLimit: Math.floor(NAME_SHARE * size.width) },
  };
  const color: ColourChannel = {
    field: "cause",
    type: "nominal",
    legend: { columns: legendColumns(legend, { ...size, width: (1 - NAME_SHARE) * size.width }) },
    scale: { domain: legend, range: legend.map((_, index) => SERIES[index]!.light) },
  };
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * shown.length,
    rows: shown.flatMap((workload, index) => causeRows(workload, names[index]!, own, occurring, secondsPerUnit)),
    layer: [{ mark: { type: "bar" }, encoding: { x, y, color, order: { field: "order", type: "quantitative" } } }],
  };
}

/** A row for each cause that has a colour of its own, and one for all others. */
function causeRows(
  workload: WorkloadAvailability,
  name: string,
  own: readonly OutageCause[],
  occurring: readonly OutageCause[],
  secondsPerUnit: number,
): readonly ChartRow[] {
  const rest = occurring.slice(own.length).reduce((sum, cause) => sum + missingFor(workload, cause), 0);
  return [...own.map((cause) => [cause, missingFor(workload, cause)] as const), [OTHERS, rest] as const]
    .map(([cause, seconds], order) => ({ workload: name, cause, missing: seconds / secondsPerUnit, order }))
    .filter(({ missing }) => missing > 0);
}

// Axes of figures in any unit: as far as the values and their intervals reach, labelled as people write such amounts.

import type { FigureColumn, Interval } from "../../../experiment/sweep-result.ts";

import { DURATION_LABEL, roundStep } from "../../charts/axes.ts";
import type { PositionChannel } from "../../charts/chart.ts";
import { SECONDS_PER_HOUR } from "../../human-numbers.ts";
import { visibleText } from "../../neutral-text.ts";

import { figureTitle } from "../figure-titles.ts";

/** Room at both ends, as a share of what is shown. */
const MARGIN = 0.06;

const LABELS: Readonly<Record<string, string>> = Object.freeze({
  seconds: `datum.value == 0 ? '0' : ${DURATION_LABEL}`,
  ratio: "format(datum.value, '.4~p')",
  bytes:
    "datum.value < 1048576 ? format(datum.value / 1024, ',.3~r') + 'Ki' : datum.value < 1073741824 ? " +
    "format(datum.value / 1048576, ',.4~r') + 'Mi' : format(datum.value / 1073741824, ',.4~r') + 'Gi'",
});

const COUNT_LABEL =
  "abs(datum.value) >= 1000000 ? format(datum.value, '.3~s') : abs(datum.value) >= 1000 ? " +
  "format(datum.value, ',.0f') : format(datum.value, '.3~r')";

/** From so many on, spans of time are told in hours. */
const HOURS_FROM_SECONDS = 7_200;
const HOURS_LABEL = `datum.value == 0 ? '0' : format(datum.value / ${SECONDS_PER_HOUR}, ',.5~r') + 'h'`;

/** The axis of a figure; `field` is x or y. */
export function valueAxis(
  field: string,
  figure: FigureColumn,
  estimates: readonly Interval[],
  marks: number,
): PositionChannel {
  const [from, to] = domainOf(estimates);
  return {
    field,
    type: "quantitative",
    scale: { domain: [from, to], nice: false, zero: false, clamp: true },
    axis: {
      title: visibleText(figureTitle(figure)),
      labelOverlap: "parity",
      grid: true,
      ...(figure.unit === "seconds" && to > HOURS_FROM_SECONDS
        ? { labelExpr: HOURS_LABEL, values: roundHours(from, to, marks) }
        : { labelExpr: Object.hasOwn(LABELS, figure.unit) ? LABELS[figure.unit]! : COUNT_LABEL, tickCount: marks }),
      ...(COUNTED.has(figure.unit) && to - from > 2 ? { tickMinStep: 1 } : {}),
    },
  };
}

/** About so many moments between the ends, in seconds, that are round in hours. */
function roundHours(from: number, to: number, marks: number): number[] {
  const step = roundStep((to - from) / SECONDS_PER_HOUR / marks) * SECONDS_PER_HOUR;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, mark) => (first + mark) * step);
}

/** Units of what comes in whole numbers. */
const COUNTED: ReadonlySet<string> = new Set(["pods", "nodes", "attempts", "count"]);

/** From below the lowest end of an interval to above the highest; intervals without end count by their estimate. */
export function domainOf(estimates: readonly Interval[]): readonly [from: number, to: number] {
  const ends = estimates.flatMap(({ estimate, low, high }) => [estimate, low, high]).filter(Number.isFinite);
  if (ends.length === 0) return [0, 1];
  const from = ends.reduce((least, end) => Math.min(least, end));
  const to = ends.reduce((most, end) => Math.max(most, end));
  const room = to > from ? (to - from) * MARGIN : Math.max(Math.abs(to) * MARGIN, Number.MIN_VALUE);
  const smallest = from >= 0 ? Math.max(0, from - room) : from - room;
  return [smallest, to + room > smallest ? to + room : smallest + 1];
}

/** The axis of a factor whose levels are numbers. */
export function levelAxis(field: string, title: string, levels: readonly number[], marks: number): PositionChannel {
  const from = levels.reduce((least, level) => Math.min(least, level), levels[0] ?? 0);
  const to = levels.reduce((most, level) => Math.max(most, level), levels[0] ?? 1);
  const room = to > from ? (to - from) * MARGIN : 1;
  const isFew = levels.length <= marks;
  return {
    field,
    type: "quantitative",
    scale: { domain: [from - room, to + room], nice: false, zero: false },
    axis: {
      title: visibleText(title),
      labelExpr: COUNT_LABEL,
      labelOverlap: "parity",
      ...(isFew ? { values: [...levels] } : { tickCount: marks }),
    },
  };
}

// Chart: every point by two figures that pull against one another, with the points that no other beats in both.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize } from "../../charts/chart.ts";
import { INK, SERIES } from "../../charts/palette.ts";

import { figureTitle } from "../figure-titles.ts";
import { paretoFront, type ParetoFront } from "../pareto.ts";
import { fileName, pointMark, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";
import { valueAxis } from "./value-axis.ts";

export const PARETO_FRONT: SweepChartKind = {
  name: "pareto-front",
  title: "What is gained with one figure and paid with another",
  charts: (result) => {
    if (result.points.length < 2) return "there is one point only";
    const front = paretoFront(result);
    return front === undefined
      ? "no two headline figures that differ have a better direction"
      : [frontChart(result, front)];
  },
};

/** Points that one chart can tell apart. */
const MOST_DOTS = 600;

function frontChart(result: SweepResult, found: ParetoFront): SweepChart {
  const { across, up, measured, front } = found;
  const isOnFront = new Set(front);
  const isCut = measured.length > MOST_DOTS;
  const dots = isCut ? [...front, ...measured.filter((point) => !isOnFront.has(point))].slice(0, MOST_DOTS) : measured;
  const value = (point: number, column: number): number => result.points[point]!.estimates[column]!.estimate;
  const [first, second] = [figureTitle(across.figure), figureTitle(up.figure)];
  return {
    name: fileName("pareto", second, "against", first),
    title: `${second} against ${first}`,
    explanation:
      `${directionText(found)} Dark dots, joined by a line: points that no other point beats in both.` +
      (isCut ? ` ${MOST_DOTS} of ${measured.length} points are drawn.` : ""),
    data: {
      header: [
        "point",
        `${across.figure.key} (${across.figure.unit})`,
        `${up.figure.key} (${up.figure.unit})`,
        "on_front",
      ],
      rows: measured.map((point) => [
        point,
        value(point, across.column),
        value(point, up.column),
        isOnFront.has(point),
      ]),
    },
    body: (size) => frontBody(result, found, dots, size),
  };
}

function directionText({ across, up }: ParetoFront): string {
  const side = across.figure.better === "lower" ? "left" : "right";
  const end = up.figure.better === "lower" ? "bottom" : "top";
  return `Best is the ${end} ${side} corner.`;
}

function frontBody(result: SweepResult, found: ParetoFront, dots: readonly number[], size: ChartSize): ChartBody {
  const { across, up, front } = found;
  const estimates = (column: number) => dots.map((point) => withoutEnds(result.points[point]!.estimates[column]!));
  const x = { ...valueAxis("x", across.figure, estimates(across.column), size.marksAcross) };
  const y = valueAxis("y", up.figure, estimates(up.column), 6);
  const order = new Map(front.map((point, place) => [point, place]));
  const onFront = "datum.place >= 0";
  return {
    height: 320,
    rows: dots.map((point) => ({
      x: result.points[point]!.estimates[across.column]!.estimate,
      y: result.points[point]!.estimates[up.column]!.estimate,
      place: order.get(point) ?? -1,
      mark: pointMark(point),
    })),
    layer: [
      {
        transform: [{ filter: onFront }],
        mark: {
          type: "line",
          interpolate: across.figure.better === "lower" ? "step-after" : "step-before",
          color: INK.light,
          strokeWidth: 1.2,
          opacity: 0.6,
        },
        encoding: { x, y, order: { field: "place", type: "quantitative" } },
      },
      dotLayer("datum.place < 0", SERIES[0]!.light, 46),
      dotLayer(onFront, INK.light, 76),
    ],
  };

  function dotLayer(filter: string, color: string, area: number): ChartBody["layer"][number] {
    return {
      transform: [{ filter }],
      mark: { type: "point", filled: true, opacity: 0.85, size: area, color, aria: true },
      encoding: { x, y, description: { field: "mark", type: "nominal" } },
    };
  }
}

/** The axis reaches as far as the dots, whatever the intervals. */
function withoutEnds<T extends { readonly low: number; readonly high: number }>(estimate: T): T {
  return { ...estimate, low: Number.NaN, high: Number.NaN };
}

// Charts of a comparison: how the replicas of each autoscaler followed the load under each alternative, and what latency came of it, on
// one axis of time.

import type { TimeSeries } from "../../simulation/result.ts";

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { countAxis, durationAxis, timeScale, type TimeScale } from "../charts/axes.ts";
import type { ChartBody, ChartPanel, ChartSize } from "../charts/chart.ts";
import { LEADING_STYLE, lineChart, MOST_LINES, solidStyle, type Line, type LineAxis } from "../charts/lines.ts";
import { pointsOf } from "../charts/series-lines.ts";
import { visibleText } from "../neutral-text.ts";
import { fileName, type SweepChart, type SweepChartKind } from "../sweep/charts/sweep-chart.ts";

import { alternativeName } from "./comparison-readings.ts";

const REPLICAS = "hpa_current_replicas";
const REQUESTS = "http_requests_per_second";
const LATENCY = "http_request_p95_seconds";

/** Autoscalers that have a chart. */
const MOST_AUTOSCALERS = 4;
const HEIGHTS = { replicas: 170, requests: 80, latency: 120 };
/** Of the points that one chart may have, for each of its panels. */
const POINTS_SHARE = 0.35;

export const SCALING_CHARTS: SweepChartKind = {
  name: "scaling",
  title: "How replicas followed the load, and the latency that came of it",
  charts: (result) => {
    if (!comparesScaling(result)) return "no two alternatives have an autoscaler and load";
    const courses = coursesOf(result);
    const scaled = courses[0]!.series.filter(({ name }) => name === REPLICAS).slice(0, MOST_AUTOSCALERS);
    return scaled.map((autoscaler) => scalingChart(courses, autoscaler, result));
  },
};

/** Whether alternatives are compared of which at least two have an autoscaler and load. */
export function comparesScaling(result: SweepResult): boolean {
  return result.comparison !== null && coursesOf(result).length > 1;
}

/** How the first run of an alternative went. */
interface Course {
  readonly name: string;
  readonly series: readonly TimeSeries[];
}

function coursesOf(result: SweepResult): readonly Course[] {
  const found = result.points.flatMap(({ index, detail }): readonly Course[] => {
    const series = detail?.scaling;
    return series === undefined ? [] : [{ name: visibleText(alternativeName(result, index)), series }];
  });
  return found.slice(0, MOST_LINES);
}

interface Panel {
  readonly title: string;
  readonly height: number;
  readonly lines: readonly (Pick<Line, "name" | "style"> & { readonly series: TimeSeries })[];
  readonly axis: (title: string, values: readonly number[]) => LineAxis;
}

function scalingChart(courses: readonly Course[], { labels }: TimeSeries, result: SweepResult): SweepChart {
  const { namespace = "", name = "" } = labels;
  const source = busiestSource(courses[0]!);
  const isAutoscaler = (series: TimeSeries): boolean =>
    series.labels["namespace"] === namespace && series.labels["name"] === name;
  const isSource = (series: TimeSeries): boolean => series.labels["source"] === source;
  const requests = seriesIn(courses[0]!, REQUESTS, isSource);
  const panels: readonly Panel[] = [
    { title: "replicas", height: HEIGHTS.replicas, lines: linesOf(courses, REPLICAS, isAutoscaler), axis: countAxis },
    {
      title: "requests/s",
      height: HEIGHTS.requests,
      lines: requests.map((series) => ({ name: "requests", style: { ...LEADING_STYLE, width: 1.8 }, series })),
      axis: countAxis,
    },
    { title: "latency p95", height: HEIGHTS.latency, lines: linesOf(courses, LATENCY, isSource), axis: durationAxis },
  ];
  const drawn = panels.filter(({ lines }) => lines.length > 0);
  return {
    name: fileName("scaling", namespace, name),
    title: visibleText(`Replicas of hpa/${name} over load`),
    explanation: visibleText(
      `Replicas as the autoscaler saw them in the first run of each alternative, the requests of ${source} that all of them met, and the latency that 95% of its answered requests stayed below (logarithmic).`,
    ),
    data: {
      header: ["panel", "line", "at_seconds", "value"],
      rows: drawn.flatMap(({ title, lines }) =>
        lines.flatMap((line) =>
          line.series.atSeconds.map((at, place) => [title, line.name, at, line.series.value[place]!] as const),
        ),
      ),
    },
    body: (size) => stackedBody(drawn, endOf(result), size),
  };
}

/** The source that sends most in that run; empty where there is none. */
function busiestSource({ series }: Course): string {
  const sums = series
    .filter(({ name }) => name === REQUESTS)
    .map(({ labels, value }) => ({ source: labels["source"] ?? "", sum: value.reduce((sum, rate) => sum + rate, 0) }));
  return sums.toSorted((left, right) => right.sum - left.sum)[0]?.source ?? "";
}

function seriesIn({ series }: Course, wanted: string, isMeant: (series: TimeSeries) => boolean): readonly TimeSeries[] {
  return series.filter((each) => each.name === wanted && isMeant(each)).slice(0, 1);
}

function linesOf(courses: readonly Course[], wanted: string, isMeant: (series: TimeSeries) => boolean): Panel["lines"] {
  return courses.flatMap((course, place) =>
    seriesIn(course, wanted, isMeant).map((series) => ({ name: course.name, style: solidStyle(place), series })),
  );
}

function endOf({ points }: SweepResult): number {
  return points.reduce((end, { detail }) => Math.max(end, detail?.run.endSeconds ?? 0), 0);
}

function stackedBody(panels: readonly Panel[], endSeconds: number, size: ChartSize): ChartBody {
  const time = timeScale(endSeconds, []);
  const drawn = panels.flatMap((panel, place): readonly ChartPanel[] => {
    const body = panelBody(panel, time, place === panels.length - 1, size);
    return body === null ? [] : [body];
  });
  const [first, ...below] = drawn;
  return first === undefined ? { height: HEIGHTS.replicas, rows: [], layer: [] } : { ...first, below };
}

function panelBody(
  { title, height, lines, axis }: Panel,
  { axis: time, secondsPerUnit }: TimeScale,
  isLowest: boolean,
  size: ChartSize,
): ChartPanel | null {
  const drawn = lines.map(({ name, style, series }): Line => {
    return { name, style, points: pointsOf(series, secondsPerUnit) };
  });
  const y = axis(
    title,
    drawn.flatMap(({ points }) => [...points.value]),
  );
  const fewer = { ...size, linePoints: Math.floor(POINTS_SHARE * size.linePoints) };
  const body = lineChart(drawn, isLowest ? time : { ...time, title: "", label: "''" }, y, fewer);
  return body === null ? null : { ...body, height };
}

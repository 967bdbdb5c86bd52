// Picks series of a result by name and turns them into lines over simulated time.

import type { SimulationResult, TimeSeries } from "../../simulation/result.ts";

import type { SeriesPoints } from "../../simulation/cut-series.ts";

/** Series called `name` whose only label is `label` (a series without labels counts too). */
export function seriesNamed(result: Pick<SimulationResult, "series">, name: string, label: string): TimeSeries[] {
  return result.series.filter(
    (series) => series.name === name && Object.keys(series.labels).every((key) => key === label),
  );
}

/** The points of a series whose value is a number, with time in another unit. */
export function pointsOf(series: TimeSeries, secondsPerUnit: number): SeriesPoints {
  const kept = series.value.map((_, index) => index).filter((index) => Number.isFinite(series.value[index]));
  return {
    at: kept.map((index) => series.atSeconds[index]! / secondsPerUnit),
    value: kept.map((index) => series.value[index]!),
  };
}

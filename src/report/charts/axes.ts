// Axes that several charts share: logarithmic durations, simulated time, shares, counts.

import type { LineAxis } from "./lines.ts";

/** The smallest duration that a result can hold: one microsecond. */
const SHORTEST_SECONDS = 1e-6;

/** A duration in the unit that suits it; a Vega expression. */
export const DURATION_LABEL =
  "datum.value < 0.000999 ? format(datum.value * 1000000, '~g') + 'µs' : " +
  "datum.value < 0.999 ? format(datum.value * 1000, '~g') + 'ms' : format(datum.value, ',~g') + 's'";

/**
 * A logarithmic axis of the whole decades that hold all positive `seconds`. Where a value is zero, the axis begins
 * below the shortest positive one, so that zero has a place of its own at the beginning.
 */
export function durationAxis(title: string, seconds: readonly number[]): LineAxis {
  const positive = seconds.filter((value) => value > 0);
  const longest = positive.reduce((most, value) => Math.max(most, value), SHORTEST_SECONDS);
  const shortest = positive.reduce((least, value) => Math.min(least, value), longest);
  const decade = Math.log10(Math.max(SHORTEST_SECONDS, shortest));
  const from = positive.length < seconds.length ? Math.ceil(decade) - 1 : Math.floor(decade);
  const to = Math.max(from + 1, Math.ceil(Math.log10(longest)));
  const marks = Array.from({ length: to - from + 1 }, (_, step) => Number(`1e${from + step}`));
  return { title, scale: "log", domain: [marks[0]!, marks.at(-1)!], marks, label: DURATION_LABEL };
}

/** Simulated time in the unit that suits the length of the run. */
export interface TimeScale {
  readonly axis: LineAxis;
  readonly secondsPerUnit: number;
}

const TIME_UNITS: readonly (readonly [upToSeconds: number, unit: string, secondsPerUnit: number])[] = [
  [180, "seconds", 1],
  [7_200, "minutes", 60],
  [172_800, "hours", 3_600],
  [Number.POSITIVE_INFINITY, "days", 86_400],
];

/** From the beginning of the run to `endSeconds`, or to the last of `atSeconds` if that is later. */
export function timeScale(endSeconds: number, atSeconds: readonly number[]): TimeScale {
  const end = atSeconds.reduce((latest, at) => Math.max(latest, at), endSeconds);
  const [, unit, secondsPerUnit] = TIME_UNITS.find(([upTo]) => end <= upTo) ?? TIME_UNITS.at(-1)!;
  const axis: LineAxis = {
    title: `simulated time (${unit})`,
    scale: "linear",
    domain: [0, end > 0 ? end / secondsPerUnit : 1],
    label: "format(datum.value, ',~g')",
  };
  return { axis, secondsPerUnit };
}

const TENTHS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** From nothing to all, or beyond if a share is larger; labelled in percent. */
export function shareAxis(title: string, shares: readonly number[]): LineAxis {
  const largest = shares.reduce((most, share) => Math.max(most, share), 1);
  const label = "format(datum.value, '~%')";
  const axis = { title, scale: "linear", domain: [0, largest], label } as const;
  return largest > 1 ? axis : { ...axis, marks: TENTHS.filter((_, index) => index % 2 === 0) };
}

/** From nothing to the largest count, with marks at whole numbers. */
export function countAxis(title: string, counts: readonly number[]): LineAxis {
  const largest = counts.reduce((most, count) => Math.max(most, count), 1);
  return { title, scale: "linear", domain: [0, largest * 1.04], label: "format(datum.value, ',~g')", leastStep: 1 };
}

/** The smallest of … 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50 … that is at least `least`, which is positive. */
export function roundStep(least: number): number {
  const decade = Math.floor(Math.log10(least));
  const steps = [`1e${decade}`, `2e${decade}`, `5e${decade}`].map(Number);
  return steps.find((step) => step >= least) ?? Number(`1e${decade + 1}`);
}

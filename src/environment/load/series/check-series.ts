// What can be wrong with the times of a recorded series as a whole: their order, their number, their gaps.

import type { DiagnosticSink } from "../../../base/diagnostic.ts";

import { MAX_POINTS, SeriesMistakes, type Series } from "./series.ts";

/** A step that is longer than this many usual ones is a gap; clocks of collectors wander by less. */
const GAP_STEPS = 1.5;

/** What the times are like. */
export interface SeriesGrid {
  /** The usual step: the median of all. */
  readonly stepUs: number;
  /** Longer ones are gaps. */
  readonly longestStepUs: number;
}

export type GapRule = "hold" | "zero" | "linear";

/** The part of a series that is played, in µs from its first point. */
export interface SeriesPart {
  readonly fromUs: number;
  readonly untilUs: number;
  /** Whether it begins again after its end. */
  readonly isRepeated: boolean;
}

/** The grid of a series whose times ascend; undefined if something is wrong, which is told. Gaps count in the part that is played. */
export function checkSeries(
  series: Series,
  gaps: GapRule | undefined,
  part: SeriesPart,
  sink: DiagnosticSink,
): SeriesGrid | undefined {
  if (!checkNumber(series, sink) || !checkOrder(series, "ascending", sink)) return undefined;
  const { timesUs } = series;
  const steps = timesUs.slice(1).map((us, index) => us - timesUs[index]!);
  const stepUs = steps.toSorted()[(steps.length - 1) >> 1]!;
  const grid = { stepUs, longestStepUs: stepUs * GAP_STEPS };
  return gaps === undefined && !checkGaps(series, grid, part, sink) ? undefined : grid;
}

/** Whether there are points enough, and not too many; if not, it is told. */
export function checkNumber({ path, timesUs }: Series, sink: DiagnosticSink): boolean {
  const { length } = timesUs;
  if (length >= 2 && length <= MAX_POINTS) return true;
  const message = `${path} has ${length === 1 ? "one point" : `${length} points`}`;
  const expected = `2 to ${MAX_POINTS} points`;
  const position = { file: path, line: 1, column: 1 };
  const code = length < 2 ? "too-few-points" : "too-many-points";
  sink.report({ code, severity: "error", message, position, expected });
  return false;
}

/** Whether times ascend, or do not descend; where they do not, it is told. */
export function checkOrder(series: Series, order: "ascending" | "not descending", sink: DiagnosticSink): boolean {
  const { timesUs, timeText, placeOf } = series;
  const mistakes = new SeriesMistakes(sink);
  for (let point = 1; point < timesUs.length; point += 1) {
    const step = timesUs[point]! - timesUs[point - 1]!;
    if (step > 0 || (step === 0 && order === "not descending")) continue;
    const [here, before] = [timeText(point), timeText(point - 1)];
    const expected = "times that ascend (local times repeat an hour when clocks go back: write them with a zone)";
    const problem =
      step === 0
        ? { code: "duplicate-time", message: `the time ${here} is there twice`, expected }
        : { code: "unsorted-times", message: `${here} comes before ${before}, which stands above it`, expected };
    mistakes.add(placeOf(point, "time"), problem);
  }
  mistakes.flush();
  return !mistakes.hasAny;
}

function checkGaps(
  { timesUs, timeText, placeOf }: Series,
  grid: SeriesGrid,
  { fromUs, untilUs, isRepeated }: SeriesPart,
  sink: DiagnosticSink,
): boolean {
  const mistakes = new SeriesMistakes(sink);
  const startUs = timesUs[0]!;
  const isWhole = isRepeated && untilUs > timesUs.at(-1)! - startUs + grid.stepUs;
  for (let point = 1; point < timesUs.length; point += 1) {
    const stepUs = timesUs[point]! - timesUs[point - 1]!;
    if (stepUs <= grid.longestStepUs) continue;
    // A value holds for the usual step: what is missing comes after that.
    const missingFromUs = timesUs[point - 1]! - startUs + grid.stepUs;
    const isPlayed = missingFromUs < untilUs && timesUs[point]! - startUs > fromUs;
    if (!isPlayed && !isWhole) continue;
    const lasts = `${inSeconds(stepUs)} s, where ${inSeconds(grid.stepUs)} s are usual`;
    const message = `a gap: from ${timeText(point - 1)} to ${timeText(point)} are ${lasts}`;
    const expected = "the missing points, or gaps: hold, zero or linear in the scenario";
    mistakes.add(placeOf(point, "time"), { code: "series-gap", message, expected });
  }
  mistakes.flush();
  return !mistakes.hasAny;
}

function inSeconds(us: number): number {
  return us / 1_000_000;
}

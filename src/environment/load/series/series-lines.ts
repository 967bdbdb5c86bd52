// From the points of a recorded series to rates over time: what a value means, what holds between two points, and in gaps.

import type { Segments } from "../segments.ts";
import type { GapRule, SeriesGrid } from "./check-series.ts";
import type { Series } from "./series.ts";

/** What a value is. `counts`: of the time from its point to the next. */
export type ValueMeaning = "perSecond" | "perMinute" | "perHour" | "counts";

export interface LineOptions {
  readonly meaning: ValueMeaning;
  readonly scale: number;
  readonly interpolation: "none" | "linear";
  readonly gaps: GapRule;
  /** What comes after the last point's step. */
  readonly atEnd: "loop" | "hold" | "zero";
}

const US_PER: Readonly<Record<Exclude<ValueMeaning, "counts">, number>> = Object.freeze({
  perSecond: 1,
  perMinute: 60,
  perHour: 3_600,
});
const US_PER_SECOND = 1_000_000;

/** Lines as they are gathered; a level one that goes on as the one before is one with it. */
export class LineList {
  readonly #untilUs: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  get endUs(): number {
    return this.#untilUs.at(-1) ?? 0;
  }

  /** The rate at the end; 0 where there is no line. */
  get last(): number {
    return this.#to.at(-1) ?? 0;
  }

  add(untilUs: number, from: number, to: number): void {
    const isLevel = from === to && this.#from.at(-1) === from && this.#to.at(-1) === from;
    if (isLevel) this.#untilUs[this.#untilUs.length - 1] = untilUs;
    else {
      this.#untilUs.push(untilUs);
      this.#from.push(from);
      this.#to.push(to);
    }
  }

  /** `rest`: what comes for ever after; null: all again. */
  segments(rest: number | null, offsetUs: number, resolutionUs: number): Segments {
    if (rest !== null) this.add(Infinity, rest, rest);
    return {
      untilUs: Float64Array.from(this.#untilUs),
      from: Float64Array.from(this.#from),
      to: Float64Array.from(this.#to),
      backTo: rest === null ? 0 : null,
      offsetUs,
      resolutionUs,
    };
  }
}

/** Lines from the first point, which is at 0, to a usual step after the last one. */
export function linesOf(series: Series, grid: SeriesGrid, options: LineOptions): LineList {
  const { timesUs } = series;
  const rates = ratesOf(series, grid, options);
  const lines = new LineList();
  const last = rates.length - 1;
  for (let point = 0; point <= last; point += 1) {
    const here = rates[point]!;
    const startUs = timesUs[point]! - timesUs[0]!;
    const nextUs = point === last ? startUs + grid.stepUs : timesUs[point + 1]! - timesUs[0]!;
    const next = point < last ? rates[point + 1]! : options.atEnd === "loop" ? rates[0]! : here;
    if (nextUs - startUs > grid.longestStepUs) addGap(lines, { startUs, nextUs, here, next }, grid, options);
    else lines.add(nextUs, here, options.interpolation === "linear" ? next : here);
  }
  return lines;
}

interface Gap {
  readonly startUs: number;
  readonly nextUs: number;
  readonly here: number;
  readonly next: number;
}

/** A value holds for the usual step; what comes then, the rule says. */
function addGap(lines: LineList, { startUs, nextUs, here, next }: Gap, grid: SeriesGrid, { gaps }: LineOptions): void {
  lines.add(startUs + grid.stepUs, here, here);
  switch (gaps) {
    case "hold":
      return lines.add(nextUs, here, here);
    case "zero":
      return lines.add(nextUs, 0, 0);
    case "linear":
      return lines.add(nextUs, here, next);
  }
}

function ratesOf({ timesUs, values }: Series, grid: SeriesGrid, { meaning, scale }: LineOptions): Float64Array {
  return values.map((value, point) => {
    if (meaning !== "counts") return (value * scale) / US_PER[meaning];
    const stepUs = timesUs[point + 1]! - timesUs[point]!;
    // The last count, and one before a gap, are of a usual step.
    const countedUs = stepUs <= grid.longestStepUs ? stepUs : grid.stepUs;
    return (value * scale * US_PER_SECOND) / countedUs;
  });
}

/** How many requests came in each interval, as rates; the last interval is filled up. */
export function countRequests({ timesUs }: Series, intervalUs: number, scale: number): LineList {
  const startUs = timesUs[0]!;
  const intervals = Math.floor((timesUs.at(-1)! - startUs) / intervalUs) + 1;
  const counts = new Float64Array(intervals);
  for (const us of timesUs) counts[Math.floor((us - startUs) / intervalUs)]! += 1;
  const lines = new LineList();
  for (let interval = 0; interval < intervals; interval += 1) {
    const rate = (counts[interval]! * scale * US_PER_SECOND) / intervalUs;
    lines.add((interval + 1) * intervalUs, rate, rate);
  }
  return lines;
}

/** The same requests in level steps of `stepUs`, the last of which may be shorter. `lines` are level. */
export function inSteps(lines: Segments, endUs: number, stepUs: number): LineList {
  const steps = new LineList();
  let line = 0;
  for (let fromUs = 0; fromUs < endUs; fromUs += stepUs) {
    const untilUs = Math.min(endUs, fromUs + stepUs);
    let requests = 0;
    for (let atUs = fromUs; atUs < untilUs;) {
      const lineEndUs = Math.min(untilUs, lines.untilUs[line]!);
      requests += lines.from[line]! * (lineEndUs - atUs);
      if (lineEndUs === lines.untilUs[line]) line += 1;
      atUs = lineEndUs;
    }
    const rate = requests / (untilUs - fromUs);
    steps.add(untilUs, rate, rate);
  }
  return steps;
}

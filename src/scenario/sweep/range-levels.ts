// Ranges of levels: numbers, or numbers with a unit (`8Gi` to `32Gi` in steps of `8Gi`).

import type { ValueRange } from "./sweep-options.ts";
import { MAX_POINTS, type WrittenRange } from "./sweep-schema.ts";

export interface RangeProblem {
  /** The field of the range that is wrong; undefined: the range as a whole. */
  readonly field?: "from" | "to" | "step" | "count" | "scale";
  readonly message: string;
  readonly expected: string;
}

export type ReadRange =
  | { readonly kind: "levels"; readonly levels: readonly unknown[] }
  | { readonly kind: "between"; readonly range: ValueRange }
  | { readonly kind: "problem"; readonly problem: RangeProblem };

interface Bound {
  readonly value: number;
  readonly unit: string;
  /** Digits behind the point. */
  readonly decimals: number;
}

/** The levels of a range, or the range itself if it has neither step nor count. `isWhole`: the field takes whole numbers only. */
export function readRange(written: WrittenRange, isWhole: boolean): ReadRange {
  const { count, scale = "linear" } = written;
  const [from, to] = [readBound(written.from), readBound(written.to)];
  const step = written.step === undefined ? undefined : readBound(written.step);
  const problem = problemOf(from, to, step, written);
  if (problem !== undefined) return { kind: "problem", problem };
  const range = { from: from.value, to: to.value, unit: from.unit, scale, isWhole };
  if (step !== undefined) return withUnit(steps(from, to, step), from.unit);
  return count === undefined ? { kind: "between", range } : withUnit(spread(range, count), from.unit);
}

/** The number at a share of the range, 0 to 1: rounded to six digits, or to a whole number. */
export function valueWithin({ from, to, scale, isWhole }: ValueRange, share: number): number {
  const exact = scale === "log" ? Math.exp(Math.log(from) + share * Math.log(to / from)) : from + share * (to - from);
  const rounded = isWhole ? Math.round(exact) : roundedTo(exact, scale === "log" ? exact : to - from);
  return Math.min(to, Math.max(from, rounded));
}

/** A value as the scenario has it. */
export function withUnitOf({ unit }: Pick<ValueRange, "unit">, value: number): unknown {
  return unit === "" ? value : `${value}${unit}`;
}

function withUnit(values: readonly number[], unit: string): ReadRange {
  return { kind: "levels", levels: values.map((value) => withUnitOf({ unit }, value)) };
}

function readBound(written: number | string): Bound {
  const [, digits = "", unit = ""] = /^(-?[\d.]+(?:e[-+]?\d+)?)(.*)$/i.exec(String(written)) ?? [];
  return { value: Number(digits), unit, decimals: decimalsOf(digits) };
}

/** More digits behind the point than numbers are rounded to: the language's own limit. */
const MOST_DECIMALS = 100;

/** A small number is written with an exponent: 1e-7 has seven digits behind the point. */
function decimalsOf(digits: string): number {
  const [mantissa = "", exponent = "0"] = digits.toLowerCase().split("e");
  const written = mantissa.includes(".") ? mantissa.length - 1 - mantissa.indexOf(".") : 0;
  return Math.min(MOST_DECIMALS, Math.max(0, written - Number(exponent)));
}

function problemOf(from: Bound, to: Bound, step: Bound | undefined, written: WrittenRange): RangeProblem | undefined {
  const { count, scale } = written;
  const other = to.unit !== from.unit ? "to" : step !== undefined && step.unit !== from.unit ? "step" : undefined;
  if (other !== undefined) {
    const unit = from.unit === "" ? "no unit" : `the unit ${from.unit}`;
    const message = `${other}: ${written[other]} and from: ${written.from} have different units`;
    return { field: other, message, expected: `${unit}, as from has` };
  }
  if (to.value <= from.value) {
    const message = `to: ${written.to} is not above from: ${written.from}`;
    return { field: "to", message, expected: `more than ${written.from}` };
  }
  if (step !== undefined && count !== undefined) {
    return { field: "count", message: "the range has step and count", expected: "one of them" };
  }
  if (step !== undefined) return stepProblem(from, to, step, written);
  if (scale === "log" && from.value <= 0) {
    return {
      field: "from",
      message: `from: ${written.from} has no logarithm`,
      expected: "more than 0, or scale: linear",
    };
  }
  return undefined;
}

function stepProblem(
  from: Bound,
  to: Bound,
  step: Bound,
  { step: text, scale }: WrittenRange,
): RangeProblem | undefined {
  if (step.value <= 0) return { field: "step", message: `step: ${text} is not positive`, expected: "more than 0" };
  if (scale === "log") return { field: "scale", message: "a range with scale: log has no step", expected: "count" };
  const count = (to.value - from.value) / step.value;
  if (count < MAX_POINTS) return undefined;
  const message = `step: ${text} makes ${Math.floor(count) + 1} levels`;
  return { field: "step", message, expected: `at most ${MAX_POINTS} levels` };
}

/** Of decimal numbers the decimal ones: 0.1, 0.2, 0.3. */
function steps(from: Bound, to: Bound, step: Bound): readonly number[] {
  const decimals = Math.max(from.decimals, step.decimals);
  // A last step that misses the end by no more than rounding reaches it.
  const count = Math.floor((to.value - from.value) / step.value + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => Number((from.value + index * step.value).toFixed(decimals)));
}

/** Whole numbers that fall together are one level. */
function spread(range: ValueRange, count: number): readonly number[] {
  const values = Array.from({ length: count }, (_, index) => valueWithin(range, index / (count - 1)));
  return [...new Set(values)];
}

const DIGITS = 6;

/** `value` with so many decimals that `size` would have six digits. */
function roundedTo(value: number, size: number): number {
  const magnitude = Math.floor(Math.log(Math.abs(size)) / Math.LN10) + 1;
  return Number(value.toFixed(Math.min(20, Math.max(0, DIGITS - magnitude))));
}

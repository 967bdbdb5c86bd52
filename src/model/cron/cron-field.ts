// One field of a cron schedule: lists of numbers, names and ranges with steps, read into the values that match.
// Imitates getField and its like in parser.go of robfig/cron v3.0.1, which Kubernetes uses, with its error texts.

import { quoted } from "../go-text.ts";
import { readInt64 } from "../go-integer.ts";

/** What a field may hold. */
export interface FieldBounds {
  readonly min: number;
  readonly max: number;
  /** Lower-case names of values. */
  readonly names?: ReadonlyMap<string, number>;
}

/** The values of a field: `matches[value]`. */
export interface FieldValues {
  readonly matches: readonly boolean[];
  /** Whether a `*` or `?` that leaves nothing out stands in it: then a day is not restricted by this field. */
  readonly isStar: boolean;
}

export type ParsedField =
  { readonly kind: "parsed"; readonly values: FieldValues } | { readonly kind: "refused"; readonly message: string };

/** The values of one field, `0,30-40/5` for instance. A field of commas only matches nothing. */
export function parseField(field: string, bounds: FieldBounds): ParsedField {
  const matches = Array.from({ length: bounds.max + 1 }, () => false);
  let isStar = false;
  for (const expression of field.split(",")) {
    if (expression === "") continue;
    const range = parseRange(expression, bounds);
    if (range.kind === "refused") return range;
    isStar ||= range.isStar;
    for (let value = range.start; value <= range.end; value += range.step) matches[value] = true;
  }
  return { kind: "parsed", values: { matches, isStar } };
}

/** A field that matches one value only. */
export function fieldOf(value: number, bounds: FieldBounds): FieldValues {
  return { matches: Array.from({ length: bounds.max + 1 }, (_, index) => index === value), isStar: false };
}

/** A field that matches all values. */
export function everyValue(bounds: FieldBounds): FieldValues {
  return { matches: Array.from({ length: bounds.max + 1 }, (_, index) => index >= bounds.min), isStar: true };
}

type Refused = { readonly kind: "refused"; readonly message: string };

type ParsedRange =
  | {
      readonly kind: "parsed";
      readonly start: number;
      readonly end: number;
      readonly step: number;
      readonly isStar: boolean;
    }
  | Refused;

function parseRange(expression: string, bounds: FieldBounds): ParsedRange {
  const [limits = "", stepText, ...otherSteps] = expression.split("/");
  const ends = parseEnds(limits, expression, bounds);
  if (ends.kind === "refused") return ends;
  if (otherSteps.length > 0) return refused(`too many slashes: ${expression}`);
  const step = stepText === undefined ? { kind: "parsed" as const, value: 1n } : parseNumber(stepText);
  if (step.kind === "refused") return step;
  // `5/10` means from 5 on.
  const end = stepText !== undefined && ends.isSingle ? BigInt(bounds.max) : ends.end;
  const problem = rangeProblem(ends.start, end, step.value, expression, bounds);
  if (problem !== undefined) return refused(problem);
  return {
    kind: "parsed",
    start: Number(ends.start),
    end: Number(end),
    step: Number(step.value),
    isStar: ends.isStar && step.value === 1n,
  };
}

type ParsedEnds =
  | {
      readonly kind: "parsed";
      readonly start: bigint;
      readonly end: bigint;
      readonly isStar: boolean;
      readonly isSingle: boolean;
    }
  | Refused;

/** What stands before the step. What follows a star is not looked at. */
function parseEnds(limits: string, expression: string, bounds: FieldBounds): ParsedEnds {
  const [low = "", high, ...others] = limits.split("-");
  const isSingle = high === undefined;
  if (low === "*" || low === "?")
    return { kind: "parsed", start: BigInt(bounds.min), end: BigInt(bounds.max), isStar: true, isSingle };
  const start = parseNumberOrName(low, bounds);
  if (start.kind === "refused") return start;
  if (others.length > 0) return refused(`too many hyphens: ${expression}`);
  const end = isSingle ? start : parseNumberOrName(high, bounds);
  if (end.kind === "refused") return end;
  return { kind: "parsed", start: start.value, end: end.value, isStar: false, isSingle };
}

function rangeProblem(
  start: bigint,
  end: bigint,
  step: bigint,
  expression: string,
  { min, max }: FieldBounds,
): string | undefined {
  if (start < min) return `beginning of range (${start}) below minimum (${min}): ${expression}`;
  if (end > max) return `end of range (${end}) above maximum (${max}): ${expression}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${expression}`;
  return step === 0n ? `step of range should be a positive number: ${expression}` : undefined;
}

type ParsedNumber = { readonly kind: "parsed"; readonly value: bigint } | Refused;

function parseNumberOrName(text: string, bounds: FieldBounds): ParsedNumber {
  const named = bounds.names?.get(text.toLowerCase());
  return named === undefined ? parseNumber(text) : { kind: "parsed", value: BigInt(named) };
}

/** Go's strconv.Atoi, and no negative numbers. */
function parseNumber(text: string): ParsedNumber {
  const reading = readInt64(text);
  if (reading.kind === "refused") {
    return refused(`failed to parse int from ${text}: strconv.Atoi: parsing ${quoted(text)}: ${reading.reason}`);
  }
  const { value } = reading;
  return value < 0n ? refused(`negative number (${value}) not allowed: ${text}`) : { kind: "parsed", value };
}

function refused(message: string): Refused {
  return { kind: "refused", message };
}

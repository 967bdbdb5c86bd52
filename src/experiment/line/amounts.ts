// The amounts that a search along one path may try: near enough to one another for the answer, and laid out before anything is run.

import type { SearchedPath } from "../../scenario/sweep/read-search.ts";

/** How far apart amounts lie: a share of each, or the same everywhere. */
export type Tolerance =
  { readonly kind: "share"; readonly share: number } | { readonly kind: "step"; readonly step: number };

/** More amounts than a journal and a page can name. */
export const MOST_CANDIDATES = 20_000;

/** How many times a search doubles or halves what the scenario has. */
const MOST_DOUBLINGS = 10;

/** Whole numbers up to so many are all tried, unless a tolerance is asked for. */
const MOST_WHOLE = 10_000;

const DEFAULT_SHARE = 0.01;

/**
 * Amounts that are no whole numbers lie closer than was asked for: one that is too near to the line to tell may then stay between
 * the one that holds and the one that breaks.
 */
const STEPS_IN_TOLERANCE = 2;

/** Amounts in ascending order. */
export interface Amounts {
  readonly amounts: readonly number[];
  /** Places of those that are run first: both ends of a range, or where to begin. */
  readonly first: readonly number[];
  /** Places of those that a search without ends goes to, one after the other; empty for a range. */
  readonly strides: readonly number[];
  /** So many places apart, two amounts are as near as was asked for. */
  readonly nearEnough: number;
}

/** Undefined if there would be too many. `tolerance` null: 1 of whole numbers, 1 % of others. */
export function amountsOf(path: SearchedPath, tolerance: Tolerance | null): Amounts | undefined {
  const { extent } = path;
  if (extent.kind === "listed") return ends(extent.amounts, 1);
  if (extent.kind === "range") {
    const amounts = between(extent.from, extent.to, path.isWhole, tolerance);
    return amounts === undefined ? undefined : ends(amounts, stepsIn(path.isWhole));
  }
  return around(extent, path.isWhole, tolerance);
}

function ends(amounts: readonly number[], nearEnough: number): Amounts {
  return { amounts, first: [0, amounts.length - 1], strides: [], nearEnough };
}

function stepsIn(isWhole: boolean): number {
  return isWhole ? 1 : STEPS_IN_TOLERANCE;
}

function around(
  { amount, accepts }: Extract<SearchedPath["extent"], { readonly kind: "around" }>,
  isWhole: boolean,
  tolerance: Tolerance | null,
): Amounts | undefined {
  const strides = [
    ...doubled(amount, 0.5, isWhole, accepts).toReversed(),
    amount,
    ...doubled(amount, 2, isWhole, accepts),
  ];
  const amounts: number[] = [strides[0]!];
  for (const [index, from] of strides.slice(0, -1).entries()) {
    const octave = between(from, strides[index + 1]!, isWhole, tolerance);
    if (octave === undefined || amounts.length + octave.length > MOST_CANDIDATES) return undefined;
    amounts.push(...octave.slice(1));
  }
  return {
    amounts,
    first: [amounts.indexOf(amount)],
    strides: strides.map((stride) => amounts.indexOf(stride)),
    nearEnough: stepsIn(isWhole),
  };
}

/** The amount times `factor` again and again, as long as the field takes it. */
function doubled(amount: number, factor: number, isWhole: boolean, accepts: (amount: number) => boolean): number[] {
  const found: number[] = [];
  let last = amount;
  for (let count = 0; count < MOST_DOUBLINGS; count += 1) {
    const next = isWhole ? Math.round(last * factor) : Number((last * factor).toPrecision(12));
    if (next === last || next <= 0 || !accepts(next)) break;
    found.push(next);
    last = next;
  }
  return found;
}

/** From one amount to another, both among them. */
function between(
  from: number,
  to: number,
  isWhole: boolean,
  tolerance: Tolerance | null,
): readonly number[] | undefined {
  const rule = tolerance ?? defaultTolerance(from, to, isWhole);
  const amounts = [from];
  for (;;) {
    const last = amounts.at(-1)!;
    const next = following(last, stepAt(last, rule, to - from) / stepsIn(isWhole), isWhole);
    if (!(next < to)) break;
    amounts.push(next);
    if (amounts.length >= MOST_CANDIDATES) return undefined;
  }
  return [...amounts, to];
}

function defaultTolerance(from: number, to: number, isWhole: boolean): Tolerance {
  return isWhole && to - from < MOST_WHOLE ? { kind: "step", step: 1 } : { kind: "share", share: DEFAULT_SHARE };
}

/** A share of nothing would be no step: from zero on, the share is taken of the whole range. */
function stepAt(amount: number, tolerance: Tolerance, range: number): number {
  if (tolerance.kind === "step") return tolerance.step;
  return tolerance.share * (amount > 0 ? amount : range);
}

/** The next amount, rounded to a tenth of a step or less so that people can read it. */
function following(amount: number, step: number, isWhole: boolean): number {
  if (isWhole) return amount + Math.max(1, Math.floor(step));
  let decimals = 0;
  let unit = 1;
  while (unit > step && decimals < 20) {
    unit /= 10;
    decimals += 1;
  }
  const next = Number((amount + step).toFixed(decimals));
  return next > amount ? next : amount + step;
}

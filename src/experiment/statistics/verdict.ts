// What a paired difference says, in a word: better, worse, no difference found, or too few runs to tell.
// Source: Law, Simulation Modeling and Analysis, 5th edition, sections 10.2 (paired t) and 10.4 (a difference that does not
// matter). Differences that are all alike say less than Student's interval makes of them: there a sign test decides.

import { confidenceOfEach } from "./correction.ts";
import { endlessInterval, type Interval } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { replicationsNeeded } from "./replications-needed.ts";

/** How differences are judged. */
export interface VerdictRule {
  /** Of all comparisons that are judged together. */
  readonly confidence: number;
  readonly comparisons: number;
  /** A difference of no more than this does not matter, in the unit of the figure; 0: every difference does. */
  readonly indifference: number;
}

export type Verdict =
  | { readonly kind: "better" | "worse" }
  /** There is a difference, of a figure of which nobody can say which is better. */
  | { readonly kind: "different" }
  /** The interval holds 0, or lies within what does not matter. */
  | { readonly kind: "no-difference" }
  /** So many more replications would probably do; null: more than anybody will run. */
  | { readonly kind: "too-few-runs"; readonly more: number | null };

export interface Judgement {
  readonly verdict: Verdict;
  /** Of `second - first`, at the confidence of each comparison; null if no pair has both values. */
  readonly difference: Interval | null;
  /** Replications of which one side has no value: they are in no figure here. */
  readonly pairsLost: number;
}

/** With fewer pairs, Student's interval is so wide that finding nothing says nothing. */
const PAIRS_MIN = 5;
/** Figures that differ by a smaller part than this are the same, added up in another order. */
const ROUNDING = 1e-9;

/**
 * Judges `second` against `first`: values of the same figure, those at the same place from the same replication, null or NaN where
 * a run has none.
 */
export function judgeDifference(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
  better: "lower" | "higher" | null,
  rule: VerdictRule,
): Judgement {
  const pairs = knownPairs(first, second);
  const pairsLost = Math.max(first.length, second.length) - pairs.length;
  if (pairs.length === 0) return { verdict: tooFew(0, PAIRS_MIN), difference: null, pairsLost };
  const differences = pairs.map(differenceOf);
  const confidence = confidenceOfEach(rule.confidence, rule.comparisons);
  const difference = meanInterval(differences, confidence);
  const wanted = isAlike(difference) ? pairsToBelieve(confidence, pairs) : 0;
  if (pairs.length < wanted) {
    const unknown = endlessInterval(difference.estimate, confidence, pairs.length);
    return { verdict: tooFew(pairs.length, wanted), difference: unknown, pairsLost };
  }
  return { verdict: verdictOn(differences, difference, better, rule.indifference), difference, pairsLost };
}

interface Pair {
  readonly before: number;
  readonly after: number;
}

function knownPairs(first: readonly (number | null)[], second: readonly (number | null)[]): readonly Pair[] {
  return Array.from({ length: Math.min(first.length, second.length) }, (_, index) => {
    return { before: first[index] ?? Number.NaN, after: second[index] ?? Number.NaN };
  }).filter(({ before, after }) => Number.isFinite(before) && Number.isFinite(after));
}

function differenceOf({ before, after }: Pair): number {
  return isSame(before, after) ? 0 : after - before;
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
}

/** Whether every pair differs by the same, and not by nothing. */
function isAlike({ estimate, low, high }: Interval): boolean {
  return estimate !== 0 && high - low <= ROUNDING * Math.abs(estimate);
}

/**
 * How many pairs that differ alike chance makes rarely enough. If both sides follow the same law, all differences have the same
 * sign with a chance of 2 × ½ⁿ at most; and if moreover each side always has the same value, then with one of 2 × ¼ⁿ, as the
 * chances of the two values sum to 1 at most.
 */
function pairsToBelieve(confidence: number, pairs: readonly Pair[]): number {
  const [{ before, after }] = pairs as readonly [Pair, ...Pair[]];
  const isConstant = pairs.every((pair) => isSame(pair.before, before) && isSame(pair.after, after));
  const chanceOfOneMore = isConstant ? 1 / 4 : 1 / 2;
  let count = 0;
  for (let chance = 2; chance > 1 - confidence; chance *= chanceOfOneMore) count += 1;
  return count;
}

function verdictOn(
  differences: readonly number[],
  { estimate, low, high, confidence }: Interval,
  better: "lower" | "higher" | null,
  indifference: number,
): Verdict {
  const { length: count } = differences;
  if (low > indifference || high < -indifference) return { kind: namedDifference(estimate, better) };
  const isEnough = count >= PAIRS_MIN || (count > 1 && low === high);
  if (isEnough && low >= -indifference && high <= indifference) return { kind: "no-difference" };
  if (!Number.isFinite(high)) return tooFew(count, PAIRS_MIN);
  if (indifference === 0) return isEnough ? { kind: "no-difference" } : tooFew(count, PAIRS_MIN);
  // As many as show on which side of what matters the truth lies, if the estimate is right.
  const needed = replicationsNeeded(differences, Math.abs(Math.abs(estimate) - indifference), confidence);
  return tooFew(count, needed === null ? null : Math.max(needed, PAIRS_MIN));
}

function namedDifference(estimate: number, better: "lower" | "higher" | null): "better" | "worse" | "different" {
  if (better === null) return "different";
  return estimate > 0 === (better === "higher") ? "better" : "worse";
}

/** At least one more. */
function tooFew(count: number, wanted: number | null): Verdict {
  return { kind: "too-few-runs", more: wanted === null ? null : Math.max(wanted, count + 1) - count };
}

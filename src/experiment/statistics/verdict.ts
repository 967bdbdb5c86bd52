// What a paired difference says, in a word: better, worse, no difference found, or too few runs to tell.
// Sources: Law, Simulation Modeling and Analysis, 5th edition, sections 10.2 (paired t) and 10.4 (a difference that does not
// matter); two differences alike say less than Student's interval makes of them, there the sign test decides.

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
  const differences = knownDifferences(first, second);
  const pairsLost = Math.max(first.length, second.length) - differences.length;
  const confidence = confidenceOfEach(rule.confidence, rule.comparisons);
  if (differences.length === 0) return { verdict: tooFew(0, PAIRS_MIN), difference: null, pairsLost };
  const difference = differenceInterval(differences, confidence);
  return { verdict: verdictOn(differences, difference, better, rule.indifference), difference, pairsLost };
}

function knownDifferences(first: readonly (number | null)[], second: readonly (number | null)[]): readonly number[] {
  return Array.from({ length: Math.min(first.length, second.length) }, (_, index) => {
    const [before, after] = [first[index] ?? Number.NaN, second[index] ?? Number.NaN];
    const largest = Math.max(Math.abs(before), Math.abs(after));
    return Math.abs(after - before) <= ROUNDING * largest ? 0 : after - before;
  }).filter(Number.isFinite);
}

/** Endless where all differences are alike, not nothing, and too few for the sign test: chance makes two whole numbers alike. */
function differenceInterval(differences: readonly number[], confidence: number): Interval {
  const interval = meanInterval(differences, confidence);
  const { estimate, low, high } = interval;
  const isAlike = estimate !== 0 && high - low <= ROUNDING * Math.abs(estimate);
  if (!isAlike || differences.length >= pairsForSignTest(confidence)) return interval;
  return endlessInterval(interval.estimate, confidence, differences.length);
}

/** Pairs of which all differ in the same direction by chance no more often than the confidence allows: 2 × ½ⁿ ≤ 1 - confidence. */
export function pairsForSignTest(confidence: number): number {
  let count = 1;
  for (let chance = 1; chance > 1 - confidence; chance /= 2) count += 1;
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
  const isEndless = !Number.isFinite(high);
  if (isEndless && count > 1) return tooFew(count, pairsForSignTest(confidence));
  if (isEndless) return tooFew(count, PAIRS_MIN);
  if (isEnough && indifference === 0) return { kind: "no-difference" };
  // As many as show on which side of what matters the truth lies, if the estimate is right.
  const margin = Math.abs(Math.abs(estimate) - indifference);
  const needsFewest = margin === 0 && count < PAIRS_MIN;
  return tooFew(count, needsFewest ? PAIRS_MIN : replicationsNeeded(differences, margin, confidence));
}

function namedDifference(estimate: number, better: "lower" | "higher" | null): "better" | "worse" | "different" {
  if (better === null) return "different";
  return estimate > 0 === (better === "higher") ? "better" : "worse";
}

/** At least one more, and as many as a comparison needs at all. */
function tooFew(count: number, wanted: number | null): Verdict {
  return { kind: "too-few-runs", more: wanted === null ? null : Math.max(wanted, PAIRS_MIN, count + 1) - count };
}

// A promise held against many runs: kept, broken, or not decided by so few. The limit is compared with the interval of what was
// measured, so that another seed does not turn the answer.

import { isKept, type Threshold, type ThresholdOperator } from "../../metrics/threshold.ts";

import { meanInterval } from "../statistics/mean-interval.ts";
import type { Interval } from "../statistics/interval.ts";
import type { ThresholdEstimate } from "../sweep-result.ts";

/**
 * The verdict on one threshold. `observed` has what each finished run measured, NaN where it measured nothing: such a run did not
 * keep the promise. A single run is judged by its own value.
 */
export function judgeReplications(
  threshold: Threshold,
  unit: string,
  observed: readonly number[],
  confidence: number,
): ThresholdEstimate {
  const measured = observed.filter((value) => !Number.isNaN(value));
  const kept = measured.filter((value) => isKept(value, threshold)).length;
  const interval = measured.length === 0 ? null : meanInterval(measured, confidence);
  return {
    threshold: threshold.text,
    outcome: EXACT.has(threshold.operator)
      ? exactOutcome(kept, measured.length, observed.length)
      : outcomeOf(threshold, interval, measured.length, observed.length),
    observed: interval,
    limit: threshold.limit,
    unit,
    keptShare: observed.length === 0 ? 0 : kept / observed.length,
  };
}

const EXACT: ReadonlySet<ThresholdOperator> = new Set(["==", "!="]);

/** A promise of an exact value is broken by any run that has another one: no number of runs would make up for it. */
function exactOutcome(kept: number, measured: number, runs: number): ThresholdEstimate["outcome"] {
  if (kept < measured || measured === 0) return "failed";
  return measured < runs ? "inconclusive" : "passed";
}

function outcomeOf(
  threshold: Threshold,
  interval: Interval | null,
  measured: number,
  runs: number,
): ThresholdEstimate["outcome"] {
  if (interval === null) return "failed";
  if (measured < runs) return "inconclusive";
  if (interval.method === "none") return isKept(interval.estimate, threshold) ? "passed" : "failed";
  const { low, high } = interval;
  const [atLow, atHigh] = [isKept(low, threshold), isKept(high, threshold)];
  if (atLow !== atHigh) return "inconclusive";
  return atLow ? "passed" : "failed";
}

// A promise held against many runs: kept, broken, or not decided by so few. The limit is compared with the interval of what was
// measured, so that another seed does not turn the answer.

import { isKept, type Threshold } from "../../metrics/threshold.ts";

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
    outcome: outcomeOf(threshold, interval, measured.length, observed.length),
    observed: interval,
    limit: threshold.limit,
    unit,
    keptShare: observed.length === 0 ? 0 : kept / observed.length,
  };
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
  const { operator, limit } = threshold;
  if (operator === "==" || operator === "!=") {
    const apart = limit < low || limit > high;
    const equal = low === limit && high === limit;
    if (!apart && !equal) return "inconclusive";
    return equal === (operator === "==") ? "passed" : "failed";
  }
  const [atLow, atHigh] = [isKept(low, threshold), isKept(high, threshold)];
  if (atLow !== atHigh) return "inconclusive";
  return atLow ? "passed" : "failed";
}

// How a workload fared after a loss, beside the same run without it. Plain step series; knows no cluster.

import type { TimeSeries } from "../../metrics/findings.ts";

/** A workload in both runs: what it was wanted to have and what served, and what served without the loss. */
export interface ComparedSeries {
  readonly wanted: TimeSeries;
  readonly serving: TimeSeries;
  readonly calm: TimeSeries;
}

export interface Shortfall {
  /** Whether ever fewer served than without the loss, although they were wanted. */
  readonly isTouched: boolean;
  readonly fewestServing: number;
  /** When it was over, in seconds; null: it lasts at the end. */
  readonly endsAtSeconds: number | null;
}

/** From `sinceSeconds` on. What is no longer wanted (a daemon of a node that is gone) is not missed. */
export function shortfallOf({ wanted, serving, calm }: ComparedSeries, sinceSeconds: number): Shortfall {
  const [wants, serves, served] = [wanted, serving, calm].map(reader) as [StepReader, StepReader, StepReader];
  let isTouched = false;
  let isShort = false;
  let endsAt = sinceSeconds;
  let fewestServing = Infinity;
  for (const now of momentsOf([wanted, serving, calm], sinceSeconds)) {
    const count = serves(now);
    fewestServing = Math.min(fewestServing, count);
    const wasShort = isShort;
    isShort = count < Math.min(served(now), wants(now));
    if (wasShort && !isShort) endsAt = now;
    isTouched ||= isShort;
  }
  return { isTouched, fewestServing, endsAtSeconds: isShort ? null : endsAt };
}

function momentsOf(series: readonly TimeSeries[], since: number): readonly number[] {
  const later = series.flatMap(({ atSeconds }) => atSeconds.filter((at) => at > since));
  return [since, ...[...new Set(later)].sort((left, right) => left - right)];
}

type StepReader = (atSeconds: number) => number;

/** Gives the value at moments that never go back; 0 before the first. */
function reader({ atSeconds, value }: TimeSeries): StepReader {
  let next = 0;
  return (now) => {
    while (next < atSeconds.length && atSeconds[next]! <= now) next += 1;
    return next === 0 ? 0 : value[next - 1]!;
  };
}

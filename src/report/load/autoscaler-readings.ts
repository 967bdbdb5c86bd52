// What several outputs read out of an autoscaler's findings in the same way: its figures as texts, and its changes of size.

import { heldFrom, type HeldValues } from "../../base/held-values.ts";

import type { AutoscalerOutcome, Rescale } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds, NO_FIGURE, SECONDS_PER_HOUR } from "../human-numbers.ts";

export interface AutoscalerFigures {
  /** `2–10`. */
  readonly range: string;
  /** Replicas at the end. */
  readonly last: string;
  /** The most that its load needed. */
  readonly needed: string;
  readonly changes: string;
  readonly flaps: string;
  readonly atMaximum: string;
  readonly aboveTarget: string;
  /** Time for which there were fewer replicas than its load needed. */
  readonly tooFew: string;
  readonly replicaHours: string;
}

export function autoscalerFigures(autoscaler: AutoscalerOutcome): AutoscalerFigures {
  const { minReplicas, maxReplicas, current, needed, rescaleCount, flaps, atMaximumSeconds } = autoscaler;
  const last = current.value.at(-1);
  return {
    range: `${formatExactCount(minReplicas)}–${formatExactCount(maxReplicas)}`,
    last: last === undefined ? NO_FIGURE : formatExactCount(last),
    needed: needed === null ? NO_FIGURE : formatExactCount(mostNeeded(autoscaler)),
    changes: formatExactCount(rescaleCount),
    flaps: formatExactCount(flaps),
    atMaximum: formatSeconds(atMaximumSeconds),
    aboveTarget: formatSeconds(aboveTargetSeconds(autoscaler)),
    tooFew: needed === null ? NO_FIGURE : formatSeconds(tooFewSeconds(autoscaler)),
    replicaHours: hoursText(replicaHours(autoscaler)),
  };
}

/** Of the metric that lay above its target for longest. */
export function aboveTargetSeconds({ metrics }: AutoscalerOutcome): number {
  return metrics.reduce((longest, metric) => Math.max(longest, metric.aboveTargetSeconds), 0);
}

export function replicaHours({ replicaSeconds }: AutoscalerOutcome): number {
  return replicaSeconds / SECONDS_PER_HOUR;
}

/** 0 where that is not known. */
export function mostNeeded({ needed, countsFromSeconds }: AutoscalerOutcome): number {
  if (needed === null) return 0;
  return heldFrom(needed, countsFromSeconds).value.reduce((most, each) => Math.max(most, each), 0);
}

/** For how long its target was asked for fewer replicas than its load needed, or had fewer as the autoscaler saw it; 0 where that is not known. */
export function tooFewSeconds(autoscaler: AutoscalerOutcome): number {
  if (autoscaler.needed === null) return 0;
  const [current, needed] = [autoscaler.asked ?? autoscaler.current, autoscaler.needed].map((series) =>
    heldFrom(series, autoscaler.countsFromSeconds),
  ) as [HeldValues, HeldValues];
  const moments = [...new Set([...current.atSeconds, ...needed.atSeconds])].toSorted((left, right) => left - right);
  let [there, wanted, seconds] = [0, 0, 0];
  let [atCurrent, atNeeded] = [0, 0];
  for (const [place, moment] of moments.entries()) {
    while (atCurrent < current.atSeconds.length && current.atSeconds[atCurrent]! <= moment) {
      there = current.value[atCurrent]!;
      atCurrent += 1;
    }
    while (atNeeded < needed.atSeconds.length && needed.atSeconds[atNeeded]! <= moment) {
      wanted = needed.value[atNeeded]!;
      atNeeded += 1;
    }
    if (atCurrent > 0 && there < wanted) seconds += (moments[place + 1] ?? moment) - moment;
  }
  return seconds;
}

/** A change of size and whose it is. */
export interface RescaleOf {
  readonly autoscaler: AutoscalerOutcome;
  readonly rescale: Rescale;
}

/** In the order of time. */
export function rescalesOf(all: readonly AutoscalerOutcome[]): readonly RescaleOf[] {
  const found = all.flatMap((autoscaler) => autoscaler.rescales.map((rescale) => ({ autoscaler, rescale })));
  return found.toSorted((left, right) => left.rescale.atSeconds - right.rescale.atSeconds);
}

function hoursText(hours: number): string {
  return hours >= 100 ? formatExactCount(Math.round(hours)) : String(Number(hours.toPrecision(3)));
}

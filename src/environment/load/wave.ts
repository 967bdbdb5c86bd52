// A cosine over time, perhaps with a factor for each day of the week, and its path: steps of the resolution, each with the mean of
// the curve in it.

import { sineOfTurns } from "../../base/sine.ts";

import { PiecePath } from "./piece-path.ts";

/** Plain data; spans in µs, rates a second. */
export interface Wave {
  readonly mean: number;
  readonly amplitude: number;
  readonly periodUs: number;
  /** One moment of the run at which it peaks. */
  readonly peakUs: number;
  readonly resolutionUs: number;
  /** The run's begin since Monday 00:00 UTC. */
  readonly weekTimeUs: number;
  /** Monday first; null: all days are alike. */
  readonly dayFactors: readonly number[] | null;
}

export const US_PER_DAY = 86_400_000_000;
export const DAYS_PER_WEEK = 7;

export function meanOfWave({ mean, dayFactors }: Wave): number {
  if (dayFactors === null) return mean;
  return (mean * dayFactors.reduce((sum, factor) => sum + factor, 0)) / dayFactors.length;
}

/** Steps end at multiples of the resolution, and at midnight where days differ. */
export function wavePath(wave: Wave): PiecePath {
  return new PiecePath((_index, fromUs) => {
    const untilUs = Math.min(
      (Math.floor(fromUs / wave.resolutionUs) + 1) * wave.resolutionUs,
      nextMidnight(wave, fromUs),
    );
    return { untilUs, perSecond: meanBetween(wave, fromUs, untilUs) * factorAt(wave, fromUs) };
  });
}

/** Of the curve, which is never negative. */
function meanBetween({ mean, amplitude, periodUs, peakUs }: Wave, fromUs: number, untilUs: number): number {
  const turnsAt = (us: number) => ((us - peakUs) % periodUs) / periodUs;
  const turns = (untilUs - fromUs) / periodUs;
  const area = (sineOfTurns(turnsAt(untilUs)) - sineOfTurns(turnsAt(fromUs))) / (2 * Math.PI);
  return Math.max(0, mean + (amplitude * area) / turns);
}

function nextMidnight({ weekTimeUs, dayFactors }: Wave, us: number): number {
  if (dayFactors === null) return Infinity;
  return (Math.floor((us + weekTimeUs) / US_PER_DAY) + 1) * US_PER_DAY - weekTimeUs;
}

function factorAt({ weekTimeUs, dayFactors }: Wave, us: number): number {
  if (dayFactors === null) return 1;
  return dayFactors[Math.floor((us + weekTimeUs) / US_PER_DAY) % DAYS_PER_WEEK]!;
}

// How fast a container works over its age, as a share of what it does once it is warm (caches fill, code is compiled as it runs):
// what the annotation `plimsoll/warm-up` holds. Pure rules.

import { US_PER_SECOND } from "../../base/time.ts";

import { amountOver, nextBendUs, readAmountsAtAges, type AmountsAtAges } from "./amounts-at-ages.ts";

/** Shares of full speed, above 0 and up to 1. */
export type WarmUp = AmountsAtAges;

/** From an age on, this speed. */
export interface SpeedStep {
  readonly ageUs: number;
  readonly speed: number;
}

/** As finely as a speed that changes all the time is cut. */
const STEP_US = US_PER_SECOND;
/** So that a speed that changes for days makes no endless list. */
const STEPS_MAX = 3600;

/** `0.4@0s,1@30s`, or one share alone; undefined for what is neither. `spanUs` reads an age. */
export function parseWarmUp(text: string, spanUs: (text: string) => number | undefined): WarmUp | undefined {
  return readAmountsAtAges(text, shareOf, spanUs);
}

function shareOf(text: string): number | undefined {
  const share = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return share > 0 && share <= 1 ? share : undefined;
}

/**
 * Speeds that stay for a while each, the first at age 0: a line that rises or falls is cut into steps of a second (longer ones,
 * where there would be too many), each with the mean of its span.
 */
export function speedSteps(warmUp: WarmUp): readonly SpeedStep[] {
  const endUs = warmUp.at(-1)?.ageUs ?? 0;
  const lengthUs = Math.max(STEP_US, Math.ceil(endUs / STEPS_MAX));
  const steps: SpeedStep[] = [];
  for (let ageUs = 0; ageUs < endUs;) {
    const nextUs = Math.min(ageUs + lengthUs, nextBendUs(warmUp, ageUs));
    push(steps, ageUs, amountOver(warmUp, ageUs, nextUs) / (nextUs - ageUs));
    ageUs = nextUs;
  }
  push(steps, endUs, warmUp.at(-1)?.amount ?? 1);
  return steps;
}

function push(steps: SpeedStep[], ageUs: number, speed: number): void {
  if (steps.at(-1)?.speed !== speed) steps.push({ ageUs, speed });
}

/** The speed at an age. */
export function speedAt(steps: readonly SpeedStep[], ageUs: number): number {
  return steps.findLast((step) => step.ageUs <= ageUs)?.speed ?? steps[0]?.speed ?? 1;
}

// An amount over a container's age, cut into steps that stay for a while each: for whoever cannot follow a line that rises or falls all
// the time. Pure rules; knows no unit.

import { US_PER_SECOND } from "../../base/time.ts";

import { amountOver, nextBendUs, type AmountAtAge, type AmountsAtAges } from "./amounts-at-ages.ts";

/** From an age on, this amount. */
export type AmountStep = AmountAtAge;

/** As finely as an amount that changes all the time is cut. */
const STEP_US = US_PER_SECOND;
/** So that an amount that changes for days makes no endless list. */
const STEPS_MAX = 3600;

/**
 * Amounts that stay for a while each, the first at age 0: a line that rises or falls is cut into steps of a second (longer ones,
 * where there would be too many), each with the mean of its span. There is one point at least.
 */
export function amountSteps(points: AmountsAtAges): readonly AmountStep[] {
  const last = points.at(-1)!;
  const lengthUs = Math.max(STEP_US, Math.ceil(last.ageUs / STEPS_MAX));
  const steps: AmountStep[] = [];
  for (let ageUs = 0; ageUs < last.ageUs;) {
    const nextUs = Math.min(ageUs + lengthUs, nextBendUs(points, ageUs));
    push(steps, ageUs, amountOver(points, ageUs, nextUs) / (nextUs - ageUs));
    ageUs = nextUs;
  }
  push(steps, last.ageUs, last.amount);
  return steps;
}

function push(steps: AmountStep[], ageUs: number, amount: number): void {
  if (steps.at(-1)?.amount !== amount) steps.push({ ageUs, amount });
}

/** The amount at an age: that of the first step before it begins. */
export function stepAt(steps: readonly AmountStep[], ageUs: number): number {
  return (steps.findLast((step) => step.ageUs <= ageUs) ?? steps[0]!).amount;
}

/** The first age after one at which another step begins, µs; Infinity: none does. */
export function nextStepUs(steps: readonly AmountStep[], ageUs: number): number {
  return steps.find((step) => step.ageUs > ageUs)?.ageUs ?? Infinity;
}

// What single requests ask of a quota of work per period while nobody else is there.

import type { Quota, RequestClass } from "../traffic-model.ts";
import type { SlicedLaw } from "./law-nodes.ts";

/** What one leaves for later periods on average, and how much one may need, in µs of running cores. */
export interface LoneNeeds {
  /** Ends of periods at which some of it is left, and the sum of what is left at them. */
  readonly endsLeft: number;
  readonly leftUs: number;
  /** The chance that one needs more than so much. */
  readonly chanceAbove: (us: number) => number;
}

/** Of one class on cores of full speed that do nothing but what the quota allows, from the beginning of a period on. */
export function loneNeeds({ cpuShare }: RequestClass, { many }: SlicedLaw, { workUs }: Quota): LoneNeeds {
  const needsUs = many.values.map((value) => value * cpuShare);
  let [endsLeft, leftUs] = [0, 0];
  for (const [slice, needUs] of needsUs.entries()) {
    const ends = Math.max(0, Math.ceil(needUs / workUs) - 1);
    endsLeft += many.weights[slice]! * ends;
    leftUs += many.weights[slice]! * ends * (needUs - (workUs * (ends + 1)) / 2);
  }
  return { endsLeft, leftUs, chanceAbove: chanceAbove(needsUs, many.weights) };
}

/** Of all that come to cores of that speed, of which each class is such a part. A single core that the quota never stops leaves nothing. */
export function mixedNeeds(
  classes: readonly LoneNeeds[],
  parts: Float64Array,
  { workUs, periodUs }: Quota,
  speed: number,
): LoneNeeds {
  const mix = parts.slice();
  const meanOf = (valueOf: (one: LoneNeeds) => number): number =>
    classes.reduce((sum, one, place) => sum + mix[place]! * valueOf(one), 0);
  const above = (us: number): number => meanOf((one) => one.chanceAbove(us * speed));
  if (workUs >= speed * periodUs) return { endsLeft: 0, leftUs: 0, chanceAbove: above };
  return {
    endsLeft: meanOf((one) => one.endsLeft),
    leftUs: meanOf((one) => one.leftUs) / speed,
    chanceAbove: above,
  };
}

/** By halving: slices are in the order of their values. */
function chanceAbove(needsUs: readonly number[], weights: readonly number[]): (us: number) => number {
  const chances = new Float64Array(needsUs.length + 1);
  for (let place = needsUs.length - 1; place >= 0; place -= 1) chances[place] = chances[place + 1]! + weights[place]!;
  return (us) => {
    let [from, to] = [0, needsUs.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (needsUs[middle]! > us) to = middle;
      else from = middle + 1;
    }
    return chances[from]!;
  };
}

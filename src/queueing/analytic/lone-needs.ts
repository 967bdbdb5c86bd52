// What single requests ask of a quota of work per period while nobody else is there.

import type { Quota, RequestClass } from "../traffic-model.ts";
import type { DiscreteLaw } from "./discrete-law.ts";
import type { SlicedLaw, Slices } from "./law-nodes.ts";
import { LawBuilder } from "./discrete-law.ts";

/** Buckets to a doubling, as a power of two. */
const PRECISION_BITS = 5;

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
  const { values, weights } = needsOf(many, cpuShare);
  let [endsLeft, leftUs] = [0, 0];
  for (const [place, needUs] of values.entries()) {
    const ends = Math.max(0, Math.ceil(needUs / workUs) - 1);
    endsLeft += weights[place]! * ends;
    leftUs += weights[place]! * ends * (needUs - (workUs * (ends + 1)) / 2);
  }
  return { endsLeft, leftUs, chanceAbove: chanceAbove(values, weights) };
}

function needsOf({ values, halves, weights }: Slices, cpuShare: number): DiscreteLaw {
  const builder = new LawBuilder(PRECISION_BITS);
  for (const [slice, value] of values.entries())
    builder.addEven(value * cpuShare, halves[slice]! * cpuShare, weights[slice]!);
  return builder.build();
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

/** By halving: values ascend. */
function chanceAbove(needsUs: readonly number[], weights: readonly number[]): (us: number) => number {
  const chances = new Float64Array(needsUs.length + 1);
  for (let place = needsUs.length - 1; place > 0; place -= 1) chances[place] = chances[place + 1]! + weights[place]!;
  // All of them, whatever weights are rounded to.
  chances[0] = 1;
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

// The memory that containers use together, and when it passes a limit: sums of straight lines. Pure rules, so that nobody has to
// look at a node to which nothing will happen.

import { memoryAt, type MemoryUse } from "../../model/kubelet/memory-use.ts";

/** A container that runs. */
export interface RunningUse {
  readonly name: string;
  readonly use: MemoryUse;
  /** µs; before 0 for what ran before the run began, and to come for what is being started. */
  readonly startedAtUs: number;
}

/** Bytes of all at a moment in µs; a container that is still to start has none. */
export function memoryTogether(uses: readonly RunningUse[], atUs: number): number {
  return uses.reduce((total, { use, startedAtUs }) => {
    return atUs < startedAtUs ? total : total + memoryAt(use, atUs - startedAtUs);
  }, 0);
}

/**
 * The first of the moments `firstUs`, `firstUs` + `everyUs` … at which all together use more than `limitBytes`; undefined: none.
 */
export function firstLookAbove(
  uses: readonly RunningUse[],
  limitBytes: number,
  firstUs: number,
  everyUs: number,
): number | undefined {
  if (mostFrom(uses, firstUs) <= limitBytes) return undefined;
  const bends = bendsAfter(uses, firstUs);
  const lookFrom = (us: number) => firstUs + Math.ceil((us - firstUs) / everyUs) * everyUs;
  for (let lookUs = firstUs; ;) {
    const used = memoryTogether(uses, lookUs);
    if (used > limitBytes) return lookUs;
    const bendUs = bends.find((us) => us > lookUs);
    if (bendUs === undefined) return undefined;
    const growth = growthAt(uses, lookUs);
    const crossesUs = growth > 0 ? lookUs + (limitBytes - used) / growth : Infinity;
    lookUs = Math.max(lookUs + everyUs, lookFrom(Math.min(crossesUs, bendUs)));
  }
}

/** The first moment from `fromUs` on at which all together use more than `limitBytes`, to the µs; undefined: none. */
export function firstMomentAbove(uses: readonly RunningUse[], limitBytes: number, fromUs: number): number | undefined {
  if (mostFrom(uses, fromUs) <= limitBytes) return undefined;
  const isAbove = (us: number) => memoryTogether(uses, us) > limitBytes;
  let beginUs = fromUs;
  for (const bendUs of bendsAfter(uses, fromUs)) {
    if (isAbove(beginUs)) return beginUs;
    // Between two bends the sum only rises or only falls.
    if (isAbove(bendUs - 1)) return firstBetween(beginUs, bendUs - 1, isAbove);
    beginUs = bendUs;
  }
  return isAbove(beginUs) ? beginUs : undefined;
}

/** `fromUs` does not fulfil it, `toUs` does, and so does all between from some moment on. */
function firstBetween(fromUs: number, toUs: number, fulfils: (us: number) => boolean): number {
  let [no, yes] = [fromUs, toUs];
  while (yes - no > 1) {
    const middle = no + Math.floor((yes - no) / 2);
    if (fulfils(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** No moment from `fromUs` on has more. */
function mostFrom(uses: readonly RunningUse[], fromUs: number): number {
  return uses.reduce((total, { use, startedAtUs }) => {
    const age = fromUs - startedAtUs;
    const later = use.filter(({ ageUs }) => ageUs > age).map(({ bytes }) => bytes);
    return total + Math.max(memoryAt(use, age), ...later);
  }, 0);
}

function bendsAfter(uses: readonly RunningUse[], fromUs: number): readonly number[] {
  const moments = uses.flatMap(({ use, startedAtUs }) => [startedAtUs, ...use.map(({ ageUs }) => startedAtUs + ageUs)]);
  return [...new Set(moments.filter((us) => us > fromUs))].toSorted((left, right) => left - right);
}

/** Bytes per µs. */
function growthAt(uses: readonly RunningUse[], atUs: number): number {
  return uses.reduce((total, { use, startedAtUs }) => total + growthOf(use, atUs - startedAtUs), 0);
}

function growthOf(use: MemoryUse, ageUs: number): number {
  const next = use.findIndex((point) => point.ageUs > ageUs);
  if (next <= 0) return 0;
  const from = use[next - 1]!;
  const to = use[next]!;
  return (to.bytes - from.bytes) / (to.ageUs - from.ageUs);
}

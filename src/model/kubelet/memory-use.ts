// How much memory a container uses over its age, as a user says it: an amount, or amounts at ages, with straight lines between
// them. What the annotation `plimsoll/memory-use` holds. Pure rules.

import { readQuantity } from "../quantity/parse-quantity.ts";
import { isNegative } from "../quantity/quantity.ts";
import { wholeUnits } from "../quantity/whole-units.ts";
import { readAmountsAtAges } from "./amounts-at-ages.ts";

/** Ages in µs since the container's start, never falling; before the first point and after the last its amount stays. */
export interface MemoryPoint {
  readonly ageUs: number;
  readonly bytes: number;
}
export type MemoryUse = readonly MemoryPoint[];

/**
 * `600Mi`, or `200Mi@0s,600Mi@10m`; two points at one age are a step. Undefined for what is neither. `spanUs` reads an age.
 */
export function parseMemoryUse(text: string, spanUs: (text: string) => number | undefined): MemoryUse | undefined {
  return readAmountsAtAges(text, bytesOf, spanUs)?.map(({ ageUs, amount }) => ({ ageUs, bytes: amount }));
}

/** What is used where the kernel lets nobody have more than `limitBytes`. */
export function withinLimit(use: MemoryUse, limitBytes: number): MemoryUse {
  const ageUs = exceedsAtUs(use, limitBytes);
  if (ageUs === undefined) return use;
  return [...use.filter((point) => point.ageUs <= ageUs && point.bytes <= limitBytes), { ageUs, bytes: limitBytes }];
}

function bytesOf(text: string): number | undefined {
  const quantity = readQuantity(text);
  return quantity === undefined || isNegative(quantity) ? undefined : wholeUnits(quantity);
}

/** Bytes at an age. Of several points at that age the last counts. */
export function memoryAt(use: MemoryUse, ageUs: number): number {
  let before: MemoryPoint | undefined;
  for (const point of use) {
    if (point.ageUs > ageUs) return before === undefined ? point.bytes : between(before, point, ageUs);
    before = point;
  }
  return before?.bytes ?? 0;
}

function between(from: MemoryPoint, to: MemoryPoint, ageUs: number): number {
  return from.bytes + Math.floor(((to.bytes - from.bytes) * (ageUs - from.ageUs)) / (to.ageUs - from.ageUs));
}

/** The first age at which more than `limitBytes` is used, to the µs; undefined: never. */
export function exceedsAtUs(use: MemoryUse, limitBytes: number): number | undefined {
  const [first] = use;
  if (first === undefined) return undefined;
  if (first.bytes > limitBytes) return 0;
  const above = use.findIndex(({ bytes }) => bytes > limitBytes);
  if (above < 0) return undefined;
  const from = use[above - 1]!;
  const to = use[above]!;
  const share = (limitBytes + 1 - from.bytes) / (to.bytes - from.bytes);
  return Math.min(to.ageUs, from.ageUs + Math.ceil(share * (to.ageUs - from.ageUs)));
}

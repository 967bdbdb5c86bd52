// Keys that a controller wants looked at: none, and those of two answers together.

import type { KeyWish } from "./controller.ts";

export const NO_KEYS: readonly KeyWish[] = Object.freeze([]);

/** The first ones before the others. */
export function joinedKeys(first: readonly KeyWish[], others: readonly KeyWish[]): readonly KeyWish[] {
  return first.length === 0 ? others : [...first, ...others];
}

// How fast a container works over its age, as a share of what it does once it is warm (caches fill, code is compiled as it runs):
// what the annotation `plimsoll/warm-up` holds. Pure rules.

import { readAmountsAtAges, type AmountsAtAges } from "./amounts-at-ages.ts";

/** Shares of full speed, above 0 and up to 1. */
export type WarmUp = AmountsAtAges;

/** `0.4@0s,1@30s`, or one share alone; undefined for what is neither. `spanUs` reads an age. */
export function parseWarmUp(text: string, spanUs: (text: string) => number | undefined): WarmUp | undefined {
  return readAmountsAtAges(text, shareOf, spanUs);
}

function shareOf(text: string): number | undefined {
  const share = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return share > 0 && share <= 1 ? share : undefined;
}

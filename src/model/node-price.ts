// What a node costs: an annotation of plimsoll's own, since Kubernetes does not know prices. Currency is the user's own.

import type { Node } from "./objects.ts";

/** Price of one hour of the node: a plain number of 0 or more, in whatever currency all prices are in. */
export const PRICE_PER_HOUR = "plimsoll/price-per-hour";

/** The price that a text says; undefined if it says none. */
export function parsePricePerHour(text: string): number | undefined {
  return /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?$/.test(text) ? Number(text) : undefined;
}

/** What the node costs in an hour; undefined if nobody says. */
export function pricePerHourOf({ metadata }: Node): number | undefined {
  const text = metadata.annotations?.[PRICE_PER_HOUR];
  return text === undefined ? undefined : parsePricePerHour(text);
}

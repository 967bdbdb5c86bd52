// Amounts of resources as the API server stores them: nothing is finer than a thousandth.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_ResourceList), v1.36.

import { canonicalText } from "../../quantity/canonical-text.ts";
import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { roundedUpToMilli } from "../../quantity/quantity-arithmetic.ts";

/** Most amounts: whole numbers of a unit no finer than a thousandth, too short to overflow. */
const NOTHING_TO_ROUND = /^\d{1,12}(?:m|k|[MGT]i?|Ki)?$/;

/** Rounds the amounts up, in place. */
export function roundResourceList(list: Record<string, string> | undefined): void {
  if (list === undefined) return;
  for (const name of Object.keys(list)) {
    const text = list[name]!;
    if (NOTHING_TO_ROUND.test(text)) continue;
    const quantity = parseQuantity(text);
    if (quantity !== undefined) list[name] = canonicalText(roundedUpToMilli(quantity));
  }
}

// How much CPU a container uses over its age by itself, whatever load it has: what the annotation `plimsoll/cpu-use` holds, as a
// start that is busy and a base that stays. Pure rules.

import { readQuantity } from "../quantity/parse-quantity.ts";
import { isNegative } from "../quantity/quantity.ts";
import { milliUnits } from "../quantity/whole-units.ts";
import { readAmountsAtAges, type AmountsAtAges } from "./amounts-at-ages.ts";

/** Thousandths of a core. */
export type CpuUse = AmountsAtAges;

/** `20m`, or `1500m@0s,1500m@30s,20m@30s`; undefined for what is neither. `spanUs` reads an age. */
export function parseCpuUse(text: string, spanUs: (text: string) => number | undefined): CpuUse | undefined {
  return readAmountsAtAges(text, milliOf, spanUs);
}

function milliOf(text: string): number | undefined {
  const quantity = readQuantity(text);
  return quantity === undefined || isNegative(quantity) ? undefined : milliUnits(quantity);
}

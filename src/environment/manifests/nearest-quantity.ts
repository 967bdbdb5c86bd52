// What somebody meant who wrote an amount that is no quantity.

import { parseQuantity } from "../../model/quantity/parse-quantity.ts";

/** Large ones first: whoever writes `mb` means millions. */
const SUFFIXES = ["", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "m", "u", "n"];

/** `10 GB` → `10G`, `128mb` → `128M`, `500 m` → `500m`, `1,5` → `1.5`: what was meant, if that is plain. */
export function nearestQuantity(text: string): string | undefined {
  const match = /^\s*([\d.,]+)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return undefined;
  const digits = match[1]!.replace(",", ".");
  const unit = match[2]!;
  const prefix = unit.replace(/b(yte)?s?$/i, "");
  const asWritten = unit === prefix ? SUFFIXES.find((candidate) => candidate === unit) : undefined;
  const suffix = asWritten ?? SUFFIXES.find((candidate) => candidate.toLowerCase() === prefix.toLowerCase());
  const candidate = suffix === undefined ? undefined : digits + suffix;
  return candidate === undefined || !/\d/.test(candidate) || parseQuantity(candidate) === undefined
    ? undefined
    : candidate;
}

// What kubectl prints of amounts of bytes that are no whole numbers.
// Imitates pkg/api/pod/warnings.go, v1.36.

import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import { amountOf, isWhole } from "../validation/quantities.ts";
import { warningAt } from "./warning-text.ts";

const BYTES = Object.freeze(["memory", "ephemeral-storage"]);

/** Of memory and ephemeral storage; `path` is that of the list. */
export function fractionalBytesWarnings(
  amounts: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly string[] {
  return BYTES.flatMap((name) => fractionalAmountWarning(amounts, name, path));
}

/** Of the amount of that name; none if there is none or if it is whole. */
export function fractionalAmountWarning(
  amounts: Readonly<Record<string, string>> | undefined,
  name: string,
  path: FieldPath,
): readonly string[] {
  if (amounts === undefined || !Object.hasOwn(amounts, name) || isWhole(amountOf(amounts[name]))) return [];
  const shown = quoted(amounts[name]!);
  return [warningAt(path.key(name), `fractional byte value ${shown} is invalid, must be an integer`)];
}

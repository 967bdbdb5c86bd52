// What the API server says of the amounts of one item of a limit range: least, default and most stand in that order.
// Imitates pkg/apis/core/validation/validation.go (ValidateLimitRange), v1.36.

import { sixDecimals } from "../../go-float-text.ts";
import { canonicalText } from "../../quantity/canonical-text.ts";
import { INT64_MAX } from "../../quantity/int64.ts";
import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { areEqualQuantities, compareQuantities, quantityOfUnits, type Quantity } from "../../quantity/quantity.ts";
import { exactMilli, exactUnits } from "../../quantity/whole-units.ts";
import { isOvercommitAllowed } from "../../resource-name.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { LimitRangeItem } from "../types/quota.ts";

export const LIMIT_LISTS = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] as const;
type LimitList = (typeof LIMIT_LISTS)[number];

/** The amounts of one resource; absent where a list does not name it. */
type Amounts = { readonly [List in LimitList]?: Quantity };

/** One list's amount must not exceed another's. */
interface Order {
  readonly lower: LimitList;
  readonly upper: LimitList;
  /** Where the mistake is said to be, and whose amount is shown there. */
  readonly place: LimitList;
  readonly shown: LimitList;
  readonly names: readonly [string, string];
}

const ORDERS: readonly Order[] = Object.freeze([
  { lower: "min", upper: "max", place: "min", shown: "min", names: ["min", "max"] },
  {
    lower: "min",
    upper: "defaultRequest",
    place: "defaultRequest",
    shown: "defaultRequest",
    names: ["min", "default request"],
  },
  {
    lower: "defaultRequest",
    upper: "max",
    place: "defaultRequest",
    shown: "defaultRequest",
    names: ["default request", "max"],
  },
  {
    lower: "defaultRequest",
    upper: "default",
    place: "defaultRequest",
    shown: "defaultRequest",
    names: ["default request", "default limit"],
  },
  { lower: "min", upper: "default", place: "default", shown: "min", names: ["min", "default"] },
  { lower: "default", upper: "max", place: "default", shown: "max", names: ["default", "max"] },
]);

const ONE = quantityOfUnits(1n, "DecimalSI");
/** Above as many units, thousandths do not fit in 64 bits. */
const MAX_MILLI_UNITS = INT64_MAX / 1000n;

/** `path` is the item's. */
export function validateLimitAmounts(item: LimitRangeItem, path: FieldPath): readonly FieldError[] {
  const names = new Set(LIMIT_LISTS.flatMap((list) => Object.keys(item[list] ?? {})));
  return [...names].flatMap((name) => {
    const amounts = amountsOf(item, name);
    return [
      ...ORDERS.flatMap((order) => validateOrder(order, amounts, name, path)),
      ...validateRatio(amounts, path.child("maxLimitRequestRatio").key(name)),
      ...validateEqualDefaults(amounts, name, path.child("defaultRequest").key(name)),
    ];
  });
}

function amountsOf(item: LimitRangeItem, name: string): Amounts {
  const amounts: { -readonly [List in LimitList]?: Quantity } = {};
  for (const list of LIMIT_LISTS) {
    const texts = item[list] ?? {};
    const amount = Object.hasOwn(texts, name) ? parseQuantity(texts[name]!) : undefined;
    if (amount !== undefined) amounts[list] = amount;
  }
  return amounts;
}

function validateOrder(order: Order, amounts: Amounts, name: string, path: FieldPath): readonly FieldError[] {
  const lower = amounts[order.lower];
  const upper = amounts[order.upper];
  if (lower === undefined || upper === undefined || compareQuantities(lower, upper) <= 0) return [];
  const [lowerName, upperName] = order.names;
  const rule = `${lowerName} value ${canonicalText(lower)} is greater than ${upperName} value ${canonicalText(upper)}`;
  return [invalid(path.child(order.place).key(name), canonicalText(amounts[order.shown]!), rule)];
}

/** A ratio of limits to requests, which the least and the most must allow. */
function validateRatio({ min, max, maxLimitRequestRatio: ratio }: Amounts, path: FieldPath): readonly FieldError[] {
  if (ratio === undefined) return [];
  const text = canonicalText(ratio);
  const errors: FieldError[] = [];
  if (compareQuantities(ratio, ONE) < 0) errors.push(invalid(path, text, `ratio ${text} is less than 1`));
  if (min === undefined || max === undefined) return errors;
  const { value, largest } = comparedRatios(ratio, min, max);
  if (value > largest) {
    errors.push(invalid(path, text, `ratio ${text} is greater than max/min = ${sixDecimals(largest)}`));
  }
  return errors;
}

/** Whole units count where thousandths would not fit in 64 bits. */
function comparedRatios(
  ratio: Quantity,
  min: Quantity,
  max: Quantity,
): { readonly value: number; readonly largest: number } {
  const inMilli = [ratio, min, max].every((amount) => exactUnits(amount) < MAX_MILLI_UNITS);
  if (inMilli) {
    return { value: Number(exactMilli(ratio)) / 1000, largest: Number(exactMilli(max)) / Number(exactMilli(min)) };
  }
  return { value: Number(exactUnits(ratio)), largest: Number(exactUnits(max)) / Number(exactUnits(min)) };
}

/** Of a resource that is never promised twice, limits are what is requested. */
function validateEqualDefaults(amounts: Amounts, name: string, path: FieldPath): readonly FieldError[] {
  const { default: limit, defaultRequest: request } = amounts;
  if (limit === undefined || request === undefined || isOvercommitAllowed(name)) return [];
  if (areEqualQuantities(limit, request)) return [];
  const values = `default value ${canonicalText(limit)} must equal to defaultRequest value ${canonicalText(request)}`;
  return [invalid(path, canonicalText(request), `${values} in ${name}`)];
}

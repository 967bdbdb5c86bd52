// Whether two decoded values mean the same to the API server, however they were written: an empty list is an absent
// one, and 1000m is 1. Decides what counts as a change of an object.
// Imitates apimachinery pkg/api/equality (Semantic), v1.36.

import { areEqualQuantities } from "../quantity/quantity.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { plainMilli } from "../quantity/plain-quantity.ts";
import type { ApiField, ApiType, StructType } from "./api-type.ts";
import { jsonText } from "../go-text.ts";

/** `left` and `right` as behind a pointer: absent is not empty, unless they are lists or maps. */
export function areSemanticallyEqual(left: unknown, right: unknown, type: ApiType): boolean {
  if (left === right) return true;
  switch (type.kind) {
    case "list":
      return areEqualLists(left as List, right as List, type.of);
    case "map":
      return areEqualMaps(left as StringKeyed, right as StringKeyed, type.of);
    default:
      return isPresent(left) && isPresent(right) && areEqualPresent(left, right, type);
  }
}

/** Values that are there, of a type that is neither a list nor a map. */
function areEqualPresent(left: unknown, right: unknown, type: ApiType): boolean {
  switch (type.kind) {
    case "struct":
      return areEqualStructs(left as Fields, right as Fields, type);
    case "quantity":
      return areEqualAmounts(left as string, right as string);
    case "raw":
      return jsonText(left) === jsonText(right);
    default:
      return left === right;
  }
}

type List = readonly unknown[] | null | undefined;
type Fields = Readonly<Record<string, unknown>>;
type StringKeyed = Fields | null | undefined;

const NO_FIELDS: Fields = Object.freeze({});

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function areEqualLists(left: List, right: List, of: ApiType): boolean {
  const count = left?.length ?? 0;
  if (count !== (right?.length ?? 0)) return false;
  for (let index = 0; index < count; index += 1) {
    if (!areSemanticallyEqual(left![index], right![index], of)) return false;
  }
  return true;
}

function areEqualMaps(left: StringKeyed, right: StringKeyed, of: ApiType): boolean {
  const entries = Object.entries(left ?? NO_FIELDS);
  if (entries.length !== Object.keys(right ?? NO_FIELDS).length) return false;
  return entries.every(([key, value]) => Object.hasOwn(right!, key) && areSemanticallyEqual(value, right![key], of));
}

function areEqualStructs(left: Fields, right: Fields, type: StructType): boolean {
  for (const [name, field] of type.fields) {
    if (!areEqualFields(left[name], right[name], field)) return false;
  }
  return true;
}

/** What is no pointer and absent holds its zero. */
function areEqualFields(left: unknown, right: unknown, { use, type }: ApiField): boolean {
  if (left === right) return true;
  if (use === "pointer" || use === "always-pointer" || type.kind === "raw") {
    return areSemanticallyEqual(left, right, type);
  }
  switch (type.kind) {
    case "struct":
      return areEqualStructs((left ?? NO_FIELDS) as Fields, (right ?? NO_FIELDS) as Fields, type);
    case "quantity":
      return areEqualAmounts((left ?? "0") as string, (right ?? "0") as string);
    case "list":
    case "map":
      return areSemanticallyEqual(left, right, type);
    default:
      return isZero(left) && isZero(right);
  }
}

function isZero(value: unknown): boolean {
  return !isPresent(value) || value === "" || value === 0 || value === false;
}

function areEqualAmounts(left: string, right: string): boolean {
  const leftMilli = plainMilli(left);
  const rightMilli = plainMilli(right);
  if (leftMilli !== undefined && rightMilli !== undefined) return leftMilli === rightMilli;
  const leftAmount = parseQuantity(left);
  const rightAmount = parseQuantity(right);
  return leftAmount !== undefined && rightAmount !== undefined && areEqualQuantities(leftAmount, rightAmount);
}

// What CEL expressions evaluate to: values, or the error of the first thing that went wrong.
// Imitates cel-go common/types and apiserver pkg/cel (quantity.go, semver.go), v1.36.

import { areEqualQuantities } from "../quantity/quantity.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { compareSemver, type Semver } from "./semver.ts";
import type { CelLiteral } from "./syntax.ts";

export type CelValue =
  | CelLiteral
  | { readonly kind: "list"; readonly items: readonly CelValue[] }
  /** `absent` is what a key that is missing gives; undefined: an error. */
  | {
      readonly kind: "map";
      readonly entries: ReadonlyMap<CelKey, CelValue>;
      readonly absent: CelValue | undefined;
    }
  | { readonly kind: "quantity"; readonly value: Quantity }
  | { readonly kind: "semver"; readonly value: Semver };

/** Integers and doubles of the same value are the same key. */
export type CelKey = string | number | bigint | boolean;

export type CelResult = CelValue | CelError;

export interface CelError {
  readonly kind: "error";
  readonly message: string;
}

export const EMPTY_MAP: CelValue = Object.freeze({ kind: "map", entries: new Map(), absent: undefined });

export function celError(message: string): CelError {
  return { kind: "error", message };
}

export function celBool(value: boolean): CelValue {
  return { kind: "bool", value };
}

export function celInt(value: bigint): CelValue {
  return { kind: "int", value };
}

export function celString(value: string): CelValue {
  return { kind: "string", value };
}

export function celMap(entries: ReadonlyMap<CelKey, CelValue>, absent?: CelValue): CelValue {
  return { kind: "map", entries, absent };
}

/** cel-go's name of a value's type. */
export function celTypeName({ kind }: CelValue): string {
  switch (kind) {
    case "null":
      return "null_type";
    case "quantity":
      return "kubernetes.Quantity";
    case "semver":
      return "kubernetes.Semver";
    default:
      return kind;
  }
}

/** No function or operator of this name takes such values. */
export function noSuchOverload(name: string, ...args: readonly CelValue[]): CelError {
  if (args.length === 0) return celError(`no such overload: ${name}`);
  return celError(`no such overload: ${name}(${args.map((arg) => celTypeName(arg)).join(", ")})`);
}

/** Values of different types are different, numbers excepted. */
export function celEquals(left: CelValue, right: CelValue): boolean {
  if (left.kind === "list" && right.kind === "list") {
    const { items } = right;
    return left.items.length === items.length && left.items.every((item, index) => celEquals(item, items[index]!));
  }
  if (left.kind === "map" && right.kind === "map") return mapsEqual(left.entries, right.entries);
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  if (left.kind === "quantity" && right.kind === "quantity") return areEqualQuantities(left.value, right.value);
  if (left.kind === "semver" && right.kind === "semver") return compareSemver(left.value, right.value) === 0;
  return compareCel(left, right) === 0;
}

function mapsEqual(left: ReadonlyMap<CelKey, CelValue>, right: ReadonlyMap<CelKey, CelValue>): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined || !celEquals(value, other)) return false;
  }
  return true;
}

/** −1, 0 or 1 of what has an order among each other; undefined: no order. NaN is like nothing. */
export function compareCel(left: CelValue, right: CelValue): -1 | 0 | 1 | undefined {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left.value, right.value);
  if (left.kind === "string" && right.kind === "string") return compareTexts(left.value, right.value);
  if (left.kind === "bool" && right.kind === "bool") return ordered(left.value, right.value);
  return undefined;
}

function isNumber(value: CelValue): value is Extract<CelValue, { kind: "int" | "double" }> {
  return value.kind === "int" || value.kind === "double";
}

function compareNumbers(left: bigint | number, right: bigint | number): -1 | 0 | 1 | undefined {
  // Between a bigint and a number JavaScript compares the values exactly.
  if (left < right) return -1;
  if (left > right) return 1;
  return left <= right ? 0 : undefined;
}

/** Go compares bytes: UTF-8's order is that of code points, which UTF-16's is not. */
function compareTexts(left: string, right: string): -1 | 0 | 1 {
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return ordered(left, right);
  const characters = Array.from(left);
  const points = Array.from(right);
  for (const [index, character] of characters.entries()) {
    const other = points[index];
    if (other === undefined) return 1;
    if (character !== other) return character.codePointAt(0)! < other.codePointAt(0)! ? -1 : 1;
  }
  return characters.length < points.length ? -1 : 0;
}

const SURROGATE = /[\uD800-\uDFFF]/;

function ordered<Item extends string | boolean>(left: Item, right: Item): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The key that a value is, or undefined if it can be none. */
export function celKeyOf(value: CelValue): CelKey | undefined {
  switch (value.kind) {
    case "string":
    case "bool":
    case "int":
      return value.value;
    case "double":
      return Number.isInteger(value.value) ? BigInt(value.value) : value.value;
    default:
      return undefined;
  }
}

// The functions of CEL expressions: strings, sizes, conversions, quantities and versions.
// Imitates cel-go common/stdlib and ext/strings.go, apiserver pkg/cel/library/{quantity,semverlib}.go, v1.36.

import { INT64_MAX } from "../quantity/int64.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { differenceOfQuantities, sumOfQuantities } from "../quantity/quantity-arithmetic.ts";
import { compareQuantities, quantityOfUnits, signOf, type Quantity } from "../quantity/quantity.ts";
import { approximateDouble, unitsInInt64 } from "../quantity/whole-units.ts";
import { lowerCase, trimmedSpace } from "../go-string.ts";
import { compareSemver, parseSemver } from "./semver.ts";
import { celBool, celError, celInt, celString, noSuchOverload, type CelResult, type CelValue } from "./values.ts";

/** Undefined: the function does not take such values. */
type Implementation = (...args: readonly (CelValue | undefined)[]) => CelResult | undefined;

type OfText = (text: string, ...others: readonly string[]) => CelResult;

/** A method of strings whose arguments are strings too. */
function ofTexts(count: number, apply: OfText): Implementation {
  return (...args) => {
    const texts = args.flatMap((arg) => (arg?.kind === "string" ? [arg.value] : []));
    return args.length === count && texts.length === count ? apply(texts[0]!, ...texts.slice(1)) : undefined;
  };
}

function sizeOf(value?: CelValue, ...others: readonly (CelValue | undefined)[]): CelResult | undefined {
  if (others.length > 0) return undefined;
  switch (value?.kind) {
    case "string":
      return celInt(BigInt(Array.from(value.value).length));
    case "list":
      return celInt(BigInt(value.items.length));
    case "map":
      return celInt(BigInt(value.entries.size));
    default:
      return undefined;
  }
}

/** What RE2 does not know; JavaScript would take it. */
const NOT_IN_RE2 = /\\[1-9]|\(\?<?[=!]/;

function matches(text: string, pattern = ""): CelResult {
  if (NOT_IN_RE2.test(pattern))
    return celError(`error parsing regexp: invalid or unsupported Perl syntax: \`${pattern}\``);
  try {
    return celBool(new RegExp(pattern, "u").test(text));
  } catch {
    return celError(`regular expression not simulated: \`${pattern}\``);
  }
}

function quantity(text: string): CelResult {
  const value = parseQuantity(text);
  if (value === undefined) {
    return celError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }
  return { kind: "quantity", value };
}

function semver(text: string): CelResult {
  const value = parseSemver(text);
  return value === undefined ? celError(`invalid semantic version "${text}"`) : { kind: "semver", value };
}

/** The order of two quantities or two versions. */
function compareAmounts(left: CelValue | undefined, right: CelValue | undefined): -1 | 0 | 1 | undefined {
  if (left?.kind === "quantity" && right?.kind === "quantity") return compareQuantities(left.value, right.value);
  if (left?.kind === "semver" && right?.kind === "semver") return compareSemver(left.value, right.value);
  return undefined;
}

function ordering(tell: (order: -1 | 0 | 1) => CelValue): Implementation {
  return (left, right) => {
    const order = compareAmounts(left, right);
    return order === undefined ? undefined : tell(order);
  };
}

function ofQuantity(apply: (value: Quantity) => CelResult): Implementation {
  return (value) => (value?.kind === "quantity" ? apply(value.value) : undefined);
}

function combined(combine: (left: Quantity, right: Quantity) => Quantity): Implementation {
  return (left, right) => {
    if (left?.kind !== "quantity") return undefined;
    if (right?.kind === "quantity") return { kind: "quantity", value: combine(left.value, right.value) };
    if (right?.kind !== "int") return undefined;
    return { kind: "quantity", value: combine(left.value, quantityOfUnits(right.value, "DecimalExponent")) };
  };
}

function asInteger(value: Quantity): CelResult {
  const units = unitsInInt64(value);
  return units === undefined ? celError("cannot convert value to integer") : celInt(units);
}

function partOfVersion(part: "major" | "minor" | "patch"): Implementation {
  return (value) => (value?.kind === "semver" ? celInt(value.value[part]) : undefined);
}

function toInt(value?: CelValue): CelResult | undefined {
  switch (value?.kind) {
    case "int":
      return value;
    case "double":
      return Number.isFinite(value.value) && Math.abs(value.value) < Number(INT64_MAX)
        ? celInt(BigInt(Math.trunc(value.value)))
        : celError("integer overflow");
    case "string":
      return /^[+-]?[0-9]+$/.test(value.value)
        ? celInt(BigInt(value.value))
        : celError(`strconv.ParseInt: parsing "${value.value}": invalid syntax`);
    default:
      return undefined;
  }
}

function toText(value?: CelValue): CelResult | undefined {
  switch (value?.kind) {
    case "string":
      return value;
    case "int":
    case "bool":
      return celString(String(value.value));
    default:
      return undefined;
  }
}

/** Called as `f(x)`. */
export const CEL_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ["size", sizeOf],
  ["matches", ofTexts(2, matches)],
  ["quantity", ofTexts(1, quantity)],
  ["isQuantity", ofTexts(1, (text) => celBool(parseQuantity(text) !== undefined))],
  ["semver", ofTexts(1, semver)],
  ["isSemver", ofTexts(1, (text) => celBool(parseSemver(text) !== undefined))],
  ["int", toInt],
  ["string", toText],
]);

/** Called as `x.f(y)`; the receiver comes first. */
export const CEL_METHODS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ["size", sizeOf],
  ["startsWith", ofTexts(2, (text, start = "") => celBool(text.startsWith(start)))],
  ["endsWith", ofTexts(2, (text, end = "") => celBool(text.endsWith(end)))],
  ["contains", ofTexts(2, (text, part = "") => celBool(text.includes(part)))],
  ["matches", ofTexts(2, matches)],
  ["lowerAscii", ofTexts(1, (text) => celString(text.replace(/[A-Z]+/g, (upper) => lowerCase(upper))))],
  ["upperAscii", ofTexts(1, (text) => celString(text.replace(/[a-z]+/g, (lower) => lower.toUpperCase())))],
  ["trim", ofTexts(1, (text) => celString(trimmedSpace(text)))],
  ["compareTo", ordering((order) => celInt(BigInt(order)))],
  ["isGreaterThan", ordering((order) => celBool(order > 0))],
  ["isLessThan", ordering((order) => celBool(order < 0))],
  ["isInteger", ofQuantity((value) => celBool(unitsInInt64(value) !== undefined))],
  ["asInteger", ofQuantity(asInteger)],
  ["asApproximateFloat", ofQuantity((value) => ({ kind: "double", value: approximateDouble(value) }))],
  ["sign", ofQuantity((value) => celInt(BigInt(signOf(value))))],
  ["add", combined(sumOfQuantities)],
  ["sub", combined(differenceOfQuantities)],
  ["major", partOfVersion("major")],
  ["minor", partOfVersion("minor")],
  ["patch", partOfVersion("patch")],
]);

/** The result of a function that is known (see CEL_FUNCTIONS, CEL_METHODS); a method's receiver is the first argument. */
export function callCel(
  functions: ReadonlyMap<string, Implementation>,
  name: string,
  args: readonly CelValue[],
): CelResult {
  return functions.get(name)!(...args) ?? noSuchOverload(name, ...args);
}

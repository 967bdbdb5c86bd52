// Sums and products of CEL: 64-bit integers that must not overflow, doubles, texts and lists.
// Imitates cel-go common/types/{int,double,string,list}.go, v1.36.

import { fitsInt64 } from "../quantity/int64.ts";
import { celError, celInt, celString, noSuchOverload, type CelResult, type CelValue } from "./values.ts";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/** The operator's value, or why there is none. */
export function calculated(operator: ArithmeticOperator, left: CelValue, right: CelValue): CelResult {
  if (left.kind === "int" && right.kind === "int") return ofIntegers(operator, left.value, right.value);
  if (left.kind === "double" && right.kind === "double") return ofDoubles(operator, left, right);
  if (operator === "+" && left.kind === "string" && right.kind === "string") {
    return celString(left.value + right.value);
  }
  if (operator === "+" && left.kind === "list" && right.kind === "list") {
    return { kind: "list", items: [...left.items, ...right.items] };
  }
  return noSuchOverload(`_${operator}_`, left, right);
}

/** The value with its sign turned. */
export function negatedValue(value: CelValue): CelResult {
  if (value.kind === "double") return { kind: "double", value: -value.value };
  if (value.kind !== "int") return noSuchOverload("-_", value);
  return inInt64(-value.value);
}

function ofIntegers(operator: ArithmeticOperator, left: bigint, right: bigint): CelResult {
  switch (operator) {
    case "+":
      return inInt64(left + right);
    case "-":
      return inInt64(left - right);
    case "*":
      return inInt64(left * right);
    case "/":
      return right === 0n ? celError("division by zero") : inInt64(left / right);
    case "%":
      return right === 0n ? celError("modulus by zero") : inInt64(left % right);
  }
}

function inInt64(value: bigint): CelResult {
  return fitsInt64(value) ? celInt(value) : celError("integer overflow");
}

type Double = Extract<CelValue, { kind: "double" }>;

function ofDoubles(operator: ArithmeticOperator, left: Double, right: Double): CelResult {
  switch (operator) {
    case "+":
      return { kind: "double", value: left.value + right.value };
    case "-":
      return { kind: "double", value: left.value - right.value };
    case "*":
      return { kind: "double", value: left.value * right.value };
    case "/":
      return { kind: "double", value: left.value / right.value };
    case "%":
      return noSuchOverload("_%_", left, right);
  }
}

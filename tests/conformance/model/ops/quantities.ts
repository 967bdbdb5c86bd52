// Operations of quantities.jsonl.

import { jsonText } from "../../../../src/model/go-text.ts";
import {
  areEqualQuantities,
  compareQuantities,
  quantityOfMilli,
  quantityOfUnits,
  signOf,
  ZERO_QUANTITY,
  type Quantity,
  type QuantityFormat,
} from "../../../../src/model/quantity/quantity.ts";
import {
  differenceOfQuantities,
  productOfQuantity,
  roundedUp,
  sumOfQuantities,
} from "../../../../src/model/quantity/quantity-arithmetic.ts";
import { canonicalText } from "../../../../src/model/quantity/canonical-text.ts";
import { parseQuantity, quantityProblem, readQuantity } from "../../../../src/model/quantity/parse-quantity.ts";
import {
  approximateDouble,
  exactMilli,
  exactUnits,
  scaledUnits,
  unitsInInt64,
} from "../../../../src/model/quantity/whole-units.ts";
import { wholeAnswer, type Answer, type Operation, type Operations, type RecordedValue } from "../operation.ts";

export const QUANTITIES_OPERATIONS: Operations = Object.freeze({
  parse: viewed((input) => {
    const text = input.text as string;
    const quantity = parseQuantity(text);
    return quantity === undefined ? { error: quantityProblem(text) } : viewOf(quantity);
  }),
  json: answerJson,
  cmp: wholeAnswer((input) => {
    const [left, right] = [quantityOf(input.a), quantityOf(input.b)];
    return { cmp: compareQuantities(left, right), equal: areEqualQuantities(left, right) };
  }),
  add: viewed((input) => viewOf(sumOfQuantities(quantityOf(input.a), quantityOf(input.b)))),
  sub: viewed((input) => viewOf(differenceOfQuantities(quantityOf(input.a), quantityOf(input.b)))),
  sum: viewed((input) => viewOf((input.list as string[]).map(quantityOf).reduce(sumOfQuantities, ZERO_QUANTITY))),
  roundUp: viewed((input) => {
    const { rounded, exact } = roundedUp(quantityOf(input.text), input.scale as number);
    return { exact, result: viewOf(rounded) };
  }),
  scaledValue: wholeAnswer((input) => ({
    scaledValue: String(scaledUnits(quantityOf(input.text), input.scale as number)),
  })),
  newQuantity: viewed((input) =>
    viewOf(quantityOfUnits(BigInt(input.value as string), input.format as QuantityFormat)),
  ),
  newMilliQuantity: viewed((input) =>
    viewOf(quantityOfMilli(BigInt(input.value as string), input.format as QuantityFormat)),
  ),
  mul: viewed((input) => {
    const { product, fits } = productOfQuantity(quantityOf(input.text), BigInt(input.by as string));
    return { fits, result: viewOf(product) };
  }),
});

function quantityOf(text: unknown): Quantity {
  const quantity = parseQuantity(text as string);
  if (quantity === undefined) throw new Error(`no quantity: ${String(text)}`);
  return quantity;
}

function viewOf(quantity: Quantity): RecordedValue {
  const units = unitsInInt64(quantity);
  return {
    canonical: canonicalText(quantity),
    float: String(approximateDouble(quantity)),
    format: quantity.format,
    sign: signOf(quantity),
    value: String(exactUnits(quantity)),
    milliValue: String(exactMilli(quantity)),
    ...(units === undefined ? {} : { int64: String(units) }),
  };
}

/** The answer holds views: Go and JavaScript write the same double differently. */
function viewed(answer: (input: RecordedValue) => RecordedValue): Operation {
  return (input, expected) => ({
    kind: "answered",
    actual: answer(input),
    expected: withOurFloats(expected),
  });
}

function withOurFloats(value: RecordedValue): RecordedValue {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === "float") return [name, String(Number((part as string).replace("Inf", "Infinity")))];
      return [name, typeof part === "object" && part !== null ? withOurFloats(part as RecordedValue) : part];
    }),
  );
}

/** The raw text counts, which reading it as JSON would lose: 1E3 stays `1E3`. What is no JSON is refused in other words. */
function answerJson(input: RecordedValue, expected: RecordedValue): Answer {
  const raw = input.raw as string;
  if (!isJson(raw)) return { kind: "answered", actual: true, expected: "error" in expected };
  const text = raw.startsWith('"') ? raw.slice(1, -1) : raw;
  const quantity = raw === "null" ? ZERO_QUANTITY : readQuantity(text);
  const actual =
    quantity === undefined
      ? { error: quantityProblem(text.trim()) }
      : { quantity: viewOf(quantity), json: jsonText(canonicalText(quantity)) };
  return { kind: "answered", actual, expected: withOurFloats(expected) };
}

function isJson(raw: string): boolean {
  try {
    JSON.parse(raw);
    return true;
  } catch {
    return false;
  }
}

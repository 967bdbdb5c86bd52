// Reading of quantities: grammar, exactness and rounding, against the records and against fractions of big integers.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fitsInt64 } from "../../../src/model/quantity/int64.ts";
import {
  canonicalQuantity,
  parseQuantity,
  QUANTITY_FORMAT_PROBLEM,
  quantityProblem,
  readQuantity,
} from "../../../src/model/quantity/parse-quantity.ts";
import { compareQuantities, ZERO_QUANTITY, type Quantity } from "../../../src/model/quantity/quantity.ts";
import { roundedUpToMilli, sumOfQuantities } from "../../../src/model/quantity/quantity-arithmetic.ts";
import { exactMilli, exactNano, exactUnits } from "../../../src/model/quantity/whole-units.ts";
import { recordedCalls } from "../recorded-calls.ts";

function quantity(text: string | number): Quantity {
  const parsed = parseQuantity(text);
  expect(parsed, String(text)).toBeDefined();
  return parsed!;
}

describe("a quantity", () => {
  it.each([
    ["0", 0n],
    ["1", 1_000_000_000n],
    ["+1", 1_000_000_000n],
    ["-1", -1_000_000_000n],
    [".5", 500_000_000n],
    ["5.", 5_000_000_000n],
    ["007", 7_000_000_000n],
    ["1n", 1n],
    ["1u", 1_000n],
    ["1m", 1_000_000n],
    ["1k", 1_000_000_000_000n],
    ["1Ki", 1_024_000_000_000n],
    ["1.5Gi", 1_610_612_736_000_000_000n],
    ["1e3", 1_000_000_000_000n],
    ["1E-3", 1_000_000n],
    ["1E", 1_000_000_000_000_000_000_000_000_000n],
    ["1E3", 1_000_000_000_000n],
  ])("%s is %d nano", (text, nano) => {
    expect(exactNano(quantity(text))).toBe(nano);
  });

  it("finer than nano is rounded up in magnitude to one nano", () => {
    expect(exactNano(quantity("0.1n"))).toBe(1n);
    expect(exactNano(quantity("1.0000000001"))).toBe(1_000_000_001n);
    expect(exactNano(quantity("-0.1n"))).toBe(-1n);
    expect(exactNano(quantity("1e-300"))).toBe(1n);
    expect(exactNano(quantity("9e-10000"))).toBe(1n);
    expect(exactNano(quantity("0e-300"))).toBe(0n);
  });

  it("with a binary suffix stops at 2^63 - 1 units, one with a decimal suffix does not", () => {
    const most = ((1n << 63n) - 1n) * 1_000_000_000n;
    expect(exactNano(quantity("8Ei"))).toBe(most);
    expect(exactNano(quantity("999999Ei"))).toBe(most);
    expect(exactNano(quantity("-9Ei"))).toBe(-most);
    expect(exactNano(quantity("10E"))).toBe(10_000_000_000_000_000_000_000_000_000n);
  });

  it("may be a number, as YAML reads it", () => {
    expect(exactNano(quantity(2))).toBe(2_000_000_000n);
    expect(exactNano(quantity(0.1))).toBe(100_000_000n);
    expect(exactNano(quantity(1e21))).toBe(exactNano(quantity("1e21")));
    expect(exactNano(quantity(1e-7))).toBe(100n);
  });

  it.each([
    "",
    " ",
    "1 ",
    " 1",
    "1 Gi",
    "ten",
    "1KI",
    "1K",
    "1ki",
    "1gi",
    "1Zi",
    "1mm",
    "1e",
    "1e3m",
    "1.2.3",
    "--1",
    "1-",
    "0x10",
    "1,5",
    "NaN",
    "Infinity",
    "½",
    "１",
    "1e10001",
    "1e-10001",
    "1e9223372036854775808",
    "1".repeat(16_385),
  ])("is not what `%s` is", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it.each([".", "+", "-", "+.", "Ki", "m", "e3", "-Mi", "0e-20"])("is zero if it is written `%s`", (text) => {
    expect(exactNano(quantity(text))).toBe(0n);
  });

  it.each(["Ei", "Pi", ".Ei", "e-20", "-.e-20"])(
    "is none without a digit where the decimal way asks for one: `%s`",
    (text) => {
      expect(quantityProblem(text)).toBe("unable to parse numeric part of quantity");
    },
  );

  it("has its exponent cut to 32 bits", () => {
    expect(exactUnits(quantity("7e4294967297"))).toBe(70n);
  });

  it.each([
    ["", QUANTITY_FORMAT_PROBLEM],
    ["abc", QUANTITY_FORMAT_PROBLEM],
    ["1k5k", QUANTITY_FORMAT_PROBLEM],
    ["1KI", QUANTITY_FORMAT_PROBLEM],
    ["1K", "unable to parse quantity's suffix"],
    ["1e", "unable to parse quantity's suffix"],
    ["1e+", "unable to parse quantity's suffix"],
    ["1M5", "unable to parse quantity's suffix"],
    ["1Gi", undefined],
  ])("is refused in the API server's words: `%s`", (text, problem) => {
    expect(quantityProblem(text)).toBe(problem);
  });

  it("may have blanks around it in a manifest, though not in itself", () => {
    expect(readQuantity(" \t1Gi\u0085\u2003\n")).toEqual(quantity("1Gi"));
    expect(readQuantity("\uFEFF1Gi")).toBeUndefined();
    expect(readQuantity("1 Gi")).toBeUndefined();
    expect(readQuantity("  ")).toBeUndefined();
    expect(readQuantity("")).toBeUndefined();
  });

  it("is written back in its canonical form", () => {
    expect([1.5, " 1024Mi ", 1000, "0.50", "1.500m", "one"].map(canonicalQuantity)).toEqual([
      "1500m",
      "1Gi",
      "1k",
      "500m",
      "1.500m",
      undefined,
    ]);
  });

  it("is no number that is none", () => {
    expect(parseQuantity(Number.NaN)).toBeUndefined();
    expect(parseQuantity(Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});

/** A number as a fraction of big integers: the oracle knows neither suffix tables nor rounding of ours. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY = ["Ki", "Mi", "Gi", "Ti", "Pi"];

function fractionOf(whole: string, fraction: string, scale: Fraction): Fraction {
  const tens = 10n ** BigInt(fraction.length);
  return { numerator: BigInt(whole + fraction) * scale.numerator, denominator: tens * scale.denominator };
}

function scaleOf(suffix: string): Fraction {
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return { numerator: 1024n ** BigInt(binary + 1), denominator: 1n };
  const power = 3 * DECIMAL.indexOf(suffix) - 9;
  return power >= 0
    ? { numerator: 10n ** BigInt(power), denominator: 1n }
    : { numerator: 1n, denominator: 10n ** BigInt(-power) };
}

/** The smallest integer that is not below the fraction times `times`. */
function ceiling({ numerator, denominator }: Fraction, times: bigint): bigint {
  const scaled = numerator * times;
  return scaled / denominator + (scaled % denominator === 0n ? 0n : 1n);
}

const written = fc.record({
  whole: fc.stringMatching(/^[0-9]{1,6}$/),
  fraction: fc.stringMatching(/^[0-9]{0,12}$/),
  suffix: fc.constantFrom(...DECIMAL.slice(0, 8), ...BINARY.slice(0, 4)),
});

describe("a written quantity of any form", () => {
  it("is the fraction that it says, rounded up to nano, units and milli", () => {
    fc.assert(
      fc.property(written, ({ whole, fraction, suffix }) => {
        const text = `${whole}${fraction === "" ? "" : "."}${fraction}${suffix}`;
        const exact = fractionOf(whole, fraction, scaleOf(suffix));
        const nano = ceiling(exact, 1_000_000_000n);
        const rounded = { numerator: nano, denominator: 1_000_000_000n };
        expect(exactNano(quantity(text)), text).toBe(nano);
        expect(exactUnits(quantity(text)), text).toBe(ceiling(rounded, 1n));
        const milli = ceiling(rounded, 1000n);
        if (fitsInt64(milli)) expect(exactMilli(quantity(text)), text).toBe(milli);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it("mirrors its negative", () => {
    fc.assert(
      fc.property(written, ({ whole, fraction, suffix }) => {
        const text = `${whole}.${fraction}${suffix}`;
        expect(exactNano(quantity(`-${text}`))).toBe(-exactNano(quantity(text)));
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});

interface View {
  readonly error?: string;
  readonly value: string;
  readonly milliValue: string;
}

interface QuantityCall {
  readonly op: "parse" | "json" | "cmp" | "add" | "sum" | "roundUp";
  readonly text: string;
  readonly raw: string;
  readonly a: string;
  readonly b: string;
  readonly list: readonly string[];
}

interface QuantityAnswer extends View {
  readonly quantity?: View;
  readonly cmp: number;
  readonly result: View;
}

function viewOf(parsed: Quantity | undefined): Partial<View> {
  if (parsed === undefined) return { error: "no quantity" };
  return { value: String(exactUnits(parsed)), milliValue: String(exactMilli(parsed)) };
}

function same(view: View): Partial<View> {
  return view.error === undefined ? { value: view.value, milliValue: view.milliValue } : { error: "no quantity" };
}

function fromJson(raw: string): Quantity | undefined {
  const value: unknown = JSON.parse(raw);
  return typeof value === "string" || typeof value === "number" ? readQuantity(value) : undefined;
}

describe("the library", () => {
  it.each(recordedCalls<QuantityCall, QuantityAnswer>("quantities"))("agrees in $case", ({ input, expected }) => {
    switch (input.op) {
      case "parse":
        expect(viewOf(parseQuantity(input.text))).toEqual(same(expected));
        break;
      case "json":
        expect(viewOf(fromJson(input.raw))).toEqual(same(expected.quantity ?? expected));
        break;
      case "add":
        expect(viewOf(sumOfQuantities(quantity(input.a), quantity(input.b)))).toEqual(same(expected));
        break;
      case "sum":
        expect(viewOf(input.list.map(quantity).reduce(sumOfQuantities, ZERO_QUANTITY))).toEqual(same(expected));
        break;
      case "cmp":
        expect(compareQuantities(quantity(input.a), quantity(input.b))).toBe(expected.cmp);
        break;
      case "roundUp":
        expect(viewOf(roundedUpToMilli(quantity(input.text)))).toEqual(same(expected.result));
        break;
    }
  });
});

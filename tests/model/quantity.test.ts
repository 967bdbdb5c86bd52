// Quantities: grammar, exactness and rounding, against the records and against fractions of big integers.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  largerQuantity,
  milliUnits,
  parseQuantity,
  roundedUpToMilli,
  sumOfQuantities,
  wholeUnits,
  ZERO_QUANTITY,
  type Quantity,
} from "../../src/model/quantity.ts";
import { recordedCalls } from "./recorded-calls.ts";

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
    expect(quantity(text).nano).toBe(nano);
  });

  it("finer than nano is rounded up in magnitude to one nano", () => {
    expect(quantity("0.1n").nano).toBe(1n);
    expect(quantity("1.0000000001").nano).toBe(1_000_000_001n);
    expect(quantity("-0.1n").nano).toBe(-1n);
    expect(quantity("1e-300").nano).toBe(1n);
    expect(quantity("9e-99999999999999999999").nano).toBe(1n);
    expect(quantity("0e-300").nano).toBe(0n);
  });

  it("with a binary suffix stops at 2^63 - 1 units, one with a decimal suffix does not", () => {
    const most = ((1n << 63n) - 1n) * 1_000_000_000n;
    expect(quantity("8Ei").nano).toBe(most);
    expect(quantity("999999Ei").nano).toBe(most);
    expect(quantity("-9Ei").nano).toBe(-most);
    expect(quantity("10E").nano).toBe(10_000_000_000_000_000_000_000_000_000n);
  });

  it("may be a number, as YAML reads it", () => {
    expect(quantity(2).nano).toBe(2_000_000_000n);
    expect(quantity(0.1).nano).toBe(100_000_000n);
    expect(quantity(1e21).nano).toBe(quantity("1e21").nano);
    expect(quantity(1e-7).nano).toBe(100n);
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
    ".",
    "NaN",
    "Infinity",
    "1e65",
    "1".repeat(129),
  ])("is not what `%s` is", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it("is no number that is none", () => {
    expect(parseQuantity(Number.NaN)).toBeUndefined();
    expect(parseQuantity(Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});

describe("whole units and thousandths", () => {
  it.each([
    ["memory 0.1 is one byte", "0.1", 1, 100],
    ["cpu 1u is one milli", "1u", 1, 1],
    ["cpu 100u is one milli", "100u", 1, 1],
    ["cpu 0.0001 is one milli", "0.0001", 1, 1],
    ["0.4m is one milli", "0.4m", 1, 1],
    ["1500m is two units", "1500m", 2, 1500],
    ["-1500m is minus two units", "-1500m", -2, -1500],
    ["nothing is nothing", "0", 0, 0],
  ])("are rounded away from zero: %s", (_sentence, text, units, milli) => {
    expect(wholeUnits(quantity(text))).toBe(units);
    expect(milliUnits(quantity(text))).toBe(milli);
  });

  it("are exact up to 2^53", () => {
    expect(wholeUnits(quantity("9007199254740991"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(milliUnits(quantity("9007199254740991m"))).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("quantities together", () => {
  it("are added before they are rounded: three times 0.4m is 2m and not 3m", () => {
    const third = quantity("0.4m");
    expect(milliUnits(sumOfQuantities(sumOfQuantities(third, third), third))).toBe(2);
  });

  it("are rounded up to whole milli one by one where the API server stores them", () => {
    expect(roundedUpToMilli(quantity("0.4m")).nano).toBe(1_000_000n);
    expect(roundedUpToMilli(quantity("-0.4m")).nano).toBe(-1_000_000n);
    expect(roundedUpToMilli(quantity("7m")).nano).toBe(7_000_000n);
  });

  it("are compared exactly: the larger by one nano is the larger", () => {
    const larger = sumOfQuantities(quantity("1"), quantity("1n"));
    expect(largerQuantity(quantity("1"), larger)).toBe(larger);
    expect(largerQuantity(larger, quantity("1"))).toBe(larger);
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
        expect(quantity(text).nano, text).toBe(nano);
        // Beyond 2^53 a double holds the nearest number that it can.
        expect(wholeUnits(quantity(text)), text).toBe(Number(ceiling(rounded, 1n)));
        expect(milliUnits(quantity(text)), text).toBe(Number(ceiling(rounded, 1000n)));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it("mirrors its negative", () => {
    fc.assert(
      fc.property(written, ({ whole, fraction, suffix }) => {
        const text = `${whole}.${fraction}${suffix}`;
        expect(quantity(`-${text}`).nano).toBe(-quantity(text).nano);
        expect(wholeUnits(quantity(`-${text}`)) + wholeUnits(quantity(text))).toBe(0);
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
  return { value: String(wholeUnits(parsed)), milliValue: String(milliUnits(parsed)) };
}

function same(view: View): Partial<View> {
  return view.error === undefined ? { value: view.value, milliValue: view.milliValue } : { error: "no quantity" };
}

function fromJson(raw: string): Quantity | undefined {
  const value: unknown = JSON.parse(raw);
  return typeof value === "string" || typeof value === "number" ? parseQuantity(value) : undefined;
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
      case "cmp": {
        const difference = quantity(input.a).nano - quantity(input.b).nano;
        expect(difference === 0n ? 0 : difference < 0n ? -1 : 1).toBe(expected.cmp);
        break;
      }
      case "roundUp":
        expect(viewOf(roundedUpToMilli(quantity(input.text)))).toEqual(same(expected.result));
        break;
    }
  });
});

// The text that Kubernetes writes for a quantity.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { canonicalText } from "../../../src/model/quantity/canonical-text.ts";
import { INT64_MIN } from "../../../src/model/quantity/int64.ts";
import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { compareQuantities, quantityOfUnits, type QuantityFormat } from "../../../src/model/quantity/quantity.ts";

describe("the canonical text", () => {
  it.each([
    ["0", "0"],
    ["0Gi", "0"],
    ["1000m", "1"],
    ["0.5", "500m"],
    ["1500m", "1500m"],
    ["100", "100"],
    ["1000", "1k"],
    ["12000k", "12M"],
    ["0.1n", "1n"],
    ["1024", "1024"],
    ["1024Ki", "1Mi"],
    ["1.5Gi", "1536Mi"],
    ["0.5Ki", "512"],
    ["0.3Mi", "314572800m"],
    ["0.0001Ki", "102400u"],
    ["1023Mi", "1023Mi"],
    ["8Ei", "9223372036854775807"],
    ["-2048Ki", "-2Mi"],
    ["1e4", "10e3"],
    ["100000e-4", "10"],
    ["12e-1", "1200e-3"],
  ])("of %s is %s", (text, canonical) => {
    expect(canonicalText(parseQuantity(text)!)).toBe(canonical);
  });

  it.each(["+1", "1E3", "0100m", "1.500m", "2.500", "-007", "1e3"])("repeats %s as it was typed", (text) => {
    expect(canonicalText(parseQuantity(text)!)).toBe(text);
  });

  it("loses the suffix beyond E and Ei", () => {
    expect(canonicalText(parseQuantity("1000E")!)).toBe("1");
    expect(canonicalText(parseQuantity("12e21")!)).toBe("12e21");
  });

  it.each<[bigint, QuantityFormat, string]>([
    [1_048_576n, "BinarySI", "1Mi"],
    [1_000_000n, "BinarySI", "1000000"],
    [1023n, "BinarySI", "1023"],
    [-1024n, "BinarySI", "-1Ki"],
    [INT64_MIN, "BinarySI", "-9223372036854775808"],
    [1_000_000n, "", "1e6"],
    [0n, "", "0"],
  ])("of %d units in the format %s is %s", (units, format, canonical) => {
    expect(canonicalText(quantityOfUnits(units, format))).toBe(canonical);
  });

  it("reads back to the same amount", () => {
    const text = fc
      .tuple(
        fc.stringMatching(/^[0-9]{1,12}(\.[0-9]{0,6})?$/),
        fc.constantFrom("n", "u", "m", "", "k", "M", "Ki", "Mi", "e3", "e-2"),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (written) => {
        const quantity = parseQuantity(written)!;
        const again = parseQuantity(canonicalText(quantity))!;
        expect(compareQuantities(again, quantity), written).toBe(0);
        expect(canonicalText(again)).toBe(canonicalText(quantity));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

// ln, to the last bit as Go computes it on amd64.

import { describe, expect, it } from "vitest";

import { naturalLogarithm } from "../../../src/scheduling/plugins/natural-logarithm.ts";

/** math.Float64bits(math.Log(n)); the engine's own logarithm of 14, 176, 185, 220, 680 and 20256 differs. */
const GO_BITS: readonly (readonly [number: number, bits: bigint])[] = [
  [2, 4604418534313441775n],
  [3, 4607626529066517258n],
  [5, 4609927083155361075n],
  [10, 4612367379483415830n],
  [12, 4612777931131035261n],
  [14, 4613125047603149736n],
  [100, 4616870979110786326n],
  [176, 4617507465875732638n],
  [185, 4617563616564528939n],
  [220, 4617758703179369838n],
  [502, 4618687539722840352n],
  [680, 4619029242101266627n],
  [1000, 4619463459452485536n],
  [5002, 4620984596700103865n],
  [20256, 4621771945943501689n],
  [100002, 4622670830167892907n],
];

function bitsOf(number: number): bigint {
  return new BigUint64Array(Float64Array.of(number).buffer)[0]!;
}

describe("the natural logarithm", () => {
  it.each(GO_BITS)("of %d has Go's bits", (number, bits) => {
    expect(bitsOf(naturalLogarithm(number))).toBe(bits);
  });

  it("is within one unit in the last place of the engine's own", () => {
    for (let number = 1; number < 3000; number += 1) {
      const difference = bitsOf(naturalLogarithm(number)) - bitsOf(Math.log(number));
      expect([-1n, 0n, 1n]).toContain(difference);
    }
  });
});

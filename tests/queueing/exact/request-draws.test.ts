// What single requests draw: evenly, each by itself, and the same whenever it is asked for.

import { describe, expect, it } from "vitest";

import { drawOfCall, DRAW, RequestDraws, sourceKey } from "../../../src/queueing/exact/request-draws.ts";

function draw(source: string, numbers: readonly number[], number: number): number {
  const [first, second] = sourceKey("seed", source);
  const draws = new RequestDraws();
  draws.enter(first!, second!);
  for (const each of numbers) draws.descend(each);
  return draws.unit(number);
}

/** How far counts of tenths are from even ones: a chi-square of nine degrees. */
function unevenness(units: readonly number[]): number {
  const counts = Array<number>(10).fill(0);
  for (const unit of units) counts[Math.floor(unit * 10)]! += 1;
  const expected = units.length / 10;
  return counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
}

const numbers = Array.from({ length: 20_000 }, (_, number) => number);
/** The chance of more by accident is one in ten thousand. */
const TOO_UNEVEN = 33.7;

describe("the draws of requests", () => {
  it("are even over requests, over the draws of one, and over its calls", () => {
    for (const kind of Object.values(DRAW)) {
      expect(unevenness(numbers.map((number) => draw("users", [number], kind)))).toBeLessThan(TOO_UNEVEN);
    }
    expect(unevenness(numbers.map((number) => draw("users", [7], number)))).toBeLessThan(TOO_UNEVEN);
    expect(unevenness(numbers.map((number) => draw("users", [7], drawOfCall(number))))).toBeLessThan(TOO_UNEVEN);
    expect(unevenness(numbers.map((number) => draw("users", [7, number], 0)))).toBeLessThan(TOO_UNEVEN);
  });

  it("know nothing of one another", () => {
    const pairs: readonly (readonly [number, number])[] = [
      ...numbers.map((number) => [draw("users", [number], 0), draw("users", [number], 1)] as const),
      ...numbers.map((number) => [draw("users", [number], 3), draw("users", [number + 1], 3)] as const),
      ...numbers.map((number) => [draw("users", [number], 3), draw("users", [number, 0], 3)] as const),
      ...numbers.map((number) => [draw("users", [number], 3), draw("others", [number], 3)] as const),
    ];
    // The fraction of the sum of two unrelated even numbers is even; so is that of their difference.
    expect(unevenness(pairs.map(([one, other]) => (one + other) % 1))).toBeLessThan(TOO_UNEVEN);
    expect(unevenness(pairs.map(([one, other]) => (one - other + 1) % 1))).toBeLessThan(TOO_UNEVEN);
  });

  it("go on past the numbers of 32 bits", () => {
    const far = 4_294_967_296;
    expect(draw("users", [5 + far], 0)).not.toBe(draw("users", [5], 0));
    expect(draw("users", [5 + far], 0)).toBe(draw("users", [5 + far], 0));
  });

  it("serve laws one after another", () => {
    const draws = new RequestDraws();
    draws.enter(1, 2);
    const source = draws.from(DRAW.demand);
    expect([source.nextUnit(), source.nextUnit()]).toEqual([draws.unit(3), draws.unit(4)]);
  });
});

// Draws by entity: uniform along every axis, unrelated between neighbours, and without any state.

import { describe, expect, it } from "vitest";

import { entityDraw, EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { expectUncorrelated, expectUniform } from "./uniformity.ts";

const COUNT = 100_000;
const draws = new EntityDraws("1", "lifetimes");

function along(unit: (index: number) => number): number[] {
  return Array.from({ length: COUNT }, (_, index) => unit(index));
}

describe("draws by entity", () => {
  it("are uniform and independent over entities, over draws, and over both", () => {
    expectUniform(along((index) => draws.unit(index, 0)));
    expectUniform(along((index) => draws.unit(12_345, index)));
    expectUniform(along((index) => draws.unit(index >> 3, index & 7)));
    expectUniform(along((index) => draws.unit(index * 4096, 3)));
  });

  it("are uniform over neighbouring seeds and purposes", () => {
    const units = Array.from({ length: 20_000 }, (_, index) =>
      entityDraw(String(index % 141), `purpose-${Math.floor(index / 141)}`, 5, 1),
    );
    expectUniform(units);
  });

  it("are unrelated between entity and draw, neighbours, seeds and purposes", () => {
    const units = along((index) => draws.unit(index, 0));
    expectUncorrelated(
      units,
      along((index) => draws.unit(index, 1)),
    );
    expectUncorrelated(
      units,
      along((index) => draws.unit(index + 1, 0)),
    );
    expectUncorrelated(
      units,
      along((index) => draws.unit(0, index)),
    );
    for (const other of [new EntityDraws("2", "lifetimes"), new EntityDraws("1", "pulls")]) {
      expectUncorrelated(
        units,
        along((index) => other.unit(index, 0)),
      );
    }
  });

  it("change about half of their 53 bits when one bit of the entity or of the draw changes", () => {
    for (let bit = 0; bit < 32; bit += 1) {
      let changed = 0;
      for (let entity = 0; entity < 500; entity += 1) {
        const unit = draws.unit(entity, 9);
        changed += differingBits(unit, draws.unit(entity ^ (1 << bit), 9));
        changed += differingBits(unit, draws.unit(entity, 9 ^ (1 << bit)));
      }
      expect(changed / 1000).toBeGreaterThan(25.5);
      expect(changed / 1000).toBeLessThan(27.5);
    }
  });

  it("do not depend on what was drawn before, nor on the object that draws", () => {
    const fresh = new EntityDraws("1", "lifetimes");
    const backwards = along((index) => draws.unit(COUNT - 1 - index, 2)).toReversed();
    expect(backwards).toEqual(along((index) => fresh.unit(index, 2)));
    expect(entityDraw("1", "lifetimes", 77, 2)).toBe(fresh.unit(77, 2));
  });

  it("come as a source that walks through the draws of one entity", () => {
    const source = draws.of(8);
    const drawn = [source.nextUnit(), source.nextUnit(), source.nextUnit()];
    expect(drawn).toEqual([0, 1, 2].map((number) => draws.unit(8, number)));
    expect(draws.of(8, 2).nextUnit()).toBe(drawn[2]);
    expect(draws.of(9).nextUnit()).toBe(draws.unit(9, 0));
  });
});

function differingBits(x: number, y: number): number {
  let rest = BigInt(x * 2 ** 53) ^ BigInt(y * 2 ** 53);
  let count = 0;
  while (rest > 0n) {
    count += Number(rest & 1n);
    rest >>= 1n;
  }
  return count;
}

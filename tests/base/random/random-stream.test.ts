// One stream: uniform, reproducible, unrelated to its neighbours, and restorable.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { expectUncorrelated, expectUniform } from "./uniformity.ts";

const COUNT = 100_000;

function unitsOf(stream: RandomStream, count = COUNT): number[] {
  return Array.from({ length: count }, () => stream.nextUnit());
}

describe("a random stream", () => {
  it.each(["1", "2", "a long seed with words"])("gives uniform independent numbers for the seed %s", (seed) => {
    expectUniform(unitsOf(new RandomStream(seed, "arrivals")));
  });

  it("gives the same numbers for the same seed and name, and keeps those of published runs", () => {
    expect(unitsOf(new RandomStream("1", "arrivals"), 50)).toEqual(unitsOf(new RandomStream("1", "arrivals"), 50));
    expect(unitsOf(new RandomStream("42", "arrivals"), 3)).toEqual([
      0.7105856439795357, 0.6054867616478996, 0.21616353679841438,
    ]);
  });

  it("has nothing in common with the stream of a neighbouring seed or name", () => {
    const units = unitsOf(new RandomStream("1", "arrivals"));
    for (const [seed, name] of [
      ["2", "arrivals"],
      ["1", "arrivalt"],
      ["1", "lifetimes"],
      ["10", "arrivals"],
    ] as const) {
      expectUncorrelated(units, unitsOf(new RandomStream(seed, name)));
    }
  });

  it("has no linear relation between four seeds whose texts cancel out", () => {
    const streams = ["0", "1", "2", "3"].map((seed) => new RandomStream(seed, "arrivals"));
    const combined = Array.from({ length: 1000 }, () =>
      streams.reduce((bits, stream) => bits ^ Math.floor(stream.nextUnit() * 2 ** 31), 0),
    );
    expect(new Set(combined).size).toBe(1000);
  });

  it("gives indices that are equally likely", () => {
    const stream = new RandomStream("1", "indices");
    const counts = new Int32Array(6);
    for (let draw = 0; draw < 60_000; draw += 1) counts[stream.nextIndex(6)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(9_600);
    expect(Math.max(...counts)).toBeLessThan(10_400);
  });

  it("goes on from a saved state, in itself and in another stream", () => {
    const stream = new RandomStream("1", "arrivals");
    unitsOf(stream, 1234);
    const saved = stream.snapshot();
    const expected = unitsOf(stream, 1000);
    const other = new RandomStream("2", "other");
    other.restore(saved);
    stream.restore(saved);
    expect(unitsOf(other, 1000)).toEqual(expected);
    expect(unitsOf(stream, 1000)).toEqual(expected);
  });

  it("refuses a state that it can never have had", () => {
    const stream = new RandomStream("1", "arrivals");
    expect(() => stream.restore({ state: new Int32Array(4) })).toThrow(/not all zero/);
    expect(() => stream.restore({ state: Int32Array.of(1) })).toThrow(/four words/);
    expect(() => stream.restore({})).toThrow(/four words/);
  });
});

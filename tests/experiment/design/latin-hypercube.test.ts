// Latin hypercubes: each part of each parameter once, whatever the seed.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { LATIN_HYPERCUBE, sharesOf } from "../../../src/experiment/design/latin-hypercube.ts";
import { betweenAxis, listedAxis, madeOptions } from "./made-options.ts";

function shares(seed: string, points: number, axes: number): readonly Float64Array[] {
  return sharesOf(
    Array.from({ length: axes }, (_, axis) => new RandomStream(seed, `test/${axis}`)),
    points,
  );
}

describe("a latin hypercube", () => {
  it("meets each of its parts once in each parameter", () => {
    const sizes = fc.tuple(
      fc.string({ minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5 }),
    );
    fc.assert(
      fc.property(sizes, ([seed, points, axes]) => {
        for (const column of shares(seed, points, axes)) {
          const parts = [...column].map((share) => Math.floor(share * points)).sort((a, b) => a - b);
          expect(parts).toEqual(Array.from({ length: points }, (_, part) => part));
        }
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it("keeps its points apart: farther than one that was drawn once", () => {
    const least = (columns: readonly Float64Array[]): number => {
      const [a, b] = [columns[0]!, columns[1]!];
      const distances = [...a].flatMap((_, one) =>
        Array.from({ length: one }, (_other, other) => Math.hypot(a[one]! - a[other]!, b[one]! - b[other]!)),
      );
      return Math.min(...distances);
    };
    const seeds = ["1", "2", "3", "4", "5"];
    const first = seeds.map((seed) => (least([0, 1].map((axis) => shares(seed, 12, 2)[axis]!)) >= 0.12 ? 1 : 0));
    expect(first).toEqual([1, 1, 1, 1, 1]);
  });

  it("gives listed levels equal parts, and ranges all of their extent", () => {
    const axes = [listedAxis("a", "x", "y"), betweenAxis("b", 0, 100)];
    const options = madeOptions({ design: "latin-hypercube", axes, drawnPoints: 10 });
    const rows = LATIN_HYPERCUBE.layOut(options, new RandomStreams("1"));
    expect(rows.filter(([a]) => a!.value === "x")).toHaveLength(5);
    const tens = rows.map(([, b]) => Math.floor(Number(b!.value) / 10)).sort((a, b) => a - b);
    expect(tens).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rows).toEqual(LATIN_HYPERCUBE.layOut(options, new RandomStreams("1")));
    expect(rows).not.toEqual(LATIN_HYPERCUBE.layOut(options, new RandomStreams("2")));
  });
});

// Points loaded before anything runs.

import { describe, expect, it } from "vitest";

import type { Design } from "../../src/experiment/design/point.ts";
import { pointsToLoad } from "../../src/experiment/load-variants.ts";

/** A design of two factors: `numbers` amounts, each with the next of `texts`. */
function design(numbers: number, texts: readonly string[]): Design {
  const amounts = Array.from({ length: numbers }, (_, number) => String(number));
  return {
    factors: [
      { name: "a", paths: ["a"], levels: amounts, isNumeric: true },
      { name: "b", paths: ["b"], levels: texts, isNumeric: false },
    ],
    points: amounts.map((_, index) => ({
      index,
      assignments: [
        { path: "a", value: index },
        { path: "b", value: texts[index % texts.length] },
      ],
      levels: [index, index % texts.length],
    })),
  };
}

describe("the points that are loaded", () => {
  it("are all of a small design", () => {
    const small = design(200, ["x"]);
    expect(pointsToLoad(small)).toBe(small.points);
  });

  it("are two hundred of a large one, from end to end", () => {
    const indices = pointsToLoad(design(5_000, ["x", "y"])).map(({ index }) => index);
    expect(indices).toHaveLength(200);
    expect([indices[0], indices.at(-1)]).toEqual([0, 4_999]);
    const gaps = indices.slice(1).map((index, at) => index - indices[at]!);
    expect(Math.max(...gaps)).toBeLessThan(60);
  });

  it("have every level that may name a file", () => {
    const texts = Array.from({ length: 900 }, (_, number) => `${number}.yaml`);
    const loaded = pointsToLoad(design(5_000, texts));
    expect(new Set(loaded.map(({ levels }) => levels[1])).size).toBe(900);
  });
});

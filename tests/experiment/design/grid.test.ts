// Full factorial designs.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { GRID } from "../../../src/experiment/design/grid.ts";
import type { SweepOptions } from "../../../src/scenario/sweep/sweep-options.ts";
import { listedAxis, madeOptions } from "./made-options.ts";

function points(options: SweepOptions): readonly string[] {
  const rows = GRID.layOut(options, new RandomStreams("1"));
  return rows.map((row) => row.map(({ path, value }) => `${path}=${String(value)}`).join(" "));
}

describe("a grid", () => {
  it("lets the first parameter vary slowest", () => {
    const options = madeOptions({ axes: [listedAxis("a", 1, 2), listedAxis("b", "x", "y", "z")] });
    expect(points(options)).toEqual(["a=1 b=x", "a=1 b=y", "a=1 b=z", "a=2 b=x", "a=2 b=y", "a=2 b=z"]);
  });

  it("of nothing is one point", () => {
    expect(points(madeOptions({}))).toEqual([""]);
    expect(GRID.countPoints(madeOptions({}), 10)).toBe(1);
  });

  it("sets all paths of a pair at once", () => {
    const levels = [
      [1, "x"],
      [2, "y"],
    ];
    const pair = { name: "pair", paths: ["a", "b"], values: { kind: "listed", levels } } as const;
    expect(points(madeOptions({ axes: [pair] }))).toEqual(["a=1 b=x", "a=2 b=y"]);
  });

  it("opens nested parameters where their condition holds, all of it", () => {
    const options = madeOptions({
      axes: [listedAxis("a", 1, 2), listedAxis("b", { c: 1 }, null)],
      nested: [
        { when: [{ path: "a", value: 2 }], axes: [listedAxis("n", 7, 8)] },
        {
          when: [
            { path: "a", value: 2 },
            { path: "b", value: { c: 1 } },
          ],
          axes: [listedAxis("m", 5, 6)],
        },
      ],
    });
    const found = GRID.layOut(options, new RandomStreams("1")).map((row) =>
      row
        .slice(2)
        .map(({ path, value }) => `${path}${String(value)}`)
        .join(),
    );
    expect(found).toEqual(["", "", "n7,m5", "n7,m6", "n8,m5", "n8,m6", "n7", "n8"]);
    expect(GRID.countPoints(options, 100)).toBe(8);
    expect(GRID.countPoints(options, 3)).toBeGreaterThan(3);
  });

  it("has as many points as its levels have combinations, each once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), (sizes) => {
        const axes = sizes.map((size, axis) =>
          listedAxis(`p${axis}`, ...Array.from({ length: size }, (_, level) => level)),
        );
        const found = points(madeOptions({ axes }));
        const product = sizes.reduce((size, count) => size * count, 1);
        expect(found).toHaveLength(product);
        expect(new Set(found).size).toBe(product);
        expect(GRID.countPoints(madeOptions({ axes }), 1_000_000)).toBe(product);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("is counted without being made", () => {
    const axes = Array.from({ length: 9 }, (_, axis) =>
      listedAxis(`p${axis}`, ...Array.from({ length: 10 }, (_level, level) => level)),
    );
    expect(GRID.countPoints(madeOptions({ axes }), 1_000_000)).toBe(1_000_000_000);
  });
});

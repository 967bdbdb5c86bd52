// The amounts that a search may try.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { amountsOf } from "../../../src/experiment/line/amounts.ts";
import type { SearchedPath } from "../../../src/scenario/sweep/read-search.ts";

function path(extent: SearchedPath["extent"], isWhole = false): SearchedPath {
  return { text: "p", unit: "", isWhole, extent, pricePerHour: undefined };
}

const range = (from: number, to: number) => ({ kind: "range", from, to }) as const;

describe("amounts", () => {
  it("are all whole numbers of a short range", () => {
    expect(amountsOf(path(range(1, 5), true), null)).toEqual({
      amounts: [1, 2, 3, 4, 5],
      first: [0, 4],
      strides: [],
      nearEnough: 1,
    });
  });

  it("ascend from end to end, no further apart than was asked for", () => {
    const amount = fc.double({ min: 0.01, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(
        amount,
        fc.double({ min: 1.01, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (from, times, share) => {
          const { amounts, nearEnough } = amountsOf(path(range(from, from * times)), { kind: "share", share })!;
          expect([amounts[0], amounts.at(-1)]).toEqual([from, from * times]);
          amounts.slice(nearEnough).forEach((later, at) => {
            expect(later).toBeGreaterThan(amounts[at]!);
            expect(later).toBeLessThanOrEqual(amounts[at]! * (1 + 2.6 * share));
          });
        },
      ),
      { seed: 77, numRuns: 60 },
    );
  });

  it("can be read by people", () => {
    expect(amountsOf(path(range(10, 11)), { kind: "share", share: 0.02 })!.amounts).toEqual([
      10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7, 10.8, 10.9, 11,
    ]);
    expect(amountsOf(path(range(200, 210)), { kind: "step", step: 8 })!.amounts).toEqual([200, 204, 208, 210]);
  });

  it("go out from the scenario's own value as far as the field takes it", () => {
    const extent = { kind: "around", amount: 8, accepts: (count: number) => count <= 20 } as const;
    const { amounts, first, strides } = amountsOf(path(extent, true), null)!;
    expect([amounts[0], amounts.at(-1)]).toEqual([1, 16]);
    expect(first.map((place) => amounts[place])).toEqual([8]);
    expect(strides.map((place) => amounts[place])).toEqual([1, 2, 4, 8, 16]);
  });

  it("are those that were listed, and never too many", () => {
    expect(amountsOf(path({ kind: "listed", amounts: [1, 4, 9] }), null)).toMatchObject({
      amounts: [1, 4, 9],
      first: [0, 2],
    });
    expect(amountsOf(path(range(0, 1)), { kind: "step", step: 0.000_01 })).toBeUndefined();
    expect(amountsOf(path(range(0, 1)), { kind: "share", share: 0.1 })!.amounts.slice(0, 3)).toEqual([0, 0.05, 0.053]);
  });
});

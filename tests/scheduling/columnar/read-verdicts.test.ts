// The loops that read kept verdicts, against a search said plainly.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { REFUSED, STALE } from "../../../src/scheduling/columnar/class-cache.ts";
import {
  readBest,
  readVerdicts,
  readVerdictsWithin,
  type BestNode,
} from "../../../src/scheduling/columnar/read-verdicts.ts";
import { selectHost } from "../../../src/scheduling/framework/select-host.ts";

/** A node as the loops see it: is its score fresh, and what does it say? */
interface Told {
  readonly fresh: boolean;
  readonly score: number;
}

function scoresOf(told: readonly Told[]): Int32Array {
  return Int32Array.from(told, ({ fresh, score }) => (fresh ? score : STALE));
}

function emptyBest(): BestNode {
  return { node: -1, total: REFUSED, position: 0, count: 0, refused: 0 };
}

function found(size: number) {
  return {
    nodes: new Int32Array(size),
    totals: new Float64Array(size),
    points: new Float64Array(size),
    count: 0,
    refused: 0,
  };
}

/** Few scores, so that equals are common; now and then a stale one. */
const arbitraryTold = fc.array(
  fc.record({
    fresh: fc.nat({ max: 60 }).map((drawn) => drawn > 0),
    score: fc.integer({ min: REFUSED, max: 3 }),
  }),
  { maxLength: 80 },
);

const NODES: readonly Told[] = [
  { fresh: true, score: 3 },
  { fresh: true, score: REFUSED },
  { fresh: true, score: 9 },
  { fresh: false, score: 100 },
  { fresh: true, score: 4 },
];

describe("reading verdicts within bounds", () => {
  it("is reading those that bounds would have made refusals", () => {
    const places = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 80, maxLength: 80 });
    const counts = fc.array(fc.nat({ max: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        arbitraryTold,
        places,
        counts,
        fc.nat({ max: 3 }),
        fc.nat({ max: 6 }),
        (told, where, held, most, enough) => {
          const bound = {
            places: Int32Array.from(where),
            counts: Int32Array.from(held),
            least: 1,
            most,
            passesNowhere: enough % 2 === 0,
          };
          const passes = (place: number) =>
            place < 0 ? bound.passesNowhere : held[place]! >= 1 && held[place]! <= most;
          const judged = told.map(({ fresh, score }, node) => ({
            fresh,
            score: passes(where[node]!) ? score : REFUSED,
          }));
          const order = Int32Array.from(told, (_, index) => index);
          const expected = found(80);
          const actual = found(80);
          const at = readVerdicts(scoresOf(judged), order, 0, told.length, expected, enough);
          const within = readVerdictsWithin(scoresOf(told), order, 0, told.length, actual, enough, [bound]);
          expect([within, actual]).toEqual([at, expected]);
        },
      ),
      { seed: 36, numRuns: 200 },
    );
  });
});

describe("reading verdicts", () => {
  it("collects the nodes that pass with their sums, in order, and counts those that refuse", () => {
    const scores = scoresOf(NODES);
    const columns = found(5);
    expect(readVerdicts(scores, Int32Array.of(4, 2, 1, 0), 0, 4, columns, 5)).toBe(4);
    expect(columns).toMatchObject({ count: 3, refused: 1 });
    expect([...columns.nodes.subarray(0, 3)]).toEqual([4, 2, 0]);
    expect([...columns.totals.subarray(0, 3)]).toEqual([4, 9, 3]);
  });

  it("stops at a node whose score is stale", () => {
    const scores = scoresOf(NODES);
    const columns = found(5);
    expect(readVerdicts(scores, Int32Array.of(0, 3, 4), 0, 3, columns, 5)).toBe(1);
    expect(columns.count).toBe(1);
  });

  it("stops at the node that would be one more than enough, past those that refuse", () => {
    const scores = scoresOf(NODES);
    const columns = found(1);
    expect(readVerdicts(scores, Int32Array.of(0, 1, 2, 4), 0, 4, columns, 1)).toBe(2);
    expect(columns).toMatchObject({ count: 1, refused: 1 });
  });

  it("goes on where an earlier stretch left off", () => {
    const scores = scoresOf(NODES);
    const columns = found(5);
    const order = Int32Array.of(0, 1, 2, 4);
    readVerdicts(scores, order, 2, 4, columns, 5);
    readVerdicts(scores, order, 0, 2, columns, 5);
    expect([...columns.nodes.subarray(0, columns.count)]).toEqual([2, 4, 0]);
    expect(columns.refused).toBe(1);
  });
});

describe("reading for the best", () => {
  it("keeps the node that the heap would bring to the top, and counts as the other loop does", () => {
    fc.assert(
      fc.property(arbitraryTold, fc.integer({ min: 1, max: 90 }), fc.nat(), (told, enough, cut) => {
        const scores = scoresOf(told);
        const order = Int32Array.from(told.keys());
        const middle = cut % (told.length + 1);
        const columns = found(enough);
        const best = emptyBest();
        // Round from the middle, as a search goes: two stretches.
        for (const [from, to] of [
          [middle, told.length],
          [0, middle],
        ] as const) {
          expect(readBest(scores, order, from, to, best, enough)).toBe(
            readVerdicts(scores, order, from, to, columns, enough),
          );
        }
        expect([best.count, best.refused]).toEqual([columns.count, columns.refused]);
        if (columns.count === 0) {
          expect(best).toEqual({ ...emptyBest(), refused: columns.refused });
          return;
        }
        const winner = selectHost(columns.totals, columns.count);
        expect(best).toMatchObject({ node: columns.nodes[winner], total: columns.totals[winner], position: winner });
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it("stops at a node whose score is stale", () => {
    const scores = scoresOf(NODES);
    const best = emptyBest();
    expect(readBest(scores, Int32Array.of(0, 2, 3, 4), 0, 4, best, 9)).toBe(2);
    expect(best).toEqual({ node: 2, total: 9, position: 1, count: 2, refused: 0 });
  });
});

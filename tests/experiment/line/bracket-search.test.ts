// The search along one path, on candidates whose line is known.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { bracketSearch } from "../../../src/experiment/line/bracket-search.ts";

import { searched } from "./made-search.ts";

const SEED = 20_261_121;

function ranged(candidates: number) {
  return bracketSearch({ candidates, first: [0, candidates - 1], strides: [] });
}

/** What candidates up to `line` measure, and those beyond it. */
const sharp = (line: number) => (candidate: number) => (candidate <= line ? 1 : 9);

describe("a search without chance", () => {
  it("finds the line between any two neighbours, with few candidates", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 3_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (candidates, share) => {
          const line = Math.min(candidates - 2, Math.floor(share * (candidates - 1)));
          const search = ranged(candidates);
          const { answer, tried } = await searched({
            candidates,
            search,
            replications: 1,
            mostReplications: 1,
            measured: sharp(line),
          });
          expect(answer).toEqual({
            kind: "found",
            holds: line,
            breaks: line + 1,
            contradiction: null,
            openFromPrice: null,
          });
          expect(tried.length).toBeLessThanOrEqual(
            Math.min(search.mostJudged, 4 + 2 * Math.ceil(Math.log2(candidates))),
          );
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it.each([
    [-1, { kind: "nowhere", holds: null, breaks: 0 }],
    [99, { kind: "everywhere", holds: 99, breaks: null }],
  ])("says where the line is not (%i)", async (line, expected) => {
    const made = { candidates: 100, search: ranged(100), replications: 1, mostReplications: 1, measured: sharp(line) };
    const { answer, tried } = await searched(made);
    expect(answer).toMatchObject(expected);
    expect(tried).toEqual([0, 99]);
  });

  it("goes out from where it begins until it knows both sides", async () => {
    for (const line of [0, 3, 20, 37, 50, 77, 98]) {
      const search = bracketSearch({ candidates: 100, first: [40], strides: [0, 10, 20, 40, 60, 80, 99] });
      const { answer } = await searched({
        candidates: 100,
        search,
        replications: 1,
        mostReplications: 1,
        measured: sharp(line),
      });
      expect(answer).toMatchObject({ kind: "found", holds: line, breaks: line + 1 });
    }
  });

  it("does not go further out than it has to", async () => {
    const search = bracketSearch({ candidates: 100, first: [40], strides: [0, 10, 20, 40, 60, 80, 99] });
    const { tried } = await searched({
      candidates: 100,
      search,
      replications: 1,
      mostReplications: 1,
      measured: sharp(50),
    });
    expect(Math.max(...tried)).toBe(60);
    expect(Math.min(...tried)).toBe(40);
  });

  it("says when what asks more held where what asks less broke, and answers on the safe side", async () => {
    const measured = (candidate: number) => ([33, 99].includes(candidate) || candidate === 34 ? 9 : 1);
    const { answer } = await searched({
      candidates: 100,
      search: ranged(100),
      replications: 1,
      mostReplications: 1,
      measured,
    });
    expect(answer).toMatchObject({
      kind: "contradicted",
      holds: 32,
      breaks: 33,
      contradiction: { held: 66, broke: 33 },
    });
  });
});

describe("a search with chance", () => {
  /** A measure that rises with the candidate and meets the limit at `line`; replications share their luck. */
  function noisy(trial: number, line: number, spread: number) {
    const streams = new RandomStreams(`trial ${trial}`);
    const normal = (candidate: number, replication: number): number => {
      const stream = streams.stream(`${candidate}/${replication}`);
      let sum = -6;
      for (let draw = 0; draw < 12; draw += 1) sum += stream.nextUnit();
      return sum;
    };
    return (candidate: number, replication: number) =>
      5 + (candidate - line) * 0.05 + spread * normal(candidate, replication);
  }

  it("holds the line in at least 95 of 100 answers", async () => {
    let right = 0;
    let runs = 0;
    let width = 0;
    const kinds = new Map<string, number>();
    const trials = 200;
    for (let trial = 0; trial < trials; trial += 1) {
      const line = 37.3 + trial * 0.61;
      const made = {
        candidates: 200,
        search: ranged(200),
        replications: 10,
        mostReplications: 80,
        measured: noisy(trial, line, 1),
      };
      const { answer, made: count } = await searched(made);
      const [low, high] = [answer.holds ?? -1, answer.breaks ?? 200];
      runs += count;
      width += high - low;
      kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
      if (low <= line && line <= high) right += 1;
    }
    console.log(right, trials, runs / trials, width / trials, kinds);
    expect(right / trials).toBeGreaterThanOrEqual(0.95);
  });
});

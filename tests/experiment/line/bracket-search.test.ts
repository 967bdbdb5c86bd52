// The search along one path, on candidates whose line is known.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { bracketSearch } from "../../../src/experiment/line/bracket-search.ts";

import { drawFrom } from "../../report/sample-distributions.ts";

import { searched, type MadeSearch } from "./made-search.ts";

const SEED = 20_261_121;
const STRIDES = [0, 10, 20, 40, 60, 80, 99];

function ranged(candidates: number): Pick<MadeSearch, "candidates" | "search"> {
  return { candidates, search: bracketSearch({ candidates, first: [0, candidates - 1], strides: [], nearEnough: 1 }) };
}

function outward(): Pick<MadeSearch, "candidates" | "search"> {
  return { candidates: 100, search: bracketSearch({ candidates: 100, first: [40], strides: STRIDES, nearEnough: 1 }) };
}

const ONCE = { replications: 1, mostReplications: 1 };

/** What candidates up to `line` measure, and those beyond it. */
function sharp(line: number): MadeSearch["measured"] {
  return (candidate) => (candidate <= line ? 1 : 9);
}

describe("a search without chance", () => {
  it("finds the line between any two neighbours, with few candidates", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 1_000 }), fc.nat(), async (candidates, draw) => {
        const line = draw % (candidates - 1);
        const { answer, tried } = await searched({ ...ranged(candidates), ...ONCE, measured: sharp(line) });
        expect(answer).toMatchObject({ kind: "found", holds: line, breaks: line + 1, contradiction: null });
        expect(tried.length).toBeLessThanOrEqual(ranged(candidates).search.mostJudged);
        expect(tried.length).toBeLessThanOrEqual(4 + 2 * Math.ceil(Math.log2(candidates)));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it.each([
    [-1, { kind: "nowhere", holds: null, breaks: 0 }],
    [99, { kind: "everywhere", holds: 99, breaks: null }],
  ])("says that the line is not in the range (%i)", async (line, expected) => {
    const { answer, tried } = await searched({ ...ranged(100), ...ONCE, measured: sharp(line) });
    expect(answer).toMatchObject(expected);
    expect(tried).toEqual([0, 99]);
  });

  it.each([0, 3, 20, 37, 50, 77, 98])("goes out from where it begins until it knows both sides (%i)", async (line) => {
    const { answer } = await searched({ ...outward(), ...ONCE, measured: sharp(line) });
    expect(answer).toMatchObject({ kind: "found", holds: line, breaks: line + 1 });
  });

  it("does not go further out than it has to", async () => {
    const { tried } = await searched({ ...outward(), ...ONCE, measured: sharp(50) });
    expect([tried[0], tried.at(-1)]).toEqual([40, 60]);
  });

  it.each([
    [-1, "nowhere"],
    [99, "everywhere"],
  ])("ends at the last stride (%i)", async (line, kind) => {
    const { answer } = await searched({ ...outward(), ...ONCE, measured: sharp(line) });
    expect(answer.kind).toBe(kind);
  });

  it("says when what asks more held where what asks less broke, and answers on the safe side", async () => {
    const measured = (candidate: number): number => ([33, 34, 99].includes(candidate) ? 9 : 1);
    const { answer } = await searched({ ...ranged(100), ...ONCE, measured });
    expect(answer).toMatchObject({
      kind: "contradicted",
      holds: 32,
      breaks: 33,
      contradiction: { held: 66, broke: 33 },
    });
  });
});

/** A measure that rises with the candidate and meets the limit of five at `line`; `shared`: replications bring their luck along. */
function noisy(trial: number, line: number, luck: "shared" | "own"): MadeSearch["measured"] {
  return (candidate, replication) => {
    const draw = drawFrom(trial * 7_919 + replication * 104_729 + (luck === "own" ? candidate * 1_299_709 : 0));
    let sum = -6;
    for (let count = 0; count < 12; count += 1) sum += draw();
    return 5 + (candidate - line) * 0.4 + sum;
  };
}

describe("a search with chance", () => {
  const TRIALS = 60;

  it.each(["shared", "own"] as const)("has the line in 95 of 100 answers, with %s luck", async (luck) => {
    let right = 0;
    let open = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const line = 7.3 + trial * 0.61;
      const made = { ...ranged(60), replications: 5, mostReplications: 40, measured: noisy(trial, line, luck) };
      const { answer, judged } = await searched(made);
      const [low, high] = [answer.holds ?? -1, answer.breaks ?? 60];
      if (low <= line && line <= high) right += 1;
      // Whatever stays open lies inside, and the edges were decided.
      if (high - low > 1) open += 1;
      expect(judged.slice(low + 1, high).every(({ stand }) => stand === "open" || stand === "untried")).toBe(true);
    }
    expect(right / TRIALS).toBeGreaterThanOrEqual(0.95);
    expect(open).toBeGreaterThan(0);
  });

  it("finds the same with any number of workers", async () => {
    const made = { ...ranged(60), replications: 5, mostReplications: 40, measured: noisy(1, 31.4, "own") };
    const answers = await Promise.all([1, 2, 7].map((width) => searched(made, width)));
    const said = answers.map(({ answer, tried, made: count }) => ({ answer, tried, count }));
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it("runs what lies far from the line no more often than it has to", async () => {
    const made = { ...ranged(60), replications: 5, mostReplications: 40, measured: noisy(3, 31.4, "own") };
    const { runs } = await searched(made);
    expect([runs[0]!.length, runs[59]!.length]).toEqual([5, 5]);
    expect(Math.max(...runs.map(({ length }) => length))).toBe(40);
  });
});

// The tables of the proof, and which figures break a promise.

import { describe, expect, it } from "vitest";

import { coverageTable, falseCallTable, misses, narrowingTable, withTables } from "../../../bench/statistics/tables.ts";

const coverage = (held: number, method = "10 replications, Student") => ({
  method,
  subject: "M/M/1, mean",
  trials: 2000,
  answered: 2000,
  held,
  relativeHalfWidth: 0.1,
});

describe("the tables", () => {
  it("show shares with what they are shares of", () => {
    const refusing = { ...coverage(950), answered: 1000 };
    expect(coverageTable([refusing]).split("\n")[2]).toBe(
      "| M/M/1, mean | 10 replications, Student | 95.0 % of 1000  | 50.0 %  | ±10.0 %    |",
    );
    expect(falseCallTable([{ subject: "a", trials: 200, called: 10 }])).toContain("5.0 % of 200");
    expect(narrowingTable([{ figure: "f", paired: 0.5, independent: 4 }])).toContain("| 8.0 times |");
  });

  it("stand between their marks on a page", () => {
    const page = "before\n<!-- statistics -->\n\nold\n\n<!-- /statistics -->\nafter\n";
    expect(withTables(page, "| new |\n")).toBe(
      "before\n<!-- statistics -->\n\n| new |\n\n<!-- /statistics -->\nafter\n",
    );
    expect(() => withTables("nothing", "")).toThrow("has no");
  });
});

describe("promises", () => {
  it("are kept by 94 to 96 %, with grace for what the trials leave open", () => {
    expect(misses([coverage(1900), coverage(1865), coverage(1930)], [], [])).toEqual([]);
    expect(misses([coverage(1850), coverage(1950)], [], [])).toHaveLength(2);
    expect(misses([coverage(300, "one run, as if values were independent")], [], [])).toEqual([]);
  });

  it("are kept by calls in 3 to 7 %, and in no more than 5 % where many are corrected", () => {
    const call = (subject: string, called: number) => ({ subject, trials: 2000, called });
    expect(
      misses([], [call("mean", 100), call("any, corrected for 6", 40), call("any, uncorrected", 400)], []),
    ).toEqual([]);
    expect(misses([], [call("mean", 10), call("mean", 190), call("any, corrected for 6", 150)], [])).toHaveLength(3);
  });

  it("are kept by differences five times narrower in the median", () => {
    const narrowing = (independent: number) => ({ figure: "f", paired: 1, independent });
    expect(misses([], [], [3, 5, 9].map(narrowing))).toEqual([]);
    const missed = "differences are 4.9 times narrower in the median";
    expect(misses([], [], [3, 4.9, 5, 9].map(narrowing))).toEqual([missed]);
  });
});

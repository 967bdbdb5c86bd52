// What a journal says about its experiment, and what is said when another one comes along.

import { describe, expect, it } from "vitest";

import type { Design } from "../../../src/experiment/design/point.ts";
import { changesSince, isJournalHeader, journalHeader } from "../../../src/experiment/journal/journal-header.ts";

const INPUTS = [
  { path: "s.yaml", sha256: "aa" },
  { path: "a.yaml", sha256: "bb" },
];

function designOf(...values: readonly number[]): Design {
  return {
    factors: [],
    points: values.map((value, index) => ({ index, assignments: [{ path: "horizon", value }], levels: [] })),
  };
}

const BEGUN = journalHeader(designOf(1, 2), "1", INPUTS);

describe("the header of a journal", () => {
  it("is that of the same experiment if nothing has changed", () => {
    expect(changesSince(BEGUN, journalHeader(designOf(1, 2), "1", [...INPUTS, INPUTS[0]!]))).toEqual([]);
    expect(isJournalHeader(JSON.parse(JSON.stringify(BEGUN)))).toBe(true);
    expect([isJournalHeader(undefined), isJournalHeader({ kind: "finished" })]).toEqual([false, false]);
  });

  it("names files that have changed, come or gone", () => {
    const now = journalHeader(designOf(1, 2), "1", [
      { path: "s.yaml", sha256: "cc" },
      { path: "b.yaml", sha256: "dd" },
    ]);
    expect(changesSince(BEGUN, now)).toEqual([
      "s.yaml has changed",
      "b.yaml was not read then",
      "a.yaml is no longer read",
    ]);
  });

  it("takes the same files by other names for the same", () => {
    const fromElsewhere = INPUTS.map(({ path, sha256 }) => ({ path: `../${path}`, sha256 }));
    expect(changesSince(BEGUN, journalHeader(designOf(1, 2), "1", fromElsewhere))).toEqual([]);
  });

  it("names another version, other points, and another seed", () => {
    expect(changesSince({ ...BEGUN, plimsoll: "0.0.1" }, BEGUN)).toEqual([
      `it was begun by plimsoll 0.0.1, and this is ${BEGUN.plimsoll}`,
    ]);
    expect(changesSince(BEGUN, journalHeader(designOf(1, 3), "1", INPUTS))).toEqual([
      "its points were others: what is varied has changed",
    ]);
    expect(changesSince(BEGUN, journalHeader(designOf(1, 2), "7", INPUTS))).toEqual(["its seed was 1, and now is 7"]);
  });
});

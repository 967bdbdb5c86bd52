// For how long nodes were crowded.

import { describe, expect, it } from "vitest";

import { CrowdBook } from "../../../src/environment/traffic/crowd-book.ts";

const SECOND = 1_000_000;
const ONE = { name: "pool-1", cores: 4 };
const TWO = { name: "pool-2", cores: 8 };

describe("the book of crowded nodes", () => {
  it("adds up the times of each, the longest first, and counts on while it lasts", () => {
    const book = new CrowdBook();
    book.note(0, false, ONE, 0);
    book.note(0, true, ONE, 10 * SECOND);
    book.note(1, true, TWO, 10 * SECOND);
    book.note(0, true, ONE, 12 * SECOND);
    book.note(0, false, ONE, 15 * SECOND);
    book.note(0, true, ONE, 20 * SECOND);
    book.note(0, false, ONE, 22 * SECOND);
    expect(book.crowdedNodes(30 * SECOND)).toEqual([
      { node: "pool-2", cores: 8, seconds: 20 },
      { node: "pool-1", cores: 4, seconds: 7 },
    ]);
  });

  it("knows none that never was, and goes on where it was saved", () => {
    const book = new CrowdBook();
    book.note(0, false, ONE, 0);
    expect(book.crowdedNodes(SECOND)).toEqual([]);
    book.note(0, true, ONE, SECOND);
    const again = new CrowdBook();
    again.restore(book.snapshot());
    expect(again.crowdedNodes(3 * SECOND)).toEqual([{ node: "pool-1", cores: 4, seconds: 2 }]);
  });
});

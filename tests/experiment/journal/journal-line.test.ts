// Lines of a journal: what is written comes back, and what was changed does not.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { journalLine, readJournalLine } from "../../../src/experiment/journal/journal-line.ts";

describe("a line of a journal", () => {
  it("gives back what was written", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const content: unknown = JSON.parse(json);
        const line = journalLine(content);
        expect(line.endsWith("\n")).toBe(true);
        expect(line.slice(0, -1)).not.toContain("\n");
        // JSON itself has but one zero.
        expect(readJournalLine(line.slice(0, -1))).toEqual(JSON.parse(JSON.stringify(content)));
      }),
      { seed: 61, numRuns: 200 },
    );
  });

  it("is nothing any more once a letter of it has changed, is gone, or has come to it", () => {
    const line = journalLine({ kind: "failed", reason: "a reason" }).slice(0, -1);
    for (let index = 0; index < line.length; index += 1) {
      const letter = line[index] === "0" ? "1" : "0";
      expect(readJournalLine(line.slice(0, index) + letter + line.slice(index + 1))).toBeUndefined();
      expect(readJournalLine(line.slice(0, index))).toBeUndefined();
      expect(readJournalLine(line.slice(0, index) + line.slice(index + 1))).toBeUndefined();
    }
    expect(readJournalLine(`${line} `)).toBeUndefined();
    expect(readJournalLine("")).toBeUndefined();
  });
});

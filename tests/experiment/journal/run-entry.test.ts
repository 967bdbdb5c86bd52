// Records of runs in a journal: every number exactly as it was, keys of figures once.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { RunRecord } from "../../../src/experiment/execution/run-record.ts";
import { RunEntries } from "../../../src/experiment/journal/run-entry.ts";

import { finishedRun } from "../made-runs.ts";

function throughJournal(records: readonly RunRecord[]): readonly (RunRecord | "damaged")[] {
  const writing = new RunEntries();
  const reading = new RunEntries();
  return records
    .flatMap((record) => writing.entriesOf(record))
    .map((entry) => reading.recordOf(JSON.parse(JSON.stringify(entry))))
    .filter((record) => record !== undefined);
}

describe("entries of a journal", () => {
  it("give back every number, those that JSON does not know too", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 8 }),
        fc.array(fc.double(), { maxLength: 3 }),
        (values, observed) => {
          const figures = Object.fromEntries(values.map((value, index) => [`figure ${index}`, value]));
          const record = finishedRun(3, 1, figures, observed);
          expect(throughJournal([record])).toStrictEqual([record]);
        },
      ),
      { seed: 62, numRuns: 300 },
    );
    const odd = finishedRun(0, 0, { a: Number.NaN, b: -0, c: Infinity, d: -Infinity, e: 5e-324 }, [Number.NaN]);
    expect(throughJournal([odd])).toStrictEqual([odd]);
  });

  it("write keys once for all runs that have the same", () => {
    const entries = new RunEntries();
    const written = [
      finishedRun(0, 0, { a: 1, b: 2 }),
      finishedRun(0, 1, { a: 3, b: 4 }),
      finishedRun(1, 0, { a: 5 }),
      finishedRun(0, 2, { a: 6, b: 7 }),
    ].flatMap((record) => entries.entriesOf(record));
    expect(written.map(({ kind }) => kind)).toEqual([
      "figure-keys",
      "finished",
      "finished",
      "figure-keys",
      "finished",
      "finished",
    ]);
    expect(written.flatMap((entry) => (entry.kind === "finished" ? [entry.keys] : []))).toEqual([0, 0, 1, 0]);
  });

  it("notice that a list of keys has gone, so that no value is read under another key", () => {
    const writing = new RunEntries();
    const entries = [finishedRun(0, 0, { a: 1 }), finishedRun(1, 0, { b: 2 })].flatMap((one) => writing.entriesOf(one));
    const read = (kept: readonly unknown[]) => {
      const reading = new RunEntries();
      return kept.map((entry) => reading.recordOf(entry));
    };
    expect(read(entries.slice(1))[0]).toBe("damaged");
    expect(read(entries.toSpliced(2, 1)).at(-1)).toBe("damaged");
    expect(read(entries.slice(2))[0]).toBe("damaged");
  });

  it("go on with the keys that were read", () => {
    const entries = new RunEntries();
    entries.recordOf({ kind: "figure-keys", number: 0, keys: ["a"] });
    expect(entries.entriesOf(finishedRun(0, 0, { a: 1 })).map(({ kind }) => kind)).toEqual(["finished"]);
  });

  it("keep failed runs with their reason", () => {
    const failed = { kind: "failed", point: 1, replication: 2, seed: "1/2", reason: "it did" } as const;
    expect(throughJournal([failed])).toEqual([failed]);
  });

  it("are told from anything else", () => {
    expect(() => new RunEntries().recordOf({ kind: "something" })).toThrow("a list of keys or a run");
    const ofNothing = { ...finishedRun(0, 0, {}), figures: undefined, keys: 4, values: [], observed: [] };
    expect(new RunEntries().recordOf(ofNothing)).toBe("damaged");
  });
});

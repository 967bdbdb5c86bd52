// A journal that is broken off, altered, or of another experiment.

import { describe, expect, it } from "vitest";

import { ONE_POINT } from "../../../src/experiment/design/point.ts";
import type { RunRecord } from "../../../src/experiment/execution/run-record.ts";
import { beginJournal, openJournal, type Journal } from "../../../src/experiment/journal/journal.ts";
import { journalHeader } from "../../../src/experiment/journal/journal-header.ts";

import { finishedRun } from "../made-runs.ts";
import { MemoryStore } from "./memory-store.ts";

const HEADER = journalHeader(ONE_POINT, "1", []);
const RUNS: readonly RunRecord[] = [
  finishedRun(0, 0, { a: 1, b: -0 }),
  finishedRun(0, 1, { a: Number.NaN }),
  finishedRun(1, 0, { a: 1.5, b: 2 }, [3]),
];

async function written(runs: readonly RunRecord[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  const journal = beginJournal(store, HEADER);
  for (const run of runs) await journal.keep(run);
  return store;
}

function opened(store: MemoryStore): Journal {
  const journal = openJournal(store, HEADER);
  if (journal.kind !== "opened") throw new Error(`the journal is ${journal.kind}`);
  return journal.journal;
}

function recalled(journal: Journal): readonly RunRecord[] {
  return RUNS.flatMap(({ point, replication }) => journal.recall(point, replication) ?? []);
}

describe("a journal", () => {
  it("recalls what was kept, and nothing else", async () => {
    const journal = opened(await written(RUNS));
    expect(recalled(journal)).toStrictEqual(RUNS);
    expect([journal.size, journal.recall(2, 0)]).toEqual([3, undefined]);
    expect(opened(new MemoryStore()).size).toBe(0);
  });

  it("cut off anywhere gives back the runs before the cut, and goes on to the same bytes", async () => {
    const whole = (await written(RUNS)).text;
    for (let length = 0; length < whole.length; length += 1) {
      const store = new MemoryStore(whole.slice(0, length));
      const journal = opened(store);
      expect(recalled(journal)).toStrictEqual(RUNS.slice(0, journal.size));
      const missing = RUNS.slice(journal.size);
      for (const run of missing) await journal.keep(run);
      expect(recalled(opened(store))).toStrictEqual(RUNS);
      expect(store.text).toBe(whole);
    }
  });

  it("of which a line before others was altered is not used, and the line is named", async () => {
    const lines = (await written(RUNS)).text.split("\n");
    for (let line = 0; line < lines.length - 2; line += 1) {
      const altered = lines.map((text, index) => (index === line ? text.replace(/:(\d)/, ":7$1") : text)).join("\n");
      const text = altered === lines.join("\n") ? lines.with(line, "x").join("\n") : altered;
      expect(openJournal(new MemoryStore(text), HEADER)).toEqual({ kind: "damaged", line: line + 1 });
    }
    const headless = lines.slice(1).join("\n");
    expect(openJournal(new MemoryStore(headless), HEADER)).toEqual({ kind: "damaged", line: 1 });
  });

  it("of which lines at the end are garbage gives back the others", async () => {
    const whole = (await written(RUNS)).text;
    expect(recalled(opened(new MemoryStore(`${whole}\0\0\0\nmore\n`)))).toStrictEqual(RUNS);
  });

  it("of another experiment stays as it is, unless it is begun anew", async () => {
    const store = await written(RUNS);
    const before = store.text;
    const other = journalHeader(ONE_POINT, "2", []);
    expect(openJournal(store, other)).toMatchObject({ kind: "of-another", changes: ["its seed was 1, and now is 2"] });
    expect(store.text).toBe(before);
    expect(beginJournal(store, other).size).toBe(0);
    expect(store.text.split("\n")).toHaveLength(2);
  });

  it("lets failed runs be tried again", async () => {
    const failed = { kind: "failed", point: 0, replication: 0, seed: "1", reason: "killed" } as const;
    expect(opened(await written([failed])).recall(0, 0)).toBeUndefined();
    expect(opened(await written([failed, RUNS[0]!])).recall(0, 0)).toStrictEqual(RUNS[0]);
  });

  it("rejects what its store cannot take", async () => {
    const store = await written([]);
    const journal = opened(store);
    store.failure = new Error("full");
    await expect(journal.keep(RUNS[0]!)).rejects.toThrow("full");
  });
});

// Directories on disk in which experiments work: taken, gone on with, refused.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it, vi } from "vitest";

import { ONE_POINT } from "../../src/experiment/design/point.ts";
import { journalHeader } from "../../src/experiment/journal/journal-header.ts";

import { JOURNAL_FILE, thisMachine, type ExperimentDirectory } from "../../src/cli/experiment-machine.ts";

import { finishedRun } from "../experiment/made-runs.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-machine-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEADER = journalHeader(ONE_POINT, "1", []);
const machine = thisMachine(() => 0);

async function opened(path: string): Promise<ExperimentDirectory> {
  const answer = await machine.openDirectory(path, HEADER, "go-on");
  if (answer.kind !== "ready") throw new Error(answer.kind);
  return answer.directory;
}

describe("a directory for experiments", () => {
  it("is made, kept from others while it is used, and gone on with later", async () => {
    const path = join(folder, "new", "directory");
    const first = await opened(path);
    await first.journal.keep(finishedRun(0, 0, { a: 1 }));
    expect(await machine.openDirectory(path, HEADER, "go-on")).toMatchObject({
      kind: "held",
      holder: { pid: process.pid },
    });
    first.close();
    expect(readdirSync(path)).toEqual([JOURNAL_FILE]);
    const second = await opened(path);
    expect(second.journal.recall(0, 0)).toEqual(finishedRun(0, 0, { a: 1 }));
    second.close();
  });

  it("of another experiment is given back untouched, unless it is to begin anew", async () => {
    const path = join(folder, "other");
    const first = await opened(path);
    await first.journal.keep(finishedRun(0, 0, { a: 1 }));
    first.close();
    const before = readFileSync(join(path, JOURNAL_FILE));
    const other = journalHeader(ONE_POINT, "2", []);
    expect((await machine.openDirectory(path, other, "go-on")).kind).toBe("of-another");
    expect([readdirSync(path), readFileSync(join(path, JOURNAL_FILE))]).toEqual([[JOURNAL_FILE], before]);
    const anew = await machine.openDirectory(path, other, "begin-anew");
    if (anew.kind === "ready") anew.directory.close();
    expect(anew).toMatchObject({ kind: "ready", directory: { journal: { size: 0 } } });
  });

  it("with an altered journal says which line it is", async () => {
    const path = join(folder, "altered");
    (await opened(path)).close();
    writeFileSync(join(path, JOURNAL_FILE), `x${readFileSync(join(path, JOURNAL_FILE), "utf8").repeat(2)}`);
    expect(await machine.openDirectory(path, HEADER, "go-on")).toEqual({ kind: "damaged", line: 1 });
  });

  it("cannot stand where a file is", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(opened(join(folder, "file"))).rejects.toThrow("EEXIST");
    await expect(opened(join(folder, "file", "below"))).rejects.toThrow("ENOTDIR");
  });
});

it("lets seconds pass until nobody counts them any more", () => {
  vi.useFakeTimers();
  let seconds = 0;
  const stop = machine.everySecond(() => (seconds += 1));
  vi.advanceTimersByTime(3_500);
  stop();
  vi.advanceTimersByTime(3_500);
  vi.useRealTimers();
  expect([seconds, machine.parallelism > 0]).toEqual([3, true]);
});

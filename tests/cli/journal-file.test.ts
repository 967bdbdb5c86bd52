// A journal on disk: lines in, lines out, cut where it is told.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { JournalFile } from "../../src/cli/journal-file.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-journal-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string): string => join(folder, name);
const nowMs = (): number => 0;

describe("a journal's file", () => {
  it("gives back its lines, and where each of them ends", () => {
    const file = new JournalFile(path("lines"), nowMs);
    file.append("one\nzwölf\n");
    file.append("\nfour\n");
    expect([...file.lines()]).toEqual([
      { text: "one", endByte: 4 },
      { text: "zwölf", endByte: 11 },
      { text: "", endByte: 12 },
      { text: "four", endByte: 17 },
    ]);
    file.close();
    expect([...new JournalFile(path("none"), nowMs).lines()]).toEqual([]);
  });

  it("gives back nothing of a line without its end", () => {
    writeFileSync(path("torn"), "one\ntw");
    expect([...new JournalFile(path("torn"), nowMs).lines()]).toEqual([
      { text: "one", endByte: 4 },
      { text: "", endByte: 6 },
    ]);
  });

  it("reads lines that are longer than what is read at once", () => {
    const long = ["a".repeat(3_000_000), "é".repeat(700_000), "b"];
    writeFileSync(path("long"), long.map((line) => `${line}\n`).join(""));
    expect([...new JournalFile(path("long"), nowMs).lines()].map(({ text }) => text === long.shift())).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("goes on where it was cut", () => {
    writeFileSync(path("cut"), "one\ntwo\nthr");
    const file = new JournalFile(path("cut"), nowMs);
    file.cutAt(4);
    file.append("2\n");
    file.append("3\n");
    file.close();
    expect(readFileSync(path("cut"), "utf8")).toBe("one\n2\n3\n");
  });

  it("syncs at the latest a second and a line later", () => {
    let now = 0;
    const file = new JournalFile(path("synced"), () => now);
    file.append("one\n");
    now = 5_000;
    file.append("two\n");
    appendFileSync(path("synced"), "");
    file.close();
    expect(readFileSync(path("synced"), "utf8")).toBe("one\ntwo\n");
  });

  it.runIf(process.platform === "linux")("takes nothing more after the first line that the disk refused", () => {
    const file = new JournalFile("/dev/full", nowMs);
    expect(() => file.append("one\n")).toThrow("ENOSPC");
    expect(() => file.append("two\n")).toThrow("ENOSPC");
  });

  it("says what the system says about a place where none can be", () => {
    expect(() => new JournalFile(folder, nowMs)).toThrow("EISDIR");
    expect(() => new JournalFile(join(folder, "not", "there"), nowMs)).toThrow("ENOENT");
  });
});

// What a killed process leaves behind in a directory of reports, broken off at every step.

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { LOCK_FILE } from "../../src/cli/directory-lock.ts";
import { removeLeftovers } from "../../src/cli/leftover-files.ts";
import { openReport } from "../../src/cli/report-directory.ts";
import { LIST_FILE, listText } from "../../src/cli/report-list.ts";

const top = mkdtempSync(join(tmpdir(), "plimsoll-leftovers-"));
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

let directories = 0;

function newDirectory(): string {
  return mkdtempSync(join(top, `${(directories += 1)}-`));
}

async function publish(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  const report = await openReport(directory);
  for (const [name, content] of Object.entries(files)) await report.write(name, content);
  await report.publish();
}

function contentOf(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "utf8")]));
}

const OLDER = { "a.csv": "old a", "b.csv": "old b" };
const NEWER = { "b.csv": "new b", "c.csv": "new c" };

/** An exchange as the system left it after so many renames: older files aside first, then the new ones, the list last. */
function brokenOff(directory: string, renames: number): void {
  const staging = join(directory, ".plimsoll-partial-1234");
  mkdirSync(join(staging, ".older"), { recursive: true });
  const news = { ...NEWER, [LIST_FILE]: listText(Object.keys(NEWER)) };
  for (const [name, content] of Object.entries(news)) writeFileSync(join(staging, name), content);
  const aside = [...Object.keys(OLDER), LIST_FILE].map((name) => [
    join(directory, name),
    join(staging, ".older", name),
  ]);
  const moves = [...aside, ...Object.keys(news).map((name) => [join(staging, name), join(directory, name)])];
  for (const [from, to] of moves.slice(0, renames)) renameSync(from!, to!);
}

describe("leftovers", () => {
  it.each([0, 1, 2, 3, 4, 5])("of an exchange broken off after %i renames are taken back", async (renames) => {
    const directory = newDirectory();
    await publish(directory, OLDER);
    const before = contentOf(directory);
    brokenOff(directory, renames);
    await removeLeftovers(directory);
    expect(contentOf(directory)).toEqual(before);
    await publish(directory, NEWER);
    expect(Object.keys(contentOf(directory)).sort()).toEqual([LIST_FILE, "b.csv", "c.csv"].sort());
  });

  it("of an exchange that was finished but not tidied up leave the new report", async () => {
    const directory = newDirectory();
    await publish(directory, OLDER);
    brokenOff(directory, 6);
    await removeLeftovers(directory);
    expect(contentOf(directory)).toEqual({ ...NEWER, [LIST_FILE]: listText(Object.keys(NEWER)) });
  });

  it("can be taken back again where taking back was itself broken off", async () => {
    for (let step = 0; step < 4; step += 1) {
      const directory = newDirectory();
      await publish(directory, OLDER);
      const before = contentOf(directory);
      brokenOff(directory, 5);
      const staging = join(directory, ".plimsoll-partial-1234");
      const moves = [
        [join(directory, "b.csv"), join(staging, "b.csv")],
        [join(directory, "c.csv"), join(staging, "c.csv")],
        [join(staging, ".older", "a.csv"), join(directory, "a.csv")],
        [join(staging, ".older", "b.csv"), join(directory, "b.csv")],
      ];
      for (const [from, to] of moves.slice(0, step + 1)) renameSync(from!, to!);
      await removeLeftovers(directory);
      expect(contentOf(directory)).toEqual(before);
    }
  });

  it("of a report that was still being written, and of a lock, are removed; what is the user's stays", async () => {
    const directory = newDirectory();
    await publish(directory, OLDER);
    writeFileSync(join(directory, "notes.txt"), "mine");
    const before = contentOf(directory);
    mkdirSync(join(directory, ".plimsoll-partial-5678"));
    writeFileSync(join(directory, ".plimsoll-partial-5678", "a.csv"), "half");
    writeFileSync(join(directory, `${LOCK_FILE}-1234`), "{}");
    cpSync(join(directory, "a.csv"), join(directory, ".hidden"));
    await removeLeftovers(directory);
    expect(contentOf(directory)).toEqual({ ...before, ".hidden": "old a" });
    expect(existsSync(join(directory, "notes.txt"))).toBe(true);
  });
});

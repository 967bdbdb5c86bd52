// New scenarios on disk: whole or not at all, and nothing of a user's lost unless that is wanted.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openScenarioDirectory, type DirectoryMode } from "../../src/cli/scenario-directory.ts";

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "plimsoll-scenario-"));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

async function write(mode: DirectoryMode, files: Readonly<Record<string, string>>): Promise<void> {
  const directory = await openScenarioDirectory(join(top, "a"), mode);
  for (const [name, content] of Object.entries(files)) await directory.write(name, content);
  await directory.publish();
}

function contents(): Record<string, string> {
  const names = readdirSync(join(top, "a"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(top, "a", name), "utf8")]));
}

describe("the directory of a new scenario", () => {
  it("is made with its files, and holds nothing else", async () => {
    await write("fresh", { "a.yaml": "1", "b.yaml": "2" });
    expect(contents()).toEqual({ "a.yaml": "1", "b.yaml": "2" });
    expect(readdirSync(top)).toEqual(["a"]);
  });

  it("may be there if it is empty", async () => {
    mkdirSync(join(top, "a"));
    await write("fresh", { "a.yaml": "1" });
    expect(contents()).toEqual({ "a.yaml": "1" });
  });

  it("is refused if there is anything in it, and left as it was", async () => {
    mkdirSync(join(top, "a"));
    writeFileSync(join(top, "a", "notes.txt"), "mine");
    await expect(write("fresh", { "a.yaml": "1" })).rejects.toMatchObject({
      code: "DIRECTORY_REFUSED",
      message: expect.stringContaining("it is not empty (notes.txt); --force") as string,
    });
    expect(contents()).toEqual({ "notes.txt": "mine" });
  });

  it("gives up files of the same names if that is wanted, and no others", async () => {
    await write("fresh", { "a.yaml": "1", "b.yaml": "2" });
    await write("replace", { "a.yaml": "3", "c.yaml": "4" });
    expect(contents()).toEqual({ "a.yaml": "3", "b.yaml": "2", "c.yaml": "4" });
  });

  it("never gives up a directory", async () => {
    mkdirSync(join(top, "a", "a.yaml"), { recursive: true });
    await expect(write("replace", { "b.yaml": "2", "a.yaml": "1" })).rejects.toThrow("a.yaml is a directory there");
    expect(readdirSync(join(top, "a", "a.yaml"))).toEqual([]);
  });

  it("leaves no trace if it is discarded", async () => {
    const directory = await openScenarioDirectory(join(top, "x", "a"), "fresh");
    await directory.write("a.yaml", "1");
    await directory.discard();
    expect(readdirSync(top)).toEqual([]);
  });

  it("refuses a file that comes between the look and the writing", async () => {
    mkdirSync(join(top, "a"));
    const directory = await openScenarioDirectory(join(top, "a"), "fresh");
    await directory.write("a.yaml", "1");
    writeFileSync(join(top, "a", "a.yaml"), "mine");
    await expect(directory.publish()).rejects.toThrow("it is not empty (a.yaml)");
    await directory.discard();
    expect(contents()).toEqual({ "a.yaml": "mine" });
  });
});

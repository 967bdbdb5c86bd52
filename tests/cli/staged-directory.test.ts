// Directories that appear at once: what the kinds that are built on this do not try.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { entryAt, existingDirectory, StagedDirectory } from "../../src/cli/staged-directory.ts";

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "plimsoll-staged-"));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

describe("a staged directory", () => {
  it("is not seen before it is published", async () => {
    const staged = new StagedDirectory(join(top, "a"), undefined);
    await staged.write("b.txt", "1");
    expect(readdirSync(top).filter((name) => !name.startsWith("."))).toEqual([]);
    await staged.publish([]);
    expect([readdirSync(top), readdirSync(join(top, "a")), staged.files]).toEqual([["a"], ["b.txt"], ["b.txt"]]);
  });

  it("takes plain names only, but for its owner's own files", async () => {
    const staged = new StagedDirectory(join(top, "a"), undefined);
    await expect(staged.write("../b", "1")).rejects.toThrow("no plain file name");
    await staged.writeOwn(".list", "1");
    await staged.publish([]);
    expect(readdirSync(join(top, "a"))).toEqual([".list"]);
  });

  it("takes older files away in the same step", async () => {
    mkdirSync(join(top, "a"));
    writeFileSync(join(top, "a", "old.txt"), "0");
    const staged = new StagedDirectory(join(top, "a"), join(top, "a"));
    await staged.write("new.txt", "1");
    await staged.publish(["old.txt"]);
    expect(readdirSync(join(top, "a"))).toEqual(["new.txt"]);
  });
});

describe("existingDirectory", () => {
  it("follows links, and tells what is no directory", async () => {
    mkdirSync(join(top, "a"));
    writeFileSync(join(top, "file"), "");
    symlinkSync(join(top, "a"), join(top, "link"));
    symlinkSync(join(top, "gone"), join(top, "broken"));
    expect((await existingDirectory(join(top, "link")))?.endsWith("/a")).toBe(true);
    expect(await existingDirectory(join(top, "nothing"))).toBeUndefined();
    await expect(existingDirectory(join(top, "file"))).rejects.toThrow("is not a directory");
    await expect(existingDirectory(join(top, "broken"))).rejects.toThrow("leads nowhere");
    expect((await entryAt(join(top, "broken")))?.isSymbolicLink()).toBe(true);
  });
});

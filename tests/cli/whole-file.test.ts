// One file, whole or not at all.

import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { writeWholeFile } from "../../src/cli/whole-file.ts";

let place = "";

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "plimsoll-whole-file-"));
});

afterAll(() => {
  rmSync(place, { recursive: true });
});

describe("a whole file", () => {
  it("is there with its content, in place of an older one, and nothing beside it", async () => {
    const path = join(place, "out.xml");
    writeFileSync(path, "older and longer");
    await writeWholeFile(path, "newer");
    expect(readFileSync(path, "utf8")).toBe("newer");
    expect(readdirSync(place)).toEqual(["out.xml"]);
  });

  it("is not written into a place that is not there, nor over a directory", async () => {
    await expect(writeWholeFile(join(place, "no", "out.xml"), "x")).rejects.toThrow("ENOENT");
    mkdirSync(join(place, "directory"));
    await expect(writeWholeFile(join(place, "directory"), "x")).rejects.toThrow("it is a directory");
    expect(readdirSync(place).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("takes the place of a link, and leaves what it leads to", async () => {
    const target = join(place, "target");
    writeFileSync(target, "kept");
    symlinkSync(target, join(place, "link"));
    await writeWholeFile(join(place, "link"), "new");
    expect(readFileSync(target, "utf8")).toBe("kept");
    expect(readFileSync(join(place, "link"), "utf8")).toBe("new");
  });
});

// Directories with all that they stand in.

import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeDirectory } from "../../src/cli/make-directory.ts";

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "plimsoll-directories-"));
});
afterEach(() => rm(top, { recursive: true }));

describe("a directory", () => {
  it("is made with all that it stands in, and may be there already", async () => {
    const path = join(top, "a", "b", "c");
    await makeDirectory(path);
    await makeDirectory(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it("is refused where a file is in the way", async () => {
    await writeFile(join(top, "file"), "");
    await expect(makeDirectory(join(top, "file"))).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeDirectory(join(top, "file", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("is refused at once where the system makes none", async () => {
    if (process.platform === "linux") {
      await expect(makeDirectory("/proc/plimsoll/reports")).rejects.toMatchObject({ code: "ENOENT" });
    }
  });
});

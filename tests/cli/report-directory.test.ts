// Reports on disk: whole or not at all, and never a user's file touched.

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type * as FileSystem from "node:fs/promises";
import { open, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { openReport } from "../../src/cli/report-directory.ts";
import { LIST_FILE } from "../../src/cli/report-list.ts";

vi.mock("node:fs/promises", async (load) => {
  const real = await load<typeof FileSystem>();
  return { ...real, open: vi.fn<typeof open>(real.open), rename: vi.fn<typeof rename>(real.rename) };
});

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "plimsoll-report-"));
});

afterEach(() => {
  vi.mocked(open).mockClear();
  rmSync(top, { recursive: true });
});

/** Writes `files` as a report to `path`, as the command line does. */
async function writeFiles(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const report = await openReport(path);
  try {
    for (const [name, content] of Object.entries(files)) await report.write(name, content);
    await report.publish();
  } catch (error) {
    await report.discard();
    throw error;
  }
}

/** What stands in a directory: names of files with their content. */
function contents(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "write" });
}

describe("a report on disk", () => {
  it("appears with all its files and the list of them, in directories made for it", async () => {
    const path = join(top, "reports", "openb");
    await writeFiles(path, { "summary.json": "{}", "report.html": "<p>" });
    expect(Object.keys(contents(path))).toEqual([LIST_FILE, "report.html", "summary.json"]);
    expect(readdirSync(join(top, "reports"))).toEqual(["openb"]);
  });

  it("can be read by whoever the user's mask lets read", async () => {
    const made = join(top, "made");
    mkdirSync(made);
    await writeFiles(join(top, "report"), { "a.csv": "1" });
    expect(statSync(join(top, "report")).mode).toBe(statSync(made).mode);
  });

  it("shows nothing before it is whole", async () => {
    const report = await openReport(join(top, "report"));
    await report.write("a.csv", "1");
    expect(readdirSync(top).filter((name) => !name.startsWith("."))).toEqual([]);
    await report.publish();
    expect(readdirSync(top)).toEqual(["report"]);
  });

  it("replaces an older report whole: files that are no longer written are gone", async () => {
    const path = join(top, "report");
    await writeFiles(path, { "a.csv": "1", "b.csv": "2" });
    await writeFiles(path, { "a.csv": "3", "c.csv": "4" });
    expect(contents(path)).toMatchObject({ "a.csv": "3", "c.csv": "4" });
    expect(readdirSync(path)).toEqual([LIST_FILE, "a.csv", "c.csv"]);
  });

  it("leaves the user's own files beside it alone", async () => {
    const path = join(top, "report");
    await writeFiles(path, { "a.csv": "1" });
    writeFileSync(join(path, "notes.md"), "mine");
    await writeFiles(path, { "b.csv": "2" });
    expect(contents(path)).toMatchObject({ "notes.md": "mine", "b.csv": "2" });
    expect(readdirSync(path)).not.toContain("a.csv");
  });

  it("goes into an empty directory, and through a link to one", async () => {
    mkdirSync(join(top, "empty"));
    symlinkSync(join(top, "empty"), join(top, "link"));
    await writeFiles(join(top, "link"), { "a.csv": "1" });
    expect(contents(join(top, "empty"))).toMatchObject({ "a.csv": "1" });
  });

  it("leaves no trace if it is discarded, not even directories made for it", async () => {
    const report = await openReport(join(top, "x", "y", "report"));
    await report.write("a.csv", "1");
    await report.discard();
    expect(readdirSync(top)).toEqual([]);
  });
});

describe("a path that a report may not have", () => {
  it("is a directory in which a file of the user would be replaced", async () => {
    writeFileSync(join(top, "summary.json"), "mine");
    await expect(writeFiles(top, { "summary.json": "{}", "a.csv": "1" })).rejects.toThrow(
      "would have to replace what it did not write: summary.json",
    );
    expect(contents(top)).toEqual({ "summary.json": "mine" });
  });

  it("is one in which a directory has the name of a file", async () => {
    await writeFiles(join(top, "r"), { "a.csv": "1" });
    rmSync(join(top, "r", "a.csv"));
    mkdirSync(join(top, "r", "a.csv"));
    writeFileSync(join(top, "r", "a.csv", "mine"), "mine");
    await expect(writeFiles(join(top, "r"), { "a.csv": "2" })).rejects.toThrow("a.csv");
    expect(contents(join(top, "r", "a.csv"))).toEqual({ mine: "mine" });
  });

  it("is a file, a link that leads nowhere, or below a file", async () => {
    writeFileSync(join(top, "file"), "mine");
    symlinkSync(join(top, "nowhere"), join(top, "dangling"));
    await expect(openReport(join(top, "file"))).rejects.toThrow("is not a directory");
    await expect(openReport(join(top, "dangling"))).rejects.toThrow("leads nowhere");
    await expect(writeFiles(join(top, "file", "report"), { a: "1" })).rejects.toMatchObject({ code: "ENOTDIR" });
    expect(readFileSync(join(top, "file"), "utf8")).toBe("mine");
  });

  it("is too long", async () => {
    await expect(writeFiles(join(top, "x".repeat(300)), { a: "1" })).rejects.toMatchObject({ code: "ENAMETOOLONG" });
  });

  it("looks like an error of the system to the caller, who then tells the user", async () => {
    writeFileSync(join(top, "file"), "");
    await expect(openReport(join(top, "file"))).rejects.toMatchObject({ code: "DIRECTORY_REFUSED", syscall: "rename" });
  });

  it("holds a name that leads out of the directory: our mistake", async () => {
    await expect(writeFiles(join(top, "r"), { "../a": "1" })).rejects.toThrow(RangeError);
    expect(readdirSync(top)).toEqual([]);
  });
});

describe("a disk that refuses", () => {
  it.each(["ENOSPC", "EROFS", "EACCES", "EIO"])("leaves the older report as it was (%s)", async (code) => {
    const path = join(top, "report");
    await writeFiles(path, { "a.csv": "1", "b.csv": "2" });
    const before = contents(path);
    const report = await openReport(path);
    await report.write("a.csv", "3");
    vi.mocked(open).mockRejectedValueOnce(systemError(code));
    await expect(report.write("b.csv", "4")).rejects.toMatchObject({ code });
    await report.discard();
    expect(contents(path)).toEqual(before);
  });

  it("in the middle of the exchange takes every step back", async () => {
    const path = join(top, "report");
    await writeFiles(path, { "a.csv": "1", "b.csv": "2" });
    writeFileSync(join(path, "notes.md"), "mine");
    const before = contents(path);
    const real = vi.mocked(rename).getMockImplementation()!;
    let renames = 0;
    vi.mocked(rename).mockImplementation((from, to) => {
      renames += 1;
      return renames === 5 ? Promise.reject(systemError("EIO")) : real(from, to);
    });
    await expect(writeFiles(path, { "a.csv": "3", "b.csv": "4" })).rejects.toMatchObject({ code: "EIO" });
    vi.mocked(rename).mockImplementation(real);
    expect(renames).toBe(9);
    expect(contents(path)).toEqual(before);
  });

  it("does not let a second report suffer", async () => {
    const path = join(top, "report");
    vi.mocked(open).mockRejectedValueOnce(systemError("ENOSPC"));
    await expect(writeFiles(path, { "a.csv": "1" })).rejects.toMatchObject({ code: "ENOSPC" });
    expect(readdirSync(top)).toEqual([]);
    await writeFiles(path, { "a.csv": "1" });
    expect(contents(path)).toMatchObject({ "a.csv": "1" });
  });

  it("closes a directory to us", async () => {
    const closed = join(top, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    // Whoever may do everything is not refused.
    const refused = await writeFiles(join(closed, "report"), { "a.csv": "1" }).then(
      () => undefined,
      (error: unknown) => error,
    );
    chmodSync(closed, 0o755);
    if (process.getuid?.() === 0) expect(refused).toBeUndefined();
    else expect(refused).toMatchObject({ code: "EACCES" });
  });
});

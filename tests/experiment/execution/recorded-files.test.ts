// Files that are read once, and are afterwards what they were then.

import { describe, expect, it } from "vitest";

import type { FileContent, FileReader } from "../../../src/scenario/file-reader.ts";

import { RecordingFiles, ReplayedFiles } from "../../../src/experiment/execution/recorded-files.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function textOf(content: FileContent): string {
  return content.kind === "bytes" ? new TextDecoder().decode(content.bytes) : content.detail;
}

const MODULE = { kind: "module", exports: { answer: 42 } } as const;

describe("recorded files", () => {
  it("are what the first reading gave, whatever the disk holds later", () => {
    const disk: Record<string, string> = { "s.yaml": "one", "d/a.yaml": "two" };
    const files: FileReader = {
      read: (path) => new MemoryFiles(disk).read(path),
      list: (directory) => new MemoryFiles(disk).list(directory),
      loadModule: () => MODULE,
    };
    const recording = new RecordingFiles(files);
    expect(textOf(recording.read("s.yaml", 100))).toBe("one");
    expect(recording.read("gone.yaml", 100).kind).toBe("missing");
    expect(recording.list("d")).toHaveLength(1);
    expect(recording.list("none")).toBeUndefined();
    disk["s.yaml"] = "changed";
    disk["gone.yaml"] = "came";
    disk["d/b.yaml"] = "came";
    const replayed = new ReplayedFiles(recording.recorded(), files);
    for (const reader of [recording, replayed]) {
      expect(textOf(reader.read("s.yaml", 100))).toBe("one");
      expect(reader.read("gone.yaml", 100).kind).toBe("missing");
      expect(reader.list("d")).toHaveLength(1);
      expect(reader.list("none")).toBeUndefined();
    }
  });

  it("share their bytes with other threads, what is compressed too", () => {
    const stored = { kind: "bytes", bytes: bytes("text"), stored: bytes("packed") } as const;
    const recording = new RecordingFiles(new MemoryFiles({ "a.gz": stored }));
    const content = recording.read("a.gz", 100);
    const shared = content.kind === "bytes" ? [content.bytes.buffer, content.stored?.buffer] : [];
    expect(shared.map((buffer) => buffer instanceof SharedArrayBuffer)).toEqual([true, true]);
    expect(content).toEqual(stored);
    expect(recording.recorded().contents).toEqual([["a.gz", stored]]);
  });

  it("hold nothing that was not read when the experiment began", () => {
    const replayed = new ReplayedFiles({ contents: [], listings: [] }, new MemoryFiles({ "a.yaml": "there" }));
    expect(textOf(replayed.read("a.yaml"))).toBe("a.yaml was not read when the experiment began");
    expect(replayed.list(".")).toBeUndefined();
  });

  it("load modules from disk as long as these are as they were", () => {
    const disk = new MemoryFiles({ "p.js": "code" }, { "p.js": MODULE });
    const recording = new RecordingFiles(disk);
    recording.read("p.js", 100);
    expect(recording.loadModule("p.js")).toEqual(MODULE);
    const recorded = recording.recorded();
    expect(new ReplayedFiles(recorded, disk).loadModule("p.js")).toEqual(MODULE);
    const changed = { kind: "broken", detail: "it has changed since the experiment began" };
    for (const now of ["cade", "longer code", ""]) {
      const later = new MemoryFiles({ "p.js": now }, { "p.js": MODULE });
      expect(new ReplayedFiles(recorded, later).loadModule("p.js")).toEqual(changed);
    }
    expect(new ReplayedFiles(recorded, new MemoryFiles({})).loadModule("p.js")).toEqual(changed);
    expect(new ReplayedFiles({ contents: [], listings: [] }, disk).loadModule("p.js")).toEqual(changed);
  });

  it("reach the network where they may", () => {
    const post = (): { readonly kind: "failed"; readonly detail: string } => ({ kind: "failed", detail: "no" });
    const disk: FileReader = Object.assign(new MemoryFiles({}), { post });
    expect(new RecordingFiles(disk).post).toBe(post);
    expect(new ReplayedFiles({ contents: [], listings: [] }, disk).post).toBe(post);
    expect(new ReplayedFiles({ contents: [], listings: [] }, new MemoryFiles({})).post).toBeUndefined();
  });
});

// Files as such: found, decoded, hashed, or refused with a reason.

import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import type { FileContent } from "../../src/scenario/file-reader.ts";
import { InputFiles } from "../../src/scenario/input-files.ts";
import { MemoryFiles } from "./memory-files.ts";

const MENTION = { file: "dir/s.yaml", line: 7, column: 3 };

function inputs(files: Readonly<Record<string, string | FileContent>>): {
  readonly files: InputFiles;
  readonly told: readonly Diagnostic[];
} {
  const sink = new DiagnosticSink();
  return { files: new InputFiles("dir/s.yaml", new MemoryFiles(files), sink), told: sink.all };
}

function bytes(...values: readonly number[]): FileContent {
  return { kind: "bytes", bytes: Uint8Array.from(values) };
}

describe("input files", () => {
  it("are found relative to the scenario and listed with their hash, each once", () => {
    const { files, told } = inputs({ "dir/a.yaml": "abc", "b.yaml": "x" });
    expect(files.readMentioned("a.yaml", MENTION)?.text).toBe("abc");
    expect(files.readMentioned("./a.yaml", MENTION)?.path).toBe("dir/a.yaml");
    expect(files.readMentioned("../b.yaml", MENTION)?.path).toBe("b.yaml");
    expect(files.inputs).toEqual([
      { path: "dir/a.yaml", sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
      { path: "b.yaml", sha256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" },
    ]);
    expect(told).toEqual([]);
  });

  it("are read once, though paths and patterns name them twice", () => {
    const { files } = inputs({ "dir/a.yaml": "a", "dir/b.yaml": "b" });
    const texts = files.readAll([
      { path: "b.yaml", position: MENTION },
      { path: "*.yaml", position: MENTION },
    ]);
    expect(texts.map(({ path }) => path)).toEqual(["dir/b.yaml", "dir/a.yaml"]);
  });

  it("lose a byte order mark", () => {
    expect(inputs({ "dir/a": "\uFEFFabc" }).files.readMentioned("a", MENTION)?.text).toBe("abc");
  });

  it.each<[string, FileContent | string, string]>([
    ["empty", "", "empty-file"],
    ["binary", bytes(0x50, 0x4b, 3, 4, 0, 0), "binary-file"],
    ["gzip", { kind: "bytes", bytes: gzipSync("a: 1") }, "binary-file"],
    ["UTF-16", bytes(0xff, 0xfe, 0x61, 0), "not-utf8"],
    ["Latin-1", bytes(0x61, 0xe9, 0x62), "not-utf8"],
    ["a directory", { kind: "directory", detail: "dir/a is a directory" }, "not-a-file"],
    ["a pipe", { kind: "not-a-file", detail: "dir/a is a named pipe, not a file" }, "not-a-file"],
    ["secret", { kind: "no-permission", detail: "dir/a may not be read" }, "no-permission"],
    ["huge", { kind: "too-large", detail: "dir/a is larger than 64 MiB" }, "file-too-large"],
    ["broken", { kind: "unreadable", detail: "dir/a cannot be read (EIO)" }, "unreadable-file"],
  ])("that are %s are refused at the place that names them", (_what, content, code) => {
    const { files, told } = inputs({ "dir/a": content });
    expect(files.readMentioned("a", MENTION)).toBeUndefined();
    expect(told).toMatchObject([{ code, severity: "error", position: MENTION }]);
    expect(files.inputs).toEqual([]);
  });

  it("that are missing get the nearest name beside them", () => {
    const { files, told } = inputs({ "dir/nodes.yaml": "x" });
    files.readMentioned("node.yaml", MENTION);
    expect(told).toMatchObject([{ code: "missing-file", suggestion: "nodes.yaml" }]);
  });

  it("of a pattern without matches are told", () => {
    const { files, told } = inputs({});
    expect(files.readAll([{ path: "*.yaml", position: MENTION }])).toEqual([]);
    expect(told).toMatchObject([{ code: "missing-file", message: "no file matches *.yaml" }]);
  });
});

// Files as such: found, decoded, hashed, or refused with a reason.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import type { FileContent } from "../../src/scenario/file-reader.ts";
import { InputFiles, readSourceTexts } from "../../src/scenario/input-files.ts";
import { MAX_PARTS } from "../../src/scenario/input-limits.ts";
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
    ["compressed twice", bytes(0x1f, 0x8b, 8), "binary-file"],
    ["damaged", { kind: "corrupt", detail: "dir/a is compressed with gzip and damaged" }, "corrupt-file"],
    ["a directory", { kind: "directory", detail: "dir/a is a directory" }, "not-a-file"],
    ["a pipe", { kind: "not-a-file", detail: "dir/a is a named pipe, not a file" }, "not-a-file"],
    ["secret", { kind: "no-permission", detail: "dir/a may not be read" }, "no-permission"],
    ["huge", { kind: "too-large", detail: "dir/a is larger than 64 MiB" }, "file-too-large"],
    ["full of lines", { kind: "bytes", bytes: Buffer.alloc(MAX_PARTS + 1, "\n") }, "file-too-large"],
    ["broken", { kind: "unreadable", detail: "dir/a cannot be read (EIO)" }, "unreadable-file"],
  ])("that are %s are refused at the place that names them", (_what, content, code) => {
    const { files, told } = inputs({ "dir/a": content });
    expect(files.readMentioned("a", MENTION)).toBeUndefined();
    expect(told).toMatchObject([{ code, severity: "error", position: MENTION }]);
    expect(files.inputs).toEqual([]);
  });

  it("that an argument names and that hold no text are refused where they begin", () => {
    const sink = new DiagnosticSink();
    const files = new MemoryFiles({ a: "", b: { kind: "bytes", bytes: new Uint8Array([0x50, 0x4b, 0]) } });
    expect(readSourceTexts(["a", "b"], files, sink)).toEqual([]);
    expect(sink.all).toMatchObject([
      { code: "empty-file", position: { file: "a", line: 1, column: 1 } },
      { code: "binary-file", position: { file: "b", line: 1, column: 1 } },
    ]);
  });

  it("that are not UTF-8 are refused at the first byte that is none", () => {
    const { files, told } = inputs({ "dir/a": bytes(0x61, 0x0a, 0xc3, 0xa9, 0x62, 0xe9, 0x62) });
    expect(files.readMentioned("a", MENTION)).toBeUndefined();
    expect(told).toMatchObject([
      {
        code: "not-utf8",
        message: "dir/a is not UTF-8 text: byte 5 is 0xe9",
        position: { file: "dir/a", line: 2, column: 3 },
      },
    ]);
  });

  it("that are compressed are listed with the hash of what is stored", () => {
    const content: FileContent = { kind: "bytes", bytes: new TextEncoder().encode("x"), stored: Uint8Array.of(1) };
    const { files } = inputs({ "dir/a.gz": content, "dir/a": bytes(1) });
    expect(files.readMentioned("a.gz", MENTION)?.text).toBe("x");
    files.readMentioned("a", MENTION);
    expect(files.inputs[0]?.sha256).toBe(files.inputs[1]?.sha256);
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

describe("directories", () => {
  it("stand for the manifests in them", () => {
    const { files } = inputs({ "dir/m/b.yaml": "b", "dir/m/a.json": "a", "dir/m/x.txt": "x", "dir/m/n/c.yaml": "c" });
    const texts = files.readAll([{ path: "m", position: MENTION }]);
    expect(texts.map(({ path }) => path)).toEqual(["dir/m/a.json", "dir/m/b.yaml"]);
    expect(files.readAll([{ path: "m/**", position: MENTION }])).toHaveLength(3);
  });

  it("without manifests are told", () => {
    const { files, told } = inputs({ "dir/m/x.txt": "x" });
    expect(files.readAll([{ path: "m", position: MENTION }])).toEqual([]);
    expect(told).toMatchObject([{ code: "missing-file", message: "there are no manifests in the directory dir/m" }]);
  });
});

describe("standard input", () => {
  it("is what a dash means, wherever it stands", () => {
    const { files, told } = inputs({ "-": "piped" });
    expect(files.readMentioned("-", MENTION)).toMatchObject({ path: "-", text: "piped" });
    expect(told).toEqual([]);
  });

  it("can be named once", () => {
    const again = { code: "second-input", message: "standard input is named a second time, and can be read once" };
    const list = inputs({ "-": "piped" });
    expect(list.files.readAll([{ path: "-" }, { path: "-", position: MENTION }])).toHaveLength(1);
    expect(list.told).toMatchObject([{ ...again, position: MENTION }]);
    const scenario = inputs({ "-": "piped" });
    scenario.files.read("-", undefined);
    expect(scenario.files.readMentioned("-", MENTION)).toBeUndefined();
    expect(scenario.told).toMatchObject([again]);
  });
});

describe("the arguments of a command", () => {
  it("are files, directories, patterns and a dash, relative to where it is called", () => {
    const sink = new DiagnosticSink();
    const files = new MemoryFiles({ "a.yaml": "a", "d/b.yaml": "b", "d/c.txt": "c", "-": "i" });
    const texts = readSourceTexts(["-", "d", "./a.yaml", "*.yaml", "none.csv"], files, sink);
    expect(texts.map(({ path }) => path)).toEqual(["-", "d/b.yaml", "a.yaml"]);
    expect(sink.all).toEqual([{ code: "missing-file", severity: "error", message: "there is no file none.csv" }]);
  });
});

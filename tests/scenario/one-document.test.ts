// One document a file, no less and no more.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { SourceText } from "../../src/environment/documents/source-text.ts";

import { readOneDocument } from "../../src/scenario/one-document.ts";
import { places } from "./memory-files.ts";

function read(text: string): { readonly value: unknown; readonly told: readonly string[] } {
  const sink = new DiagnosticSink();
  const document = readOneDocument(new SourceText("f", text), "a thing", "files of their own", sink);
  return { value: document?.value, told: places(sink.all) };
}

describe("a file of one document", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["a: 1\n", { a: 1 }, []],
    ["a: 1\n---\nb: 2\n---\nc: 3\n", { a: 1 }, ["too-many-documents 3:1", "too-many-documents 5:1"]],
    ["# none\n", undefined, ["empty-file 1:1"]],
    ["a: [\n", undefined, ["yaml-syntax 1:4"]],
  ])("%j", (text, value, told) => {
    expect(read(text)).toEqual({ value, told });
  });
});

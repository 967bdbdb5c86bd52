// Files to documents, and every way in which they can fail to be any.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";

import {
  MAX_ALIASES,
  MAX_YAML_DEPTH,
  MAX_YAML_DOCUMENT_CHARACTERS,
  readDocuments,
} from "../../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";

function read(text: string): { readonly values: readonly unknown[]; readonly found: readonly Diagnostic[] } {
  const sink = new DiagnosticSink();
  const documents = [...readDocuments(new SourceText("f", text), sink)];
  return { values: documents.map(({ value }) => value), found: sink.all };
}

function codes(text: string): readonly string[] {
  return read(text).found.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);
}

describe("reading documents", () => {
  it("passes over comments, empty documents and a separator at the end", () => {
    expect(read("# nothing\n---\n---\na: 1\n---\n# end\n---\n")).toEqual({ values: [{ a: 1 }], found: [] });
  });

  it("reads JSON, and JSON with tabs, the same way", () => {
    expect(read('{ "a": [1, true, null] }').values).toEqual([{ a: [1, true, null] }]);
    expect(read('{\n\t"a": 1}').values).toEqual([{ a: 1 }]);
  });

  it("finds one mistake in each document and reads the others", () => {
    const text = "a: 1\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: 4\n---\n\te: 5\n";
    expect(read(text).values).toEqual([{ a: 1 }, { d: 4 }]);
    expect(codes(text)).toEqual(["yaml-syntax 3:4", "duplicate-key 6:1", "yaml-syntax 10:3"]);
  });

  it("names the key that stands twice", () => {
    const { found } = read('a:\n  "some key": 1\n  b: 2\n  "some key": 3\n');
    expect(found[0]?.message).toBe('the key "some key" stands here twice');
    expect(found[0]?.position?.line).toBe(4);
  });

  it("refuses nearly-JSON with its place", () => {
    expect(codes('{\n "a": 1,\n "b": ]\n}')).toEqual(["yaml-syntax 3:7"]);
  });
});

describe("hostile documents", () => {
  it("refuses a bomb before it expands", () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join()}]`);
    expect(codes(`l0: &l0 [x, x]\n${levels.join("\n")}\n`)).toEqual(["excessive-aliases 1:5"]);
  });

  it("refuses more aliases than any manifest has", () => {
    const [code] = codes(
      `a: &a 1\nb: [${Array(MAX_ALIASES + 1)
        .fill("*a")
        .join()}]\n`,
    );
    expect(code).toMatch(/^yaml-syntax/);
  });

  it("refuses an anchor that contains itself", () => {
    expect(codes("a: &a [*a]\n")).toEqual(["cyclic-reference 1:4"]);
    expect(codes("a: &a\n  b: *a\n")).toEqual(["cyclic-reference 1:4"]);
  });

  it("refuses nesting deeper than the limit", () => {
    const depth = MAX_YAML_DEPTH + 1;
    expect(codes(`a: ${"[".repeat(depth)}${"]".repeat(depth)}\n`)[0]).toMatch(/^yaml-syntax/);
  });

  it("refuses a document of more characters than the limit, and reads the next", () => {
    const { values, found } = read(`a: ${"x".repeat(MAX_YAML_DOCUMENT_CHARACTERS)}\n---\nb: 1\n`);
    expect(values).toEqual([{ b: 1 }]);
    expect(found.map(({ code }) => code)).toEqual(["document-too-large"]);
  });

  it("reads JSON of any depth without a fault, and places in it fall back to its beginning", () => {
    const deep = `{"a": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const [document] = readDocuments(new SourceText("f", deep), new DiagnosticSink());
    expect(document?.positionOf(["a", 0])).toEqual({ file: "f", line: 1, column: 1 });
  });

  it("refuses complex keys and unknown tags", () => {
    expect(codes("? [1]\n: 2\n")[0]).toMatch(/^yaml-syntax/);
    expect(codes("a: !!unheard x\n")[0]).toMatch(/^yaml-syntax/);
  });

  it("takes keys that mean something to JavaScript as keys", () => {
    const { values } = read("__proto__: 1\nconstructor: 2\ntoString: 3\n");
    expect(Object.keys(values[0] as object)).toEqual(["__proto__", "constructor", "toString"]);
  });
});

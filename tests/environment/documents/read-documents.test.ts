// Files to documents, and what is said where they are none.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";

import { CHART_ADVICE } from "../../../src/environment/documents/chart-template.ts";
import { readDocuments } from "../../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";

function read(text: string): { readonly values: readonly unknown[]; readonly found: readonly Diagnostic[] } {
  const sink = new DiagnosticSink();
  const documents = [...readDocuments(new SourceText("f", text), sink)];
  return { values: documents.map(({ value }) => value), found: sink.all };
}

function codes(text: string): readonly string[] {
  return read(text).found.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);
}

describe("a stream of YAML", () => {
  it.each<[string, string, readonly unknown[]]>([
    ["comments, empty documents and a separator at the end", "# no\n---\n---\na: 1\n---\n# end\n---\n", [{ a: 1 }]],
    ["what Helm writes", "---\n# Source: a/b.yaml\na: 1\n---\n# Source: a/c.yaml\n---\n", [{ a: 1 }]],
    ["Windows line ends", "a: 1\r\nb: |\r\n  x\r\n---\r\nc: 2\r\n", [{ a: 1, b: "x\n" }, { c: 2 }]],
    ["documents that are no mapping", "a\n---\n- 1\n---\nnull\n---\n~\n", ["a", [1]]],
    ["nothing", "", []],
    ["blanks", " \n\t\n", []],
    [
      "JSON among YAML",
      'a: 1\n---\n{"b": 9007199254740993}\n---\n{c: 3}\n',
      [{ a: 1 }, { b: 9007199254740993n }, { c: 3 }],
    ],
    ["documents that end with three dots", "a: 1\n...\n---\nb: 2\n...\n", [{ a: 1 }, { b: 2 }]],
  ])("may hold %s", (_what, text, values) => {
    expect(read(text)).toEqual({ values, found: [] });
  });

  it("is read on after a mistake in one document", () => {
    const text = "a: 1\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: 4\n---\n\te: 5\n";
    expect(read(text).values).toEqual([{ a: 1 }, { c: 2 }, { d: 4 }]);
    expect(codes(text)).toEqual(["yaml-syntax 3:4", "duplicate-key 6:1", "yaml-syntax 10:3"]);
  });

  it("names each key that stands twice", () => {
    const { found } = read('a:\n  "some key": 1\n  b: 2\n  "some key": 3\nc: 4\nc: 5\n');
    expect(found.map(({ message, position }) => [position?.line, message])).toEqual([
      [4, 'key "some key" already set in map'],
      [6, 'key "c" already set in map'],
    ]);
  });

  it.each([
    ["--- {a: 1}\n", 5, "{a: 1}"],
    ["a: 1\n----\nb: 2\n", 4, "-"],
  ])("takes nothing but comments beside a separator: %j", (text, column, beside) => {
    const [problem] = read(text).found;
    expect(problem).toMatchObject({
      code: "yaml-syntax",
      message: `invalid Yaml document separator: ${beside}`,
      position: { column },
    });
  });

  it("takes no directives, as kubectl takes none", () => {
    expect(codes("%YAML 1.1\n---\na: 1\n")).toEqual(["yaml-syntax 1:9"]);
  });

  it("refuses tabs that indent", () => {
    expect(codes("a:\n\tb: 1\n")).toEqual(["yaml-syntax 2:1"]);
    expect(codes("a:\n  - b\n\t- c\n")[0]).toMatch(/^yaml-syntax 3:/);
  });
});

describe("a stream of JSON", () => {
  it.each<[string, string, readonly unknown[]]>([
    ["one value", '{ "a": [1, true, null] }', [{ a: [1, true, null] }]],
    ["tabs", '{\n\t"a": 1}', [{ a: 1 }]],
    ["a list of no kind", '[{"a": 1}]\n', [[{ a: 1 }]]],
    ["values that follow one another", '{"a":1}{"b":2}\n\n{"c":3}\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ["null, which is nothing", '{"a":1} null', [{ a: 1 }]],
    ["YAML after it", '{"a":1}\n---\nb: 2\n---\n{"c":3}\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ["a comment after it", '{"a":1}\n# comment\n{"b":2}\n', [{ a: 1 }, { b: 2 }]],
    ["YAML that looks like it", "{a: 1, b: [x,]}\n---\nc: 2\n", [{ a: 1, b: ["x"] }, { c: 2 }]],
    ["depths that YAML does not have", `{"a": ${"[".repeat(500)}${"]".repeat(500)}}`, [expect.anything()]],
  ])("may hold %s", (_what, text, values) => {
    expect(read(text)).toEqual({ values, found: [] });
  });

  it.each([
    ['{\n "a": 1,\n "b": ]\n}', "3:7", "invalid character ']' looking for beginning of value"],
    ['{"a":1} x', "1:9", "invalid character 'x' looking for beginning of value"],
    ['{"a":1}\n{"b":2}\n---\nc: 3\n', "3:2", "invalid character '-' in numeric literal"],
    ['{"a": "open\n', "1:12", String.raw`invalid character '\n' in string literal`],
  ])("is refused with its place: %j", (text, place, message) => {
    const { found } = read(text);
    expect(found.map((problem) => problem.message)).toEqual([`not valid JSON: ${message}`]);
    expect(codes(text)).toEqual([`json-syntax ${place}`]);
  });

  it("names fields that stand twice from their object on", () => {
    const spec = '{"x": 1, "x": 2, "y": [{"z": 1, "z": 2}]}';
    const text = `{"kind": "PodList", "items": [{"spec": ${spec}}]}\n{"spec": ${spec}}`;
    const { found, values } = read(text);
    const fields = ["spec.x", "spec.y[0].z"].map((field) => `duplicate field "${field}"`);
    expect(found.map(({ message }) => message)).toEqual([...fields, ...fields]);
    expect(found.map(({ position }) => `${position?.line}:${position?.column}`)).toEqual([
      "1:49",
      "1:72",
      "2:19",
      "2:42",
    ]);
    expect(values[1]).toEqual({ spec: { x: 2, y: [{ z: 2 }] } });
  });
});

describe("positions", () => {
  it.each([
    ["JSON", '\n{"a": 1}\n{"items": [\n  {"b": 2}]}', "3:11", "4:9"],
    ["YAML", "a: 1\n---\nitems:\n- b: 2\n", "4:1", "4:6"],
    ["YAML that is not plain", "a: 1\n---\nitems: &x\n- b: 2\n", "4:1", "4:6"],
    ["JSON in YAML", 'a: 1\n--- # c\n\n{"items": [\n  {"b": 2}]}\n', "4:11", "5:9"],
  ])("in %s are those of the file", (_what, text, items, value) => {
    const [, document] = readDocuments(new SourceText("f", text), new DiagnosticSink());
    const places = [["items"], ["items", 0, "b"]].map((path) => document!.positionOf(path));
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([items, value]);
    expect(document!.positionOfKey(["items"]).file).toBe("f");
  });
});

describe("whatever the text", () => {
  const TEXT = '---\na: &a [1, {b: "c"}]\nd: |\n  e\n<<: {f: *a}\n--- # g\n{"h": [1, "i"]}\n...\n';
  const PIECES = Array.from("-:#'\"\\|>[]{},&*!?%@~<\n\r\t 0a\u0000\u2028\ud800\ufeff");

  it("nothing is thrown, and each thing said has its place", () => {
    const edits = fc.array(fc.tuple(fc.nat(TEXT.length), fc.nat(2), fc.constantFrom(...PIECES)), { maxLength: 6 });
    const begins = fc.constantFrom("", "{", "[", "\ufeff");
    fc.assert(
      fc.property(begins, edits, (begin, changes) => {
        const text = changes.reduce((made, [at, cut, piece]) => made.slice(0, at) + piece + made.slice(at + cut), TEXT);
        const sink = new DiagnosticSink();
        for (const document of readDocuments(new SourceText("f", begin + text), sink)) {
          expect(document.positionOf(["a", 1, "b"]).line).toBeGreaterThan(0);
        }
        for (const { position } of sink.all) expect(position?.line).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe("the template of a chart", () => {
  it.each([
    "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n",
    "metadata:\n  name: {{ .Release.Name }}\n",
    "metadata:\n  labels:\n    {{- include labels . }}\n",
  ])("is told to be one where it is no YAML: %j", (text) => {
    expect(read(text).found[0]).toMatchObject({ severity: "error", expected: CHART_ADVICE });
  });

  it("is not what other mistakes are about", () => {
    expect(read("a: [\n").found[0]).not.toHaveProperty("expected", CHART_ADVICE);
  });
});

describe("the word that begins a value", () => {
  it("is as it is written, unless it has quotes or came from elsewhere", () => {
    const [document] = readDocuments(new SourceText("f", 'a: { b: No, c: "no" }\n'), new DiagnosticSink());
    expect(["b", "c"].map((key) => document!.plainWordAt(["a", key]))).toEqual(["No", undefined]);
    const elsewhere = { file: "g", line: 1, column: 1 };
    const other = document!.withValue({ a: { b: false } }, () => elsewhere);
    expect(other.plainWordAt(["a", "b"])).toBeUndefined();
  });
});

// YAML that is written: read back, it is the same data.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";

import { readDocuments } from "../../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { yamlLine, yamlText } from "../../../src/environment/documents/write-yaml.ts";

function readBack(values: readonly unknown[]): readonly unknown[] {
  const sink = new DiagnosticSink();
  const documents = [...readDocuments(new SourceText("a.yaml", yamlText(values)), sink)];
  expect(sink.all).toEqual([]);
  return documents.map(({ value }) => value);
}

/** Texts that YAML 1.1 takes for something else if they stand without quotes. */
const AMBIGUOUS =
  "yes no on off y n true null ~ 012 0o17 0x1f 1_000 12:30 1e3 .5 +1 .inf .nan 2001-01-01 = << - ? : # & * ! | > % @ " +
  "' \" [ { a:b a: --- ... 1. -1 0 1.2";

describe("yamlText", () => {
  it("quotes what would be taken for something else", () => {
    const texts = [
      ...AMBIGUOUS.split(" "),
      "",
      " a",
      "a ",
      "a: b",
      "a #b",
      "a\nb",
      "a\tb",
      "\u0085",
      "\u2028",
      "\ufeff",
    ];
    expect(readBack([{ texts }])).toEqual([{ texts }]);
    const keyed = Object.fromEntries(texts.map((text, index) => [text, index]));
    expect(readBack([{ keyed }])).toEqual([{ keyed }]);
  });

  it("gives any texts, numbers and nestings back", () => {
    const text = fc.oneof(fc.constantFrom(...AMBIGUOUS.split(" ")), fc.string({ unit: "grapheme", maxLength: 12 }));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const name = fc.constantFrom("kind", "metadata", "spec", "status");
    const object = fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), (values) => {
        expect(readBack(values)).toEqual(values);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("folds no long texts and shares no parts", () => {
    const long = "word ".repeat(60).trim();
    const shared = { cpu: "1" };
    expect(yamlText([{ long, a: shared, b: shared }])).toBe(`long: ${long}\na:\n  cpu: '1'\nb:\n  cpu: '1'\n`);
  });
});

describe("yamlLine", () => {
  it("puts a value in one line", () => {
    expect(yamlLine({ cpu: 4, memory: "8Gi", zones: ["a", "yes"] })).toBe("{cpu: 4, memory: 8Gi, zones: [a, 'yes']}");
  });
});

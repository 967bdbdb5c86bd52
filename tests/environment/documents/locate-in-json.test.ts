// Paths to offsets in JSON. The oracle is the text itself: what stands at the offset.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readJson, type JsonValue } from "../../../src/environment/documents/json-text.ts";
import { JsonPlaces } from "../../../src/environment/documents/locate-in-json.ts";
import type { DocumentPath } from "../../../src/environment/documents/locate-in-yaml.ts";

const TEXT = String.raw`{
  "kind": "List",
  "items": [ {"a": [1, {"b\"}": true}]}, {"a": "x\\"}, -1.5e3 ],
  "empty": {}, "none": [ ],
  "twice": 1, "twice": 2
}`;

describe("places in JSON", () => {
  const places = placesIn(` ${TEXT}`, 1);

  function at(path: DocumentPath, what: "key" | "value" = "value"): string {
    return ` ${TEXT}`.slice(places.offsetOf(path, what));
  }

  it.each<[DocumentPath, string]>([
    [["kind"], '"List"'],
    [["items", 2], "-1.5e3 ]"],
    [["items", 1, "a"], String.raw`"x\\"}`],
    [["items", 0, "a", 1, 'b"}'], "true}"],
    [["items", 0, "a", 0], "1, {"],
    [["empty"], "{}"],
    [["twice"], "2\n"],
  ])("finds the value at %j", (path, text) => {
    expect(at(path).startsWith(text)).toBe(true);
  });

  it("finds keys, and an item where there is no key", () => {
    expect(at(["items", 1, "a"], "key").startsWith('"a": "x')).toBe(true);
    expect(at(["items", 1], "key").startsWith('{"a": "x')).toBe(true);
  });

  it("points to the deepest part that exists", () => {
    expect(at(["items", 9, "a"]).startsWith("[ {")).toBe(true);
    expect(at(["none", 0]).startsWith("[ ]")).toBe(true);
    expect(at(["empty", "a"]).startsWith("{}")).toBe(true);
    expect(at(["kind", "deeper"]).startsWith('"List"')).toBe(true);
    expect(at([]).startsWith("{\n")).toBe(true);
  });

  it("finds each part of any value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const found = placesIn(text, 0);
        for (const [path, part] of partsOf(valueAt(text, 0), [])) {
          expect(valueAt(text, found.offsetOf(path, "value"))).toEqual(part);
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

function placesIn(text: string, start: number): JsonPlaces {
  return new JsonPlaces(text, start, (readJson(text, start) as JsonValue).outline);
}

function valueAt(text: string, offset: number): unknown {
  return (readJson(text, offset) as JsonValue).value;
}

/** The value and all that is in it, with their paths. */
function* partsOf(value: unknown, path: DocumentPath): Generator<readonly [DocumentPath, unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield* partsOf(part, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

// Values by their shapes: what is kept, and what is said.

import { describe, expect, it } from "vitest";

import { readShape, show } from "../../../src/environment/manifests/read-shape.ts";
import {
  ANYTHING,
  BOOLEAN,
  integer,
  list,
  object,
  oneOf,
  QUANTITIES,
  STRINGS,
  TEXT,
  type Shape,
} from "../../../src/environment/manifests/shape.ts";

const THING = object(
  "thing",
  ["name"],
  {
    name: TEXT,
    effect: oneOf("NoSchedule", "NoExecute", ""),
    count: integer(0, 10),
    on: BOOLEAN,
    labels: STRINGS,
    requests: QUANTITIES,
    parts: list(TEXT),
    raw: ANYTHING,
  },
  "colour",
  { spin: "it does not turn" },
);

function read(value: unknown, shape: Shape = THING): { readonly kept: unknown; readonly said: readonly string[] } {
  const said: string[] = [];
  const kept = readShape(value, shape, (problem, place) => {
    const more = problem.suggestion === undefined ? "" : ` → ${problem.suggestion}`;
    said.push(`${problem.code} at ${place.path.join("/")} (${place.at}): ${problem.message}${more}`);
  });
  return { kept, said };
}

describe("reading by shape", () => {
  it("keeps what the model reads, in the order of the table", () => {
    const value = { colour: "red", count: 3, raw: [{ x: 1 }], name: "n", labels: { a: "b" }, on: false };
    expect(read(value)).toEqual({
      kept: { name: "n", count: 3, on: false, labels: { a: "b" }, raw: [{ x: 1 }] },
      said: [],
    });
    expect(Object.keys(read(value).kept as object)[0]).toBe("name");
  });

  it("takes null for absent, but not as an item of a list", () => {
    expect(read({ name: "n", count: null, labels: null })).toEqual({ kept: { name: "n" }, said: [] });
    expect(read({ name: "n", parts: ["a", null] }).said).toEqual([
      "wrong-type at parts/1 (value): parts[1]: null is not a string",
    ]);
  });

  it("names unknown fields with the nearest known one", () => {
    expect(read({ name: "n", efect: "x" }).said).toEqual([
      'unknown-field at efect (key): thing has no field "efect" → effect',
    ]);
  });

  it("tells of what is not simulated, unless it is empty", () => {
    expect(read({ name: "n", spin: [{}] }).said).toEqual([
      "not-simulated at spin (key): spin is not simulated: it does not turn",
    ]);
    expect(read({ name: "n", spin: [] }).said).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ name: 5 }, 'wrong-type at name (value): name: 5 is not a string → "5"'],
    [
      { name: "n", effect: "NoSchedul" },
      'wrong-type at effect (value): effect: "NoSchedul" is not one of NoSchedule, NoExecute → NoSchedule',
    ],
    [{ name: "n", count: 11 }, "out-of-range at count (value): count: 11 is out of range"],
    [{ name: "n", count: 1.5 }, "wrong-type at count (value): count: 1.5 is not a whole number"],
    [{ name: "n", count: Number.NaN }, "wrong-type at count (value): count: NaN is not a whole number"],
    [{ name: "n", on: "yes" }, 'wrong-type at on (value): on: "yes" is not true or false'],
    [
      { name: "n", labels: { a: true } },
      "wrong-type at labels/a (value): a: true is not a string (y, n, yes, no, on, off, true and false need quotes)",
    ],
    [{ name: "n", labels: [] }, "wrong-type at labels (value): labels: a list is not a mapping"],
    [{ name: "n", parts: "x" }, 'wrong-type at parts (value): parts: "x" is not a list'],
    [{ name: "n", requests: { cpu: "x" } }, 'bad-quantity at requests/cpu (value): cpu: "x" is not a quantity'],
    [
      { name: "n", requests: { cpus: 1 } },
      'unknown-resource at requests/cpus (key): there is no resource "cpus" → cpu',
    ],
    [[], "wrong-type at  (value): the document: a list is not a mapping"],
  ])("refuses %j", (value, message) => {
    expect(read(value).said).toContain(message);
  });

  it("gives nothing for an object without a required field, or with a wrong one", () => {
    expect(read({ count: 1 })).toEqual({ kept: undefined, said: ["missing-field at  (value): thing has no name"] });
    expect(read({ name: "" }).kept).toBeUndefined();
    expect(read({ name: {} }).kept).toBeUndefined();
  });

  it("is not led astray by names that mean something to JavaScript", () => {
    const value: unknown = JSON.parse('{"name":"n","labels":{"__proto__":"p","constructor":"c"},"toString":1}');
    const { kept, said } = read(value);
    expect(JSON.stringify(kept)).toBe('{"name":"n","labels":{"__proto__":"p","constructor":"c"}}');
    expect(said).toHaveLength(1);
  });
});

describe("showing a value", () => {
  it("is short and on one line", () => {
    expect(show("a\nb")).toBe(String.raw`"a\nb"`);
    expect(show("x".repeat(100))).toHaveLength(40);
    expect(show({ a: 1 })).toBe("a mapping");
    expect(show(null)).toBe("null");
  });
});

// Shapes: what is kept of a type, and the mistakes that its table may have.

import { describe, expect, it } from "vitest";

import { TAINT } from "../../../src/model/api/types/affinity.ts";

import { listOf, NAME, PLAIN, shapeOf, text } from "../../../src/scenario/init/shape.ts";

describe("shapeOf", () => {
  it("has the fields in the order of the type", () => {
    const shape = shapeOf(TAINT, "effect timeAdded", { key: text("label-key") });
    expect([...shape.fields]).toEqual([
      ["key", { kind: "text", role: "label-key" }],
      ["effect", PLAIN],
      ["timeAdded", PLAIN],
    ]);
    expect(shape.needsOneOf).toEqual([]);
  });

  it("knows no field that the type does not have", () => {
    expect(() => shapeOf(TAINT, "effct")).toThrow("v1.Taint has no field effct");
  });
});

describe("listOf", () => {
  it("says what its items are", () => {
    expect(listOf(NAME)).toEqual({ kind: "list", of: { kind: "text", role: "name" } });
  });
});

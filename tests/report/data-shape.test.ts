// Judges of data that was read.

import { describe, expect, it } from "vitest";

import {
  ANYTHING,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  oneOf,
  orNull,
  PLACE,
  TEXT,
  TRUTH,
  withOptional,
} from "../../src/report/data-shape.ts";

describe("the shape of data", () => {
  const shape = objectOf({
    name: TEXT,
    values: listOf(NUMBER),
    labels: mapOf(TEXT),
    kind: oneOf("a", "b", null),
    at: orNull(PLACE),
    isIt: TRUTH,
    whatever: ANYTHING,
  });
  const right = { name: "x", values: [1.5, null], labels: { a: "b" }, kind: "a", at: null, isIt: true, whatever: [] };

  it("finds nothing wrong with data of that shape, nor with more fields", () => {
    expect(shape(right, "")).toBeUndefined();
    expect(shape({ ...right, kind: null, at: 3, more: 1 }, "")).toBeUndefined();
  });

  it.each([
    [{ ...right, name: 1 }, "name is not a text"],
    [{ ...right, values: [1, "2"] }, "values[1] is not a number"],
    [{ ...right, values: {} }, "values is not a list"],
    [{ ...right, labels: { a: 1 } }, "labels.a is not a text"],
    [{ ...right, labels: [] }, "labels is not an object"],
    [{ ...right, kind: "c" }, "kind is not one of a, b, null"],
    [{ ...right, at: -1 }, "at is not a whole number from 0 up"],
    [{ ...right, isIt: "yes" }, "isIt is not true or false"],
    [{ name: "x" }, "values is missing"],
    [null, " is not an object"],
  ])("says what is wrong first, with its path", (data, wrong) => {
    expect(shape(data, "")).toBe(wrong);
  });

  it("does not take what every object inherits for a field", () => {
    expect(objectOf({ constructor: ANYTHING })({}, "top")).toBe("top.constructor is missing");
  });

  it("takes an optional field as it should be, or none", () => {
    const maybe = withOptional(objectOf({ name: TEXT }), { more: objectOf({ count: NUMBER }) });
    expect(maybe({ name: "x" }, "")).toBeUndefined();
    expect(maybe({ name: "x", more: { count: 1 } }, "")).toBeUndefined();
    expect(maybe({ name: "x", more: { count: "1" } }, "")).toBe("more.count is not a number");
    expect(maybe({ name: "x", more: {} }, "at")).toBe("at.more.count is missing");
    expect(maybe({ more: {} }, "")).toBe("name is missing");
  });
});

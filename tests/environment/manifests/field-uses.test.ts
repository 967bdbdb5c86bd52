// Tables of what is done with fields: none of a type is forgotten.

import { expect, it } from "vitest";

import { STRING, struct } from "../../../src/model/api/api-type.ts";

import { usesOf, WHOLE } from "../../../src/environment/manifests/field-uses.ts";

const TYPE = struct("v1.Thing", { a: STRING, b: STRING, c: STRING });

it("keeps the order in which the fields to read are named", () => {
  expect([...usesOf(TYPE, { c: WHOLE, a: WHOLE }, "b").fields.keys()]).toEqual(["c", "a", "b"]);
});

it("stops at a field that is named twice, not at all, or that the type does not have", () => {
  expect(() => usesOf(TYPE, { a: WHOLE }, "a b c")).toThrow("v1.Thing.a has two uses");
  expect(() => usesOf(TYPE, { a: WHOLE }, "b")).toThrow("v1.Thing: what is done with c?");
  expect(() => usesOf(TYPE, { a: WHOLE }, "b c", { d: "it spins" })).toThrow("v1.Thing has no field d");
});

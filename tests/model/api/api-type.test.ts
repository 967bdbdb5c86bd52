// The vocabulary of API types.

import { expect, it } from "vitest";

import { always, INT32, list, map, named, pointer, STRING, struct } from "../../../src/model/api/api-type.ts";

it("names types as the server's decoder does", () => {
  const inner = struct("v1.Inner", { name: always(STRING) });
  expect([list(inner).goType, map(INT32).goType, map(STRING, "v1.Key").goType, named("v1.Word").goType]).toEqual([
    "[]v1.Inner",
    "map[string]int32",
    "map[v1.Key]string",
    "v1.Word",
  ]);
});

it("takes a bare type for a field that is left out when empty", () => {
  const { fields } = struct("v1.A", { a: STRING, b: pointer(INT32), c: always(STRING) });
  expect([...fields].map(([name, { use }]) => [name, use])).toEqual([
    ["a", "omitted"],
    ["b", "pointer"],
    ["c", "always"],
  ]);
});

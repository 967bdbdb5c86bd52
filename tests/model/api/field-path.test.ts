// Paths as the server writes them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../src/model/api/field-path.ts";

const spec = FieldPath.root("spec");

it("writes fields with dots, items and keys in brackets", () => {
  expect(String(spec.child("containers").index(0).child("resources", "limits").key("cpu"))).toBe(
    "spec.containers[0].resources.limits[cpu]",
  );
});

it("does not change a path from which others are made", () => {
  const containers = spec.child("containers");
  expect([String(containers.index(1)), String(containers.index(2)), String(containers)]).toEqual([
    "spec.containers[1]",
    "spec.containers[2]",
    "spec.containers",
  ]);
});

it("leads to its value by names, indices and keys", () => {
  expect(spec.child("a").index(3).key("x").keys).toEqual(["spec", "a", 3, "x"]);
});

it("tells its steps from the root down", () => {
  expect(spec.child("a").index(3).key("x").steps).toEqual([
    { kind: "field", name: "spec" },
    { kind: "field", name: "a" },
    { kind: "index", index: 3 },
    { kind: "key", key: "x" },
  ]);
});

// Findings in the order of their document.

import { expect, it } from "vitest";

import { inDocumentOrder } from "../../../src/model/api/document-order.ts";

const DOCUMENT = { zone: { b: 1, a: 2 }, list: ["x", { y: 0 }], alpha: null };

function ordered(...paths: readonly (readonly (string | number)[])[]): readonly string[] {
  const findings = paths.map((path) => ({ path }));
  return inDocumentOrder(findings, DOCUMENT).map(({ path }) => path.join("."));
}

it("goes by where the keys stand, not by what they are called", () => {
  expect(ordered(["alpha"], ["zone", "a"], ["zone", "b"])).toEqual(["zone.b", "zone.a", "alpha"]);
});

it("goes through lists from their first item on", () => {
  expect(ordered(["alpha"], ["list", 1, "y"], ["list", 0])).toEqual(["list.0", "list.1.y", "alpha"]);
});

it("tells of a whole before its parts", () => {
  expect(ordered(["list", 1, "y"], ["list"], [])).toEqual(["", "list", "list.1.y"]);
});

it("keeps findings of one place as they came", () => {
  const findings = [
    { path: ["alpha"], said: "first" },
    { path: ["alpha"], said: "second" },
    { path: ["list"], said: "before" },
  ];
  expect(inDocumentOrder(findings, DOCUMENT).map(({ said }) => said)).toEqual(["before", "first", "second"]);
});

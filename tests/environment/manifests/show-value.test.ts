// Values in messages.

import { expect, it } from "vitest";

import { show } from "../../../src/environment/manifests/show-value.ts";

it("shows a value short and on one line", () => {
  expect(show("a\nb")).toBe(String.raw`"a\nb"`);
  expect(show("x".repeat(100))).toHaveLength(40);
  expect(show({ a: 1 })).toBe("a mapping");
  expect(show([])).toBe("a list");
  expect(show(null)).toBe("null");
});

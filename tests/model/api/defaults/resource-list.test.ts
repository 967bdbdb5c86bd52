// Amounts rounded up to thousandths.

import { expect, it } from "vitest";

import { roundResourceList } from "../../../../src/model/api/defaults/resource-list.ts";

it.each([
  ["1", "1"],
  ["500m", "500m"],
  ["128Mi", "128Mi"],
  ["1u", "1m"],
  ["1500000n", "2m"],
  ["1100u", "2m"],
])("%s is stored as %s", (written, stored) => {
  const list = { cpu: written };
  roundResourceList(list);
  expect(list).toEqual({ cpu: stored });
});

it("leaves alone what is not there, and names of the language", () => {
  roundResourceList(undefined);
  const list = JSON.parse('{"__proto__": "1u"}') as Record<string, string>;
  roundResourceList(list);
  expect(Object.entries(list)).toEqual([["__proto__", "1m"]]);
});

// What was meant by an amount that is none.

import { expect, it } from "vitest";

import { nearestQuantity } from "../../../src/environment/manifests/nearest-quantity.ts";

it.each([
  ["10 GB", "10G"],
  ["128mb", "128M"],
  ["2gib", "2Gi"],
  ["1,5", "1.5"],
  ["512 MiB", "512Mi"],
  ["4K", "4k"],
  ["500 m", "500m"],
  ["500 M", "500M"],
])("%s was meant as %s", (text, meant) => {
  expect(nearestQuantity(text)).toBe(meant);
});

it.each([["ten"], [""], ["1.2.3"], ["."], ["5 apples"]])("%j could mean anything", (text) => {
  expect(nearestQuantity(text)).toBeUndefined();
});

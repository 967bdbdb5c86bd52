// Taints of devices and who tolerates them.

import { expect, it } from "vitest";

import { isTainted } from "../../../src/scheduling/dynamic-resources/device-taints.ts";

const TAINTED = { taints: [{ key: "k", value: "v", effect: "NoSchedule" }] };

it.each([
  [[], true],
  [[{ operator: "Exists" }], false],
  [[{ key: "k", operator: "Equal", value: "v" }], false],
  [[{ key: "k", value: "w" }], true],
  [[{ key: "x", operator: "Exists" }], true],
  [[{ key: "k", operator: "Exists", effect: "NoExecute" }], true],
  [[{ key: "k", operator: "Near" }], true],
])("tolerations %j leave it tainted: %s", (tolerations, tainted) => {
  expect(isTainted(TAINTED, tolerations)).toBe(tainted);
});

it("keep nobody away with other effects", () => {
  expect(isTainted({ taints: [{ key: "k", effect: "None" }] }, [])).toBe(false);
  expect(isTainted({}, [])).toBe(false);
});

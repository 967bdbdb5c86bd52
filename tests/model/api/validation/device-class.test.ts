// What the API server says of device classes.

import { expect, it } from "vitest";

import { DEVICE_CLASS_KIND } from "../../../../src/model/api/kinds/device-class.ts";
import { mistakes } from "../kind-outcomes.ts";

it("is about selectors that are empty or too long", () => {
  const of = (selectors: readonly object[]) => mistakes(DEVICE_CLASS_KIND, { spec: { selectors } });
  expect(of([{ cel: { expression: "true" } }])).toEqual([]);
  expect(of([{}])).toEqual(["spec.selectors[0].cel: Required value"]);
  expect(of([{ cel: { expression: "a".repeat(10_241) } }])[0]).toContain("spec.selectors[0].cel.expression: Too long");
});

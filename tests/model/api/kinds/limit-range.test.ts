// Limit ranges on their way into the API server.

import { expect, it } from "vitest";

import { LIMIT_RANGE_KIND } from "../../../../src/model/api/kinds/limit-range.ts";
import { created, mistakes } from "../kind-outcomes.ts";

it("stores a limit range with the defaults that follow from it", () => {
  expect(created(LIMIT_RANGE_KIND, { spec: { limits: [{ type: "Container", max: { cpu: 2 } }] } })).toMatchObject({
    spec: { limits: [{ type: "Container", max: { cpu: "2" }, default: { cpu: "2" }, defaultRequest: { cpu: "2" } }] },
  });
});

it("names what has no name", () => {
  expect(created(LIMIT_RANGE_KIND, { metadata: { name: undefined } })).toHaveProperty("metadata.name", "u");
});

it("tells mistakes", () => {
  expect(mistakes(LIMIT_RANGE_KIND, { spec: { limits: [{ type: "Pod", min: { cpu: 2 }, max: { cpu: 1 } }] } })).toEqual(
    ['spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1'],
  );
});

// Defaults of limit ranges.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import { applyLimitRangeDefaults } from "../../../../src/model/api/defaults/limit-range.ts";
import type { LimitRangeItem } from "../../../../src/model/api/types/quota.ts";

it.each<[string, Draft<LimitRangeItem>, LimitRangeItem]>([
  [
    "takes the most for the limit and the request",
    { max: { cpu: "2" } },
    { default: { cpu: "2" }, defaultRequest: { cpu: "2" } },
  ],
  [
    "takes the limit for the request",
    { default: { cpu: "1" } },
    { default: { cpu: "1" }, defaultRequest: { cpu: "1" } },
  ],
  ["takes the least for the request only", { min: { cpu: "1" } }, { default: {}, defaultRequest: { cpu: "1" } }],
  [
    "leaves what is there",
    { min: { cpu: "1" }, max: { cpu: "4" }, default: { cpu: "3" }, defaultRequest: { cpu: "2" } },
    { default: { cpu: "3" }, defaultRequest: { cpu: "2" } },
  ],
])("%s", (_, item, expected) => {
  const limitRange = { spec: { limits: [{ type: "Container", ...item }] } };
  applyLimitRangeDefaults(limitRange);
  expect(limitRange.spec.limits[0]).toMatchObject(expected);
});

it("gives pods and claims no defaults, and rounds every amount", () => {
  const limitRange = {
    spec: { limits: [{ type: "Pod", max: { cpu: "1.0001" }, maxLimitRequestRatio: { cpu: "1500u" } }] },
  };
  applyLimitRangeDefaults(limitRange);
  expect(limitRange.spec.limits).toEqual([{ type: "Pod", max: { cpu: "1001m" }, maxLimitRequestRatio: { cpu: "2m" } }]);
});

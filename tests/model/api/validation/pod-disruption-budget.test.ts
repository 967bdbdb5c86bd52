// What is wrong with pod disruption budgets.

import { expect, it } from "vitest";

import { validatePodDisruptionBudget } from "../../../../src/model/api/validation/pod-disruption-budget.ts";
import { errorLines } from "../error-lines.ts";

it.each([
  {},
  { minAvailable: "50%" },
  { maxUnavailable: 0, unhealthyPodEvictionPolicy: "IfHealthyBudget" },
  { minAvailable: "100%", selector: {}, unhealthyPodEvictionPolicy: "AlwaysAllow" },
])("accepts %j", (spec) => {
  expect(validatePodDisruptionBudget({ spec })).toEqual([]);
});

it.each([
  [
    { minAvailable: 1, maxUnavailable: 1 },
    ['spec: Invalid value: {"minAvailable":1,"maxUnavailable":1}: minAvailable and maxUnavailable cannot be both set'],
  ],
  [{ minAvailable: -1 }, ["spec.minAvailable: Invalid value: -1: must be greater than or equal to 0"]],
  [{ maxUnavailable: "101%" }, ['spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%']],
  [
    { unhealthyPodEvictionPolicy: "" },
    ['spec.unhealthyPodEvictionPolicy: Unsupported value: "": supported values: "AlwaysAllow", "IfHealthyBudget"'],
  ],
  [
    { selector: { matchExpressions: [{ key: "a", operator: "In" }] } },
    ["spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'"],
  ],
])("refuses %j", (spec, lines) => {
  expect(errorLines(validatePodDisruptionBudget({ spec }))).toEqual(lines);
});

// How fast autoscalers may change.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { HpaScalingPolicy, HpaScalingRules } from "../../../../src/model/api/types/autoscaling-v2.ts";
import { validateBehavior } from "../../../../src/model/api/validation/autoscaler-behavior.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("behavior");
const POLICY = { type: "Pods", value: 1, periodSeconds: 1_800 };

it("accepts rules in both directions, and none", () => {
  const rules = { policies: [POLICY], stabilizationWindowSeconds: 3_600, selectPolicy: "Disabled", tolerance: "0" };
  expect(validateBehavior({ scaleUp: rules, scaleDown: rules }, PATH)).toEqual([]);
  expect(validateBehavior(undefined, PATH)).toEqual([]);
});

it.each<[HpaScalingRules, string]>([
  [{ policies: [] }, "policies: Required value: must specify at least one Policy"],
  [
    { stabilizationWindowSeconds: -1 },
    "stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero",
  ],
  [
    { stabilizationWindowSeconds: 3_601 },
    "stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600",
  ],
  [{ selectPolicy: "max" }, 'selectPolicy: Unsupported value: "max": supported values: "Disabled", "Max", "Min"'],
  [{ tolerance: "-1" }, 'tolerance: Invalid value: "-1": must be greater than or equal to 0'],
])("refuses the rules %j", (rules, line) => {
  const behavior = { scaleDown: { policies: [POLICY], ...rules } };
  expect(errorLines(validateBehavior(behavior, PATH))).toEqual([`behavior.scaleDown.${line}`]);
});

it.each<[HpaScalingPolicy, string]>([
  [{ type: "All" }, 'type: Unsupported value: "All": supported values: "Percent", "Pods"'],
  [{ value: 0 }, "value: Invalid value: 0: must be greater than zero"],
  [{ periodSeconds: 0 }, "periodSeconds: Invalid value: 0: must be greater than zero"],
  [{ periodSeconds: 1_801 }, "periodSeconds: Invalid value: 1801: must be less than or equal to 1800"],
])("refuses the policy %j", (policy, line) => {
  const behavior = { scaleUp: { policies: [{ ...POLICY, ...policy }] } };
  expect(errorLines(validateBehavior(behavior, PATH))).toEqual([`behavior.scaleUp.policies[0].${line}`]);
});

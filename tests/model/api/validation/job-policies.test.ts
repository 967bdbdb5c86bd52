// Policies of Jobs that the API server refuses, in its words.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type {
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from "../../../../src/model/api/types/job.ts";
import {
  validatePodFailurePolicy,
  validatePodReplacementPolicy,
  validateSuccessPolicy,
} from "../../../../src/model/api/validation/job-policies.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const POLICY = FieldPath.root("policy");

function judgeFailureRule(rule: PodFailurePolicyRule): readonly string[] {
  const spec = { template: goodTemplate("Never"), podFailurePolicy: { rules: [rule] } };
  return errorLines(validatePodFailurePolicy(spec, POLICY));
}

const IN_ONE = { operator: "In", values: [1] };

it.each<[string, PodFailurePolicyRule, readonly string[]]>([
  ["a good rule", { action: "Count", onExitCodes: IN_ONE }, []],
  [
    "a rule of nothing",
    {},
    [
      'policy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
      "policy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required",
    ],
  ],
  [
    "a rule of both",
    { action: "Count", onExitCodes: IN_ONE, onPodConditions: [{ type: "a", status: "True" }] },
    ["policy.rules[0]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported"],
  ],
  [
    "an index that has no limit",
    { action: "FailIndex", onExitCodes: IN_ONE },
    ['policy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set'],
  ],
  [
    "an unknown action",
    { action: "Bad", onExitCodes: IN_ONE },
    ['policy.rules[0].action: Unsupported value: "Bad": supported values: "Count", "FailIndex", "FailJob", "Ignore"'],
  ],
  [
    "conditions",
    { action: "Count", onPodConditions: [{ type: "a/", status: "Maybe" }] },
    [
      'policy.rules[0].onPodConditions[0].status: Unsupported value: "Maybe": supported values: "False", "True", "Unknown"',
      'policy.rules[0].onPodConditions[0].type: Invalid value: "a/": name part must be non-empty',
      "policy.rules[0].onPodConditions[0].type: Invalid value: \"a/\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ],
])("judges %s", (_, rule, lines) => {
  expect(judgeFailureRule(rule)).toEqual(lines);
});

const CODES = "policy.rules[0].onExitCodes";

it.each<[string, PodFailurePolicyOnExitCodesRequirement, readonly string[]]>([
  ["no values", { operator: "NotIn" }, [`${CODES}.values: Invalid value: null: at least one value is required`]],
  ["no operator", { values: [1] }, [`${CODES}.operator: Required value: valid values: ["In" "NotIn"]`]],
  [
    "success",
    { operator: "In", values: [0, 1] },
    [`${CODES}.values[0]: Invalid value: 0: must not be 0 for the In operator`],
  ],
  ["all but success", { operator: "NotIn", values: [0] }, []],
  ["no order", { operator: "In", values: [3, 1] }, [`${CODES}.values: Invalid value: [3,1]: must be ordered`]],
  ["a value twice", { operator: "In", values: [1, 1] }, [`${CODES}.values[1]: Duplicate value: 1`]],
  [
    "another container",
    { ...IN_ONE, containerName: "z" },
    [
      `${CODES}.containerName: Invalid value: "z": must be one of the container or initContainer names in the pod template`,
    ],
  ],
])("judges exit codes with %s", (_, onExitCodes, lines) => {
  expect(judgeFailureRule({ action: "Count", onExitCodes })).toEqual(lines);
});

it("counts rules, values and patterns", () => {
  const patterns = Array.from({ length: 21 }, () => ({ type: "a", status: "True" }));
  const values = Array.from({ length: 256 }, (_, index) => index + 1);
  const rules = [
    { action: "Count", onPodConditions: patterns },
    ...Array.from({ length: 20 }, () => ({ action: "Count", onExitCodes: { operator: "In", values } })),
  ];
  const spec = { template: goodTemplate("Never"), podFailurePolicy: { rules } };
  expect(errorLines(validatePodFailurePolicy(spec, POLICY))).toEqual(
    [
      "policy.rules: Too many: 21: must have at most 20 items",
      "policy.rules[0].onPodConditions: Too many: 21: must have at most 20 items",
      ...Array.from(
        { length: 20 },
        (_, index) => `policy.rules[${index + 1}].onExitCodes.values: Too many: 256: must have at most 255 items`,
      ).toSorted(),
    ].toSorted(),
  );
});

it.each<[string, readonly SuccessPolicyRule[], readonly string[]]>([
  [
    "no rule",
    [],
    ["policy.rules: Required value: at least one rules must be specified when the successPolicy is specified"],
  ],
  [
    "a rule of nothing",
    [{}],
    ["policy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified"],
  ],
  ["a good rule", [{ succeededIndexes: "0-2", succeededCount: 2 }], []],
  [
    "indexes that are none",
    [{ succeededIndexes: "x", succeededCount: 1 }],
    [
      "policy.rules[0].succeededCount: Invalid value: 1: must be less than or equal to 0 (the number of indexes in the specified succeededIndexes field)",
      'policy.rules[0].succeededIndexes: Invalid value: "x": error parsing succeededIndexes: cannot convert string to integer for index: "x"',
    ],
  ],
  [
    "more than all",
    [{ succeededCount: 6 }],
    [
      "policy.rules[0].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)",
    ],
  ],
])("judges a success policy with %s", (_, rules, lines) => {
  expect(errorLines(validateSuccessPolicy({ completions: 5, successPolicy: { rules } }, POLICY))).toEqual(lines);
});

it("replaces pods only after they failed where failures have a policy", () => {
  const judge = (podReplacementPolicy: string, podFailurePolicy?: object) =>
    errorLines(
      validatePodReplacementPolicy({ podReplacementPolicy, ...(podFailurePolicy && { podFailurePolicy }) }, POLICY),
    );
  expect(judge("TerminatingOrFailed")).toEqual([]);
  expect(judge("Bad")).toEqual(['policy: Unsupported value: "Bad": supported values: "Failed", "TerminatingOrFailed"']);
  expect(judge("TerminatingOrFailed", {})).toEqual([
    'policy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"',
  ]);
});

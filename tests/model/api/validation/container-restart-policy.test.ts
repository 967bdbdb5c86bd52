// Restart policies of containers, their rules, and what a change of resources restarts.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Container } from "../../../../src/model/api/types/container.ts";
import {
  validateContainerRestartPolicy,
  validateInitContainerRestartPolicy,
  validateResizePolicy,
} from "../../../../src/model/api/validation/container-restart-policy.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("c");
const RULE = { action: "Restart", exitCodes: { operator: "In", values: [42] } };

function told(container: Container): readonly string[] {
  return errorLines(validateContainerRestartPolicy(container, PATH));
}

it.each<Container>([
  {},
  { restartPolicy: "OnFailure" },
  { restartPolicy: "Never", restartPolicyRules: [RULE, { ...RULE, action: "RestartAllContainers" }] },
])("accepts %j", (container) => {
  expect(told(container)).toEqual([]);
});

it("asks for a policy where there are rules", () => {
  const line = "c.restartPolicy: Required value: must specify restartPolicy when restart rules are used";
  expect(told({ restartPolicyRules: [RULE] })).toEqual([line]);
  const container = { restartPolicyRules: [{}] };
  expect(errorLines(validateInitContainerRestartPolicy(container, PATH))).toEqual([line]);
  expect(told(container)).toHaveLength(3);
});

it("judges policies, actions, operators and exit codes", () => {
  expect(told({ restartPolicy: "Sometimes" })).toEqual([
    'c.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"',
  ]);
  const rules = [{ action: "Stop" }, { ...RULE, exitCodes: { operator: "Is", values: Array(256).fill(1) } }];
  expect(told({ restartPolicy: "Never", restartPolicyRules: rules })).toEqual([
    'c.restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers"',
    "c.restartPolicyRules[0].exitCodes: Required value: must be specified",
    'c.restartPolicyRules[1].exitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
    "c.restartPolicyRules[1].exitCodes.values: Too many: 256: must have at most 255 items",
  ]);
});

it("takes twenty rules at most", () => {
  const container = { restartPolicy: "Never", restartPolicyRules: Array.from({ length: 21 }, () => RULE) };
  expect(told(container)).toEqual(["c.restartPolicyRules: Too many: 21: must have at most 20 items"]);
  expect(errorLines(validateInitContainerRestartPolicy(container, PATH))).toEqual(told(container));
});

it("names the list as the place of what is wrong with a resize policy", () => {
  const good = { resourceName: "cpu", restartPolicy: "NotRequired" };
  const policies = [good, good, { resourceName: "gpu", restartPolicy: "Maybe" }, {}];
  expect(errorLines(validateResizePolicy(policies, "Always", PATH))).toEqual([
    "c: Required value",
    "c: Required value",
    'c: Unsupported value: "Maybe": supported values: "NotRequired", "RestartContainer"',
    'c: Unsupported value: "gpu": supported values: "cpu", "memory"',
    'c[1]: Duplicate value: "cpu"',
  ]);
});

it("restarts nothing in a pod that never restarts", () => {
  const policies = [{ resourceName: "cpu", restartPolicy: "RestartContainer" }];
  expect(validateResizePolicy(policies, "OnFailure", PATH)).toEqual([]);
  expect(errorLines(validateResizePolicy(policies, "Never", PATH))).toEqual([
    `c: Invalid value: "RestartContainer": must be 'NotRequired' when pod \`restartPolicy\` is 'Never'`,
  ]);
});

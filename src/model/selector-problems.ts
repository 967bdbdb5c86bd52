// What the scheduler refuses in a requirement of a node selector, in its words.
// Imitates staging component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go, v1.36.

import { jsonText, quoted } from "./go-text.ts";
import type { NodeSelectorRequirement } from "./api/types/affinity.ts";
import { requirementProblems, type RequirementOperator } from "./label-requirement.ts";

/** Node selectors' operators, and what they are as requirements on labels. */
export const EXPRESSION_OPERATORS: ReadonlyMap<string, RequirementOperator> = new Map([
  ["In", "in"],
  ["NotIn", "notin"],
  ["Exists", "exists"],
  ["DoesNotExist", "!"],
  ["Gt", "gt"],
  ["Lt", "lt"],
]);

/** Fields know only these, with one value each. */
export const FIELD_OPERATORS: ReadonlyMap<string, RequirementOperator> = new Map([
  ["In", "in"],
  ["NotIn", "notin"],
]);

/** Problems of a label requirement, each with its place inside the requirement; empty if the scheduler accepts it. */
export function expressionProblems({ key = "", operator = "", values }: NodeSelectorRequirement): readonly string[] {
  const compared = EXPRESSION_OPERATORS.get(operator);
  return compared === undefined
    ? [unsupported(operator, EXPRESSION_OPERATORS)]
    : requirementProblems(key, compared, values);
}

/** Problems of a field requirement. */
export function fieldProblems({ operator = "", values }: NodeSelectorRequirement): readonly string[] {
  if (!FIELD_OPERATORS.has(operator)) return [unsupported(operator, FIELD_OPERATORS)];
  return values?.length === 1 ? [] : [`values: Invalid value: ${jsonText(values)}: must have one element`];
}

/** The operator is printed as JSON, being no plain string to the server. */
function unsupported(operator: string, supported: ReadonlyMap<string, RequirementOperator>): string {
  const names = [...supported.keys()].map(quoted).join(", ");
  return `operator: Unsupported value: ${jsonText(operator)}: supported values: ${names}`;
}

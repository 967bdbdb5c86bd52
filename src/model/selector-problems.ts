// What the scheduler refuses in a requirement of a node selector, in its words.
// Imitates staging apimachinery pkg/labels/selector.go (NewRequirement) and component-helpers
// scheduling/corev1/nodeaffinity/nodeaffinity.go, v1.36.

import type { NodeSelectorRequirement } from "./objects.ts";
import { labelValueProblems, qualifiedNameProblems } from "./qualified-name.ts";

const EXPRESSION_OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"];
const FIELD_OPERATORS = ["In", "NotIn"];

const BASE_TEN_INT64 = /^[+-]?\d+$/;
const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/** Go's strconv.ParseInt(text, 10, 64). */
export function parseInt64(text: string): bigint | undefined {
  if (!BASE_TEN_INT64.test(text)) return undefined;
  const value = text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace("+", ""));
  return value > INT64_MAX || value < INT64_MIN ? undefined : value;
}

/** Problems of a label requirement, each with its place inside the requirement; empty if the scheduler accepts it. */
export function expressionProblems(requirement: NodeSelectorRequirement): readonly string[] {
  const { key, operator, values } = requirement;
  if (!EXPRESSION_OPERATORS.includes(operator)) return [unsupported(operator, EXPRESSION_OPERATORS)];
  const keyProblems = qualifiedNameProblems(key);
  return [
    ...(keyProblems.length === 0 ? [] : [`key: Invalid value: "${key}": ${keyProblems.join("; ")}`]),
    ...valueCountProblems(operator, values),
    ...(values ?? []).flatMap((value, index) => valueProblems(operator, value, index)),
    ...(values ?? []).flatMap((value, index) => {
      const problems = labelValueProblems(value);
      return problems.length === 0 ? [] : [`values[${index}][${key}]: ${invalid(value)}: ${problems.join("; ")}`];
    }),
  ];
}

/** Problems of a field requirement. */
export function fieldProblems({ operator, values }: NodeSelectorRequirement): readonly string[] {
  if (!FIELD_OPERATORS.includes(operator)) return [unsupported(operator, FIELD_OPERATORS)];
  return values?.length === 1 ? [] : [`values: ${invalid(values)}: must have one element`];
}

function valueCountProblems(operator: string, values: readonly string[] | undefined): readonly string[] {
  const count = values?.length ?? 0;
  switch (operator) {
    case "In":
    case "NotIn":
      return count > 0 ? [] : [`values: ${invalid(values)}: for 'in', 'notin' operators, values set can't be empty`];
    case "Gt":
    case "Lt":
      return count === 1 ? [] : [`values: ${invalid(values)}: for 'Gt', 'Lt' operators, exactly one value is required`];
    default:
      return count === 0 ? [] : [`values: ${invalid(values)}: values set must be empty for exists and does not exist`];
  }
}

function valueProblems(operator: string, value: string, index: number): readonly string[] {
  if ((operator !== "Gt" && operator !== "Lt") || parseInt64(value) !== undefined) return [];
  return [`values[${index}]: ${invalid(value)}: for 'Gt', 'Lt' operators, the value must be an integer`];
}

function unsupported(operator: string, supported: readonly string[]): string {
  return `operator: Unsupported value: "${operator}": supported values: ${supported.map((name) => `"${name}"`).join(", ")}`;
}

function invalid(value: string | readonly string[] | undefined): string {
  return `Invalid value: ${JSON.stringify(value ?? null)}`;
}

// One requirement on a label: what may be required, whether a value meets it, and how it is written.
// Imitates staging apimachinery pkg/labels/selector.go (Requirement), v1.36.

import { jsonText, quoted } from "./go-text.ts";
import { parseInt64 } from "./go-integer.ts";
import { labelValueProblems, qualifiedNameProblems } from "./qualified-name.ts";

/** As the library names them; only texts know the three that compare with one value. */
export type RequirementOperator = "=" | "==" | "!=" | "in" | "notin" | "exists" | "!" | "gt" | "lt";

/** A requirement that is known to be good, ready to be asked. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: RequirementOperator;
  /** As given: in any order, perhaps twice. */
  readonly values: readonly string[];
  readonly valueSet: ReadonlySet<string>;
  /** The bound of `gt` and `lt`; 0 elsewhere. */
  readonly bound: bigint;
}

/** Makes a requirement of parts without problems. */
export function labelRequirement(
  key: string,
  operator: RequirementOperator,
  values: readonly string[],
): LabelRequirement {
  const compares = operator === "gt" || operator === "lt";
  return {
    key,
    operator,
    values,
    valueSet: new Set(values),
    bound: (compares ? parseInt64(values[0] ?? "") : undefined) ?? 0n,
  };
}

/**
 * What the library refuses in a requirement, each with its place inside of it; empty if nothing. Absent values are
 * told from an empty list: messages print them as `null`.
 */
export function requirementProblems(
  key: string,
  operator: RequirementOperator,
  values: readonly string[] | undefined,
): readonly string[] {
  const keyProblems = qualifiedNameProblems(key);
  return [
    ...(keyProblems.length === 0 ? [] : [`key: Invalid value: ${quoted(key)}: ${keyProblems.join("; ")}`]),
    ...valueCountProblems(operator, values),
    ...(values ?? []).flatMap((value, index) => boundProblems(operator, value, index)),
    ...(values ?? []).flatMap((value, index) => {
      const problems = labelValueProblems(value);
      if (problems.length === 0) return [];
      return [`values[${index}][${key}]: Invalid value: ${quoted(value)}: ${problems.join("; ")}`];
    }),
  ];
}

function valueCountProblems(operator: RequirementOperator, values: readonly string[] | undefined): readonly string[] {
  const count = values?.length ?? 0;
  const refused = (why: string): readonly string[] => [`values: Invalid value: ${jsonText(values ?? null)}: ${why}`];
  switch (operator) {
    case "in":
    case "notin":
      return count > 0 ? [] : refused("for 'in', 'notin' operators, values set can't be empty");
    case "=":
    case "==":
    case "!=":
      return count === 1 ? [] : refused("exact-match compatibility requires one single value");
    case "gt":
    case "lt":
      return count === 1 ? [] : refused("for 'Gt', 'Lt' operators, exactly one value is required");
    case "exists":
    case "!":
      return count === 0 ? [] : refused("values set must be empty for exists and does not exist");
  }
}

function boundProblems(operator: RequirementOperator, value: string, index: number): readonly string[] {
  if ((operator !== "gt" && operator !== "lt") || parseInt64(value) !== undefined) return [];
  return [`values[${index}]: Invalid value: ${quoted(value)}: for 'Gt', 'Lt' operators, the value must be an integer`];
}

/** Several errors as Go's NewAggregate prints them, each once; undefined if there is none. */
export function aggregatedText(messages: readonly string[]): string | undefined {
  const distinct = [...new Set(messages)];
  return distinct.length <= 1 ? distinct[0] : `[${distinct.join(", ")}]`;
}

/** Whether a label's value meets the requirement; undefined: the label is not there. */
export function isMet(requirement: LabelRequirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case "in":
    case "=":
    case "==":
      return value !== undefined && requirement.valueSet.has(value);
    case "notin":
    case "!=":
      return value === undefined || !requirement.valueSet.has(value);
    case "exists":
      return value !== undefined;
    case "!":
      return value === undefined;
    case "gt":
      return compareWithBound(value, requirement.bound) === 1;
    case "lt":
      return compareWithBound(value, requirement.bound) === -1;
  }
}

/** 1, 0 or −1 for a value above, at or below the bound; undefined where the value is no integer. */
function compareWithBound(value: string | undefined, bound: bigint): number | undefined {
  const integer = value === undefined ? undefined : parseInt64(value);
  if (integer === undefined) return undefined;
  return integer > bound ? 1 : integer < bound ? -1 : 0;
}

/** The requirement as kubectl writes it: `tier notin (back,front)`. */
export function requirementText({ key, operator, values }: LabelRequirement): string {
  const listed = values.toSorted().join(",");
  switch (operator) {
    case "exists":
      return key;
    case "!":
      return `!${key}`;
    case "in":
    case "notin":
      return `${key} ${operator} (${listed})`;
    case "gt":
      return `${key}>${listed}`;
    case "lt":
      return `${key}<${listed}`;
    default:
      return `${key}${operator}${listed}`;
  }
}

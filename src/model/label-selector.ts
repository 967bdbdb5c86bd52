// Label selectors: made ready once, asked of many objects, and written as kubectl writes them.
// Services, disruption budgets, controllers, spread constraints and affinities between pods select by them.
// Imitates staging apimachinery pkg/apis/meta/v1/helpers.go and pkg/labels/selector.go, v1.36.

import { quoted } from "./go-text.ts";
import type { LabelSelector, LabelSelectorRequirement } from "./api/types/object-meta.ts";
import {
  aggregatedText,
  isMet,
  labelRequirement,
  requirementProblems,
  requirementText,
  type LabelRequirement,
  type RequirementOperator,
} from "./label-requirement.ts";
import type { Labels } from "./objects.ts";

/** A selector ready to be asked. Requirements are sorted by key; without any, it selects everything. */
export type CompiledLabelSelector =
  | { readonly kind: "requirements"; readonly requirements: readonly LabelRequirement[] }
  /** What an absent selector selects. */
  | { readonly kind: "nothing" };

/** Why a selector cannot be asked, in the library's words. */
export interface InvalidSelector {
  readonly kind: "invalid";
  readonly message: string;
}

export const SELECTS_NOTHING: CompiledLabelSelector = Object.freeze({ kind: "nothing" });
export const SELECTS_EVERYTHING: CompiledLabelSelector = Object.freeze({ kind: "requirements", requirements: [] });

const OPERATORS: ReadonlyMap<string, RequirementOperator> = new Map([
  ["In", "in"],
  ["NotIn", "notin"],
  ["Exists", "exists"],
  ["DoesNotExist", "!"],
]);

/** LabelSelectorAsSelector: labels and expressions must all hold. */
export function compileLabelSelector(
  selector: LabelSelector | null | undefined,
): CompiledLabelSelector | InvalidSelector {
  if (selector === null || selector === undefined) return SELECTS_NOTHING;
  const requirements: LabelRequirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    const message = aggregatedText(requirementProblems(key, "=", [value]));
    if (message !== undefined) return { kind: "invalid", message };
    requirements.push(labelRequirement(key, "=", [value]));
  }
  for (const expression of selector.matchExpressions ?? []) {
    const compiled = compileExpression(expression);
    if ("kind" in compiled) return compiled;
    requirements.push(compiled);
  }
  return selectorOf(requirements);
}

function compileExpression(expression: LabelSelectorRequirement): LabelRequirement | InvalidSelector {
  const { key = "", values = [] } = expression;
  const operator = OPERATORS.get(expression.operator ?? "");
  if (operator === undefined) {
    const message = `${quoted(expression.operator ?? "")} is not a valid label selector operator`;
    return { kind: "invalid", message };
  }
  const message = aggregatedText(requirementProblems(key, operator, values.length === 0 ? undefined : values));
  return message === undefined ? labelRequirement(key, operator, values) : { kind: "invalid", message };
}

/** SelectorFromSet: a map of labels that must all be there, as Services have it. Nothing is checked; none select everything. */
export function compileLabelSet(labels: Labels | undefined): CompiledLabelSelector {
  return selectorOf(Object.entries(labels ?? {}).map(([key, value]) => labelRequirement(key, "=", [value])));
}

/** Puts requirements into the library's order: by key, and as given where keys are equal. */
export function selectorOf(requirements: readonly LabelRequirement[]): CompiledLabelSelector {
  const sorted = requirements.toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return { kind: "requirements", requirements: sorted };
}

/** Whether the object with these labels is selected. */
export function selectsLabels(selector: CompiledLabelSelector, labels: Labels | undefined): boolean {
  if (selector.kind === "nothing") return false;
  for (const requirement of selector.requirements) {
    if (!isMet(requirement, labelOf(labels, requirement.key))) return false;
  }
  return true;
}

/** An object's own label: `constructor` is a valid key, and every object has one. */
export function labelOf(labels: Labels | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** True if the selector restricts nothing; one that selects nothing is not empty. */
export function isEmptySelector(selector: CompiledLabelSelector): boolean {
  return selector.kind === "requirements" && selector.requirements.length === 0;
}

/** The selector as one text, empty for everything and for nothing. */
export function selectorText(selector: CompiledLabelSelector): string {
  return selector.kind === "nothing" ? "" : selector.requirements.map(requirementText).join(",");
}

/** FormatLabelSelector: what kubectl's tables show. */
export function formatLabelSelector(selector: LabelSelector | null | undefined): string {
  const compiled = compileLabelSelector(selector);
  if (compiled.kind === "invalid") return "<error>";
  return selectorText(compiled) || "<none>";
}

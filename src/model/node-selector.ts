// Node selectors and node affinity terms, compiled once per pod and asked once per node.
// Imitates staging component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go, v1.36.

import type { NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from "./api/types/affinity.ts";
import { aggregatedText, isMet, labelRequirement, type LabelRequirement } from "./label-requirement.ts";
import type { Labels } from "./objects.ts";
import { EXPRESSION_OPERATORS, expressionProblems, FIELD_OPERATORS, fieldProblems } from "./selector-problems.ts";

/** What a term is matched against. */
export interface SelectableNode {
  readonly name: string;
  readonly labels: Labels;
}

/** A term ready to be matched, or the reasons why the scheduler cannot parse it. */
export type CompiledTerm =
  | {
      readonly kind: "term";
      readonly expressions: readonly LabelRequirement[];
      readonly fields: readonly LabelRequirement[];
    }
  | { readonly kind: "invalid"; readonly messages: readonly string[] };

export interface WeightedTerm {
  readonly weight: number;
  readonly term: CompiledTerm;
}

/** spec.nodeSelector and required node affinity together. */
export interface RequiredNodeAffinity {
  readonly nodeSelector: Labels | undefined;
  /** undefined: no required affinity; an empty list matches nothing. */
  readonly terms: readonly CompiledTerm[] | undefined;
}

/** The only field that nodes are selected by; every other one reads as empty. */
const NAME_FIELD = "metadata.name";

/** Compiles the required part; selectors without any term match no node. */
export function compileRequired(
  nodeSelector: Labels | undefined,
  affinity: NodeAffinity | undefined,
): RequiredNodeAffinity {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return { nodeSelector, terms: required === undefined ? undefined : compileTerms(required.nodeSelectorTerms ?? []) };
}

/** Compiles the terms of a node selector, leaving out those without any requirement: they match nothing. */
export function compileTerms(terms: readonly NodeSelectorTerm[]): readonly CompiledTerm[] {
  return terms.flatMap((term, index) => (isEmptyTerm(term) ? [] : [compileTerm(term, `nodeSelectorTerms[${index}]`)]));
}

/** Compiles preferred terms, leaving out those of weight 0 or without any requirement. */
export function compilePreferred(affinity: NodeAffinity | undefined): readonly WeightedTerm[] {
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return preferred.flatMap(({ weight = 0, preference = {} }, index) =>
    weight === 0 || isEmptyTerm(preference) ? [] : [{ weight, term: compileTerm(preference, `[${index}]`) }],
  );
}

/** The parse errors among preferred terms; they fail the whole scheduling cycle. */
export function preferredTermError(terms: readonly WeightedTerm[]): string | undefined {
  return termError(terms.map(({ term }) => term));
}

/** The parse errors among terms as one text; undefined if there is none. */
export function termError(terms: readonly CompiledTerm[]): string | undefined {
  return aggregatedText(terms.flatMap((term) => (term.kind === "invalid" ? term.messages : [])));
}

/** True if the node has every selected label and some required term matches. */
export function matchesRequired(required: RequiredNodeAffinity, node: SelectableNode): boolean {
  if (!hasSelectedLabels(required, node)) return false;
  if (required.terms === undefined) return true;
  return required.terms.some((term) => matchesTerm(term, node));
}

function hasSelectedLabels({ nodeSelector }: RequiredNodeAffinity, node: SelectableNode): boolean {
  for (const [key, value] of Object.entries(nodeSelector ?? {})) {
    if (labelOf(node, key) !== value) return false;
  }
  return true;
}

/**
 * Why a node that {@link matchesRequired} refuses is refused with an error, which the scheduler passes over and the
 * DaemonSet controller does not: some term cannot be parsed, and the labels are not to blame.
 */
export function requiredTermError(required: RequiredNodeAffinity, node: SelectableNode): string | undefined {
  const isToBlame = required.terms !== undefined && hasSelectedLabels(required, node);
  return isToBlame && !matchesRequired(required, node) ? termError(required.terms) : undefined;
}

/** True if all expressions and fields of the term hold; a term that cannot be parsed never matches. */
export function matchesTerm(term: CompiledTerm, node: SelectableNode): boolean {
  if (term.kind === "invalid") return false;
  return (
    term.expressions.every((requirement) => isMet(requirement, labelOf(node, requirement.key))) &&
    // A node without a name has no fields, and they are not asked of it.
    (node.name === "" ||
      term.fields.every((requirement) => isMet(requirement, requirement.key === NAME_FIELD ? node.name : "")))
  );
}

/** A node's own label: `constructor` is a valid key, and every object has one. */
function labelOf({ labels }: SelectableNode, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** The sum of the weights of the terms that match the node. */
export function preferenceWeight(terms: readonly WeightedTerm[], node: SelectableNode): number {
  let sum = 0;
  for (const { weight, term } of terms) if (matchesTerm(term, node)) sum += weight;
  return sum;
}

/**
 * The node names to which the required terms confine the pod, or undefined if some term has no
 * `metadata.name In`, though it be an empty one that selects nothing. An empty set means that the terms contradict themselves.
 */
export function namesAllowedByFields(affinity: NodeAffinity | undefined): ReadonlySet<string> | undefined {
  const terms = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return undefined;
  const allowed = new Set<string>();
  for (const term of terms) {
    const names = namesOfTerm(term);
    if (names === undefined) return undefined;
    for (const name of names) allowed.add(name);
  }
  return allowed;
}

function namesOfTerm({ matchFields = [] }: NodeSelectorTerm): readonly string[] | undefined {
  let names: readonly string[] | undefined;
  for (const { key, operator, values = [] } of matchFields) {
    if (key !== NAME_FIELD || operator !== "In") continue;
    names = names === undefined ? values : names.filter((name) => values.includes(name));
  }
  return names;
}

function isEmptyTerm(term: NodeSelectorTerm): boolean {
  return (term.matchExpressions ?? []).length === 0 && (term.matchFields ?? []).length === 0;
}

/** Compiles a term that stands at `path`, which its errors name. */
function compileTerm(term: NodeSelectorTerm, path: string): CompiledTerm {
  const { matchExpressions = [], matchFields = [] } = term;
  const messages = [
    ...matchExpressions.flatMap((requirement, index) =>
      expressionProblems(requirement).map((problem) => `${path}.matchExpressions[${index}].${problem}`),
    ),
    ...matchFields.flatMap((requirement, index) =>
      fieldProblems(requirement).map((problem) => `${path}.matchFields[${index}].${problem}`),
    ),
  ];
  if (messages.length > 0) return { kind: "invalid", messages };
  return {
    kind: "term",
    expressions: matchExpressions.map((requirement) => compileRequirement(requirement, EXPRESSION_OPERATORS)),
    fields: matchFields.map((requirement) => compileRequirement(requirement, FIELD_OPERATORS)),
  };
}

function compileRequirement(
  { key = "", operator = "", values = [] }: NodeSelectorRequirement,
  operators: typeof EXPRESSION_OPERATORS,
): LabelRequirement {
  return labelRequirement(key, operators.get(operator)!, values);
}

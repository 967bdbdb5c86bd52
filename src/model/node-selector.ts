// Node selectors and node affinity terms, compiled once per pod and asked once per node.
// Imitates staging component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go and
// staging apimachinery pkg/labels/selector.go, v1.36.

import type { Labels, NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from "./objects.ts";
import { expressionProblems, fieldProblems, parseInt64 } from "./selector-problems.ts";

/** What a term is matched against. */
export interface SelectableNode {
  readonly name: string;
  readonly labels: Labels;
}

/** A term ready to be matched, or the reason why the scheduler cannot parse it. */
export type CompiledTerm =
  | {
      readonly kind: "term";
      readonly expressions: readonly CompiledRequirement[];
      readonly fields: readonly CompiledRequirement[];
    }
  | { readonly kind: "invalid"; readonly messages: readonly string[] };

interface CompiledRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: ReadonlySet<string>;
  /** The bound of Gt and Lt. */
  readonly bound: bigint;
}

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

/** Compiles terms, leaving out those without any requirement: they match nothing. */
function compileTerms(terms: readonly NodeSelectorTerm[]): readonly CompiledTerm[] {
  return terms.flatMap((term, index) => (isEmptyTerm(term) ? [] : [compileTerm(term, index)]));
}

/** Compiles preferred terms, leaving out those of weight 0 or without any requirement. */
export function compilePreferred(affinity: NodeAffinity | undefined): readonly WeightedTerm[] {
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return preferred.flatMap(({ weight, preference }, index) =>
    weight === 0 || isEmptyTerm(preference) ? [] : [{ weight, term: compileTerm(preference, index) }],
  );
}

/** The first parse error among preferred terms; it fails the whole scheduling cycle. */
export function preferredTermError(terms: readonly WeightedTerm[]): string | undefined {
  return aggregated(terms.flatMap(({ term }) => (term.kind === "invalid" ? term.messages : [])));
}

/** True if the node has every selected label and some required term matches. */
export function matchesRequired(required: RequiredNodeAffinity, node: SelectableNode): boolean {
  for (const [key, value] of Object.entries(required.nodeSelector ?? {})) {
    if (labelOf(node, key) !== value) return false;
  }
  if (required.terms === undefined) return true;
  return required.terms.some((term) => matchesTerm(term, node));
}

/** True if all expressions and fields of the term hold; a term that cannot be parsed never matches. */
export function matchesTerm(term: CompiledTerm, node: SelectableNode): boolean {
  if (term.kind === "invalid") return false;
  return (
    term.expressions.every((requirement) => holds(requirement, labelOf(node, requirement.key))) &&
    term.fields.every((requirement) => holds(requirement, requirement.key === NAME_FIELD ? node.name : ""))
  );
}

/** A node's own label: `constructor` is a valid key, and every object has one. */
function labelOf({ labels }: SelectableNode, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/**
 * The node names to which the required terms confine the pod, or undefined if some term has no
 * `metadata.name In`. An empty set means that the terms contradict themselves.
 */
export function namesAllowedByFields(required: RequiredNodeAffinity): ReadonlySet<string> | undefined {
  if (required.terms === undefined || required.terms.length === 0) return undefined;
  const allowed = new Set<string>();
  for (const term of required.terms) {
    const names = namesOfTerm(term);
    if (names === undefined) return undefined;
    for (const name of names) allowed.add(name);
  }
  return allowed;
}

function namesOfTerm(term: CompiledTerm): ReadonlySet<string> | undefined {
  if (term.kind === "invalid") return undefined;
  let names: Set<string> | undefined;
  for (const field of term.fields) {
    if (field.key !== NAME_FIELD || field.operator !== "In") continue;
    names = new Set(names === undefined ? field.values : [...names].filter((name) => field.values.has(name)));
  }
  return names;
}

function isEmptyTerm(term: NodeSelectorTerm): boolean {
  return (term.matchExpressions ?? []).length === 0 && (term.matchFields ?? []).length === 0;
}

function compileTerm(term: NodeSelectorTerm, termIndex: number): CompiledTerm {
  const { matchExpressions = [], matchFields = [] } = term;
  const messages = [
    ...matchExpressions.flatMap((requirement, index) =>
      expressionProblems(requirement).map((problem) => `[${termIndex}].matchExpressions[${index}].${problem}`),
    ),
    ...matchFields.flatMap((requirement, index) =>
      fieldProblems(requirement).map((problem) => `[${termIndex}].matchFields[${index}].${problem}`),
    ),
  ];
  if (messages.length > 0) return { kind: "invalid", messages };
  return {
    kind: "term",
    expressions: matchExpressions.map(compileRequirement),
    fields: matchFields.map(compileRequirement),
  };
}

function compileRequirement(requirement: NodeSelectorRequirement): CompiledRequirement {
  const values = requirement.values ?? [];
  const bound = parseInt64(values[0] ?? "") ?? 0n;
  return { key: requirement.key, operator: requirement.operator, values: new Set(values), bound };
}

/** Several errors as Go's NewAggregate prints them; undefined if there is none. */
function aggregated(messages: readonly string[]): string | undefined {
  const distinct = [...new Set(messages)];
  return distinct.length <= 1 ? distinct[0] : `[${distinct.join(", ")}]`;
}

function holds(requirement: CompiledRequirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.has(value);
    case "NotIn":
      return value === undefined || !requirement.values.has(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return compareBound(value, requirement.bound) === 1;
    case "Lt":
      return compareBound(value, requirement.bound) === -1;
    default:
      return false;
  }
}

/** 1, 0 or −1 for a value above, at or below the bound; undefined where the value is no integer. */
function compareBound(value: string | undefined, bound: bigint): number | undefined {
  const integer = value === undefined ? undefined : parseInt64(value);
  if (integer === undefined) return undefined;
  return integer > bound ? 1 : integer < bound ? -1 : 0;
}

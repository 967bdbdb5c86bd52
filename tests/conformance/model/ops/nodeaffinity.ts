// Operations of nodeaffinity.jsonl: node selectors, required node affinity, preferred terms.

import {
  compilePreferred,
  compileRequired,
  compileTerms,
  matchesRequired,
  preferenceWeight,
  preferredTermError,
  requiredTermError,
  termError,
  type RequiredNodeAffinity,
  type SelectableNode,
} from "../../../../src/model/node-selector.ts";
import type { NodeSelectorTerm, PodSpec, PreferredSchedulingTerm } from "../../../../src/model/objects.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

function nodesOf(input: RecordedValue): readonly SelectableNode[] {
  const nodes = input["nodes"] as readonly (Partial<SelectableNode> & { readonly name: string })[];
  return nodes.map(({ name, labels = {} }) => ({ name, labels }));
}

/** What the lazy form says of a node: an error only where nothing matched. */
function lazyAnswer(required: RequiredNodeAffinity, node: SelectableNode): RecordedValue {
  const error = requiredTermError(required, node);
  const match = matchesRequired(required, node);
  return error === undefined ? { match } : { match, error };
}

function nodeSelector(input: RecordedValue): RecordedValue {
  const { nodeSelectorTerms } = input["nodeSelector"] as {
    readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] | null;
  };
  const terms = compileTerms(nodeSelectorTerms ?? []);
  const required: RequiredNodeAffinity = { nodeSelector: undefined, terms };
  const error = termError(terms);
  const nodes = nodesOf(input);
  if (error !== undefined) return { error, lazy: nodes.map((node) => lazyAnswer(required, node)) };
  return { matches: nodes.map((node) => matchesRequired(required, node)) };
}

function requiredNodeAffinity(input: RecordedValue): RecordedValue {
  const { nodeSelector: labels, affinity } = input["podSpec"] as PodSpec;
  const required = compileRequired(labels, affinity?.nodeAffinity);
  return { results: nodesOf(input).map((node) => lazyAnswer(required, node)) };
}

function preferredTerms(input: RecordedValue): RecordedValue {
  const terms = compilePreferred({
    preferredDuringSchedulingIgnoredDuringExecution: input["terms"] as readonly PreferredSchedulingTerm[],
  });
  const error = preferredTermError(terms);
  if (error !== undefined) return { error };
  return { scores: nodesOf(input).map((node) => String(preferenceWeight(terms, node))) };
}

export const NODEAFFINITY_OPERATIONS: Operations = Object.freeze({
  nodeSelector: wholeAnswer(nodeSelector),
  requiredNodeAffinity: wholeAnswer(requiredNodeAffinity),
  preferredTerms: wholeAnswer(preferredTerms),
});

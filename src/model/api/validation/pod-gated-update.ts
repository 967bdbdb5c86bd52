// What may change of a pod that waits for its scheduling gates: it may ask for fewer nodes.
// Imitates pkg/apis/core/validation/validation.go (validateNodeSelectorMutation, validateNodeAffinityMutation), v1.36.

import { list } from "../api-type.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import {
  NODE_AFFINITY,
  NODE_SELECTOR_REQUIREMENT,
  type NodeAffinity,
  type NodeSelectorRequirement,
  type NodeSelectorTerm,
} from "../types/affinity.ts";
import type { PodSpec } from "../types/pod.ts";

const REQUIREMENTS = list(NODE_SELECTOR_REQUIREMENT);

/** `path` is that of the spec. */
export function validateGatedChanges(spec: PodSpec, old: PodSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...validateNodeSelectorChange(spec.nodeSelector ?? {}, old.nodeSelector ?? {}, path.child("nodeSelector")),
    ...validateNodeAffinityChange(
      spec.affinity?.nodeAffinity,
      old.affinity?.nodeAffinity,
      path.child("affinity", "nodeAffinity"),
    ),
  ];
}

type StringMap = Readonly<Record<string, string>>;

function validateNodeSelectorChange(selector: StringMap, old: StringMap, path: FieldPath): readonly FieldError[] {
  const isKept = Object.entries(old).every(([key, value]) => Object.hasOwn(selector, key) && selector[key] === value);
  if (isKept) return [];
  return [invalid(path, selector, "only additions to spec.nodeSelector are allowed (no mutations or deletions)")];
}

/** Terms are alternatives, so none may come or go; requirements may come to each. */
function validateNodeAffinityChange(
  affinity: NodeAffinity | undefined,
  old: NodeAffinity | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (areSemanticallyEqual(affinity, old, NODE_AFFINITY)) return [];
  const terms = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const oldTerms = old?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const place = path.child("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
  if (oldTerms.length > 0 && oldTerms.length !== (terms ?? []).length) {
    return [invalid(place, terms, "no additions/deletions to non-empty NodeSelectorTerms list are allowed")];
  }
  return oldTerms.flatMap((oldTerm, index) => {
    const term = terms![index]!;
    if (hasOnlyAdditions(term, oldTerm)) return [];
    return [invalid(place.index(index), term, "only additions are allowed (no mutations or deletions)")];
  });
}

/** A term without requirements matches nothing, and shall go on so. */
function hasOnlyAdditions(term: NodeSelectorTerm, old: NodeSelectorTerm): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  const { matchExpressions: oldExpressions = [], matchFields: oldFields = [] } = old;
  if (oldExpressions.length === 0 && oldFields.length === 0) {
    return matchExpressions.length === 0 && matchFields.length === 0;
  }
  return beginsWith(matchExpressions, oldExpressions) && beginsWith(matchFields, oldFields);
}

function beginsWith(
  requirements: readonly NodeSelectorRequirement[],
  old: readonly NodeSelectorRequirement[],
): boolean {
  return areSemanticallyEqual(requirements.slice(0, old.length), old, REQUIREMENTS);
}

/** The spec with the nodes that it asked for before. */
export function withGatedChangesUndone(spec: PodSpec, old: PodSpec): PodSpec {
  const { nodeSelector: _selector, affinity: _affinity, ...rest } = spec;
  const affinity = withNodeAffinityOf(spec.affinity, old.affinity);
  return {
    ...rest,
    nodeSelector: old.nodeSelector ?? {},
    ...(affinity === undefined ? {} : { affinity }),
  };
}

type Affinity = PodSpec["affinity"];

/** An affinity that says nothing of pods comes and goes with what it says of nodes. */
function withNodeAffinityOf(affinity: Affinity, old: Affinity): Affinity {
  const oldNodeAffinity = old?.nodeAffinity;
  if (areSemanticallyEqual(affinity?.nodeAffinity, oldNodeAffinity, NODE_AFFINITY)) return affinity;
  if (affinity === undefined) return { nodeAffinity: oldNodeAffinity! };
  const { nodeAffinity: _nodeAffinity, ...ofPods } = affinity;
  const isOfPods = affinity.podAffinity !== undefined || affinity.podAntiAffinity !== undefined;
  if (old === undefined && !isOfPods) return undefined;
  return oldNodeAffinity === undefined ? ofPods : { ...ofPods, nodeAffinity: oldNodeAffinity };
}

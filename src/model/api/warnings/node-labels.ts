// What kubectl prints about labels of nodes that are no longer used.
// Imitates pkg/api/node/util.go, v1.36.

import type { NodeSelectorTerm } from "../types/affinity.ts";
import type { FieldPath } from "../field-path.ts";

const OLD_LABELS: ReadonlyMap<string, string> = new Map([
  ["beta.kubernetes.io/arch", 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ["beta.kubernetes.io/os", 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ["failure-domain.beta.kubernetes.io/region", 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ["failure-domain.beta.kubernetes.io/zone", 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ["beta.kubernetes.io/instance-type", 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
  ["app.kubernetes.io/created-by", "deprecated since v1.9"],
  ["scheduler.alpha.kubernetes.io/preferAvoidPods", "deprecated since v1.22; use Taints and Tolerations instead"],
  ["node-role.kubernetes.io/master", 'use "node-role.kubernetes.io/control-plane" instead'],
]);

/** What is said of a label of nodes, or undefined if it is still in use. */
export function oldNodeLabelWarning(key: string): string | undefined {
  return OLD_LABELS.get(key);
}

/** About the keys of a term; `path` is the term's. */
export function nodeSelectorTermWarnings(term: NodeSelectorTerm, path: FieldPath): readonly string[] {
  return (term.matchExpressions ?? []).flatMap(({ key = "" }, index) => {
    const warning = oldNodeLabelWarning(key);
    if (warning === undefined) return [];
    return [`${String(path.child("matchExpressions").index(index).child("key"))}: ${key} is ${warning}`];
  });
}

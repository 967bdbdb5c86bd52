// What kubectl prints of labels of nodes that have newer names.
// Imitates pkg/api/node/util.go, v1.36.

import { labelValueProblems } from "../../qualified-name.ts";
import type { FieldPath } from "../field-path.ts";
import type { NodeSelectorTerm } from "../types/affinity.ts";
import type { LabelSelector } from "../types/object-meta.ts";
import { warningAt } from "./warning-text.ts";

const DEPRECATED: ReadonlyMap<string, string> = new Map([
  ["beta.kubernetes.io/arch", 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ["beta.kubernetes.io/os", 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ["failure-domain.beta.kubernetes.io/region", 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ["failure-domain.beta.kubernetes.io/zone", 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ["beta.kubernetes.io/instance-type", 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
  ["app.kubernetes.io/created-by", "deprecated since v1.9"],
  ["scheduler.alpha.kubernetes.io/preferAvoidPods", "deprecated since v1.22; use Taints and Tolerations instead"],
  ["node-role.kubernetes.io/master", 'use "node-role.kubernetes.io/control-plane" instead'],
]);

/** What to use instead, or undefined if the label is not deprecated. */
export function deprecatedNodeLabel(key: string): string | undefined {
  return DEPRECATED.get(key);
}

/** Of a term that nodes must match. */
export function nodeSelectorTermWarnings(term: NodeSelectorTerm, path: FieldPath): readonly string[] {
  return (term.matchExpressions ?? []).flatMap(({ key = "" }, index) =>
    deprecatedKeyWarning(key, path.child("matchExpressions").index(index).child("key")),
  );
}

/** Of a term that nodes should match: its values, which validation lets pass, are judged here. */
export function preferenceWarnings(term: NodeSelectorTerm, path: FieldPath): readonly string[] {
  return (term.matchExpressions ?? []).flatMap(({ key = "", values = [] }, index) => {
    const place = path.child("matchExpressions").index(index);
    return [
      ...deprecatedKeyWarning(key, place.child("key")),
      ...values.flatMap((value, valueIndex) =>
        labelValueProblems(value).map((problem) =>
          warningAt(place.child("values").index(valueIndex), `${value} is invalid, ${problem}`),
        ),
      ),
    ];
  });
}

/** Of labels by which nodes are selected, as other objects are. */
export function nodeLabelSelectorWarnings(selector: LabelSelector, path: FieldPath): readonly string[] {
  const labels = Object.keys(selector.matchLabels ?? {});
  return [
    ...(selector.matchExpressions ?? []).flatMap(({ key = "" }, index) =>
      deprecatedKeyWarning(key, path.child("matchExpressions").index(index).child("key")),
    ),
    ...labels.flatMap((label) => {
      const instead = deprecatedNodeLabel(label);
      return instead === undefined ? [] : [warningAt(path.child("matchLabels", label), instead)];
    }),
  ];
}

/** That a key has a newer name; none if it has not. */
export function deprecatedKeyWarning(key: string, path: FieldPath): readonly string[] {
  const instead = deprecatedNodeLabel(key);
  return instead === undefined ? [] : [warningAt(path, `${key} is ${instead}`)];
}

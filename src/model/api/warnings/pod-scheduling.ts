// What kubectl prints of where a pod shall run: old names of nodes' labels, and selectors that select nothing.
// Imitates pkg/api/pod/warnings.go, v1.36.

import type { FieldPath } from "../field-path.ts";
import type { PodAffinity } from "../types/affinity.ts";
import type { PodSpec } from "../types/pod.ts";
import {
  deprecatedKeyWarning,
  deprecatedNodeLabel,
  nodeSelectorTermWarnings,
  preferenceWarnings,
} from "./node-labels.ts";
import { warningAt } from "./warning-text.ts";

const NO_SELECTOR = "a null labelSelector results in matching no pod";

/** Of nodes and of topology; `path` is that of the spec. */
export function podSchedulingWarnings(spec: PodSpec, path: FieldPath): readonly string[] {
  const { nodeSelector = {}, topologySpreadConstraints = [] } = spec;
  return [
    ...Object.keys(nodeSelector).flatMap((key) => {
      const instead = deprecatedNodeLabel(key);
      return instead === undefined ? [] : [warningAt(path.child("nodeSelector").key(key), instead)];
    }),
    ...nodeAffinityWarnings(spec, path),
    ...topologySpreadConstraints.flatMap(({ topologyKey = "", labelSelector }, index) => {
      const place = path.child("topologySpreadConstraints").index(index);
      return [
        ...deprecatedKeyWarning(topologyKey, place.child("topologyKey")),
        ...(labelSelector === undefined ? [warningAt(place.child("labelSelector"), NO_SELECTOR)] : []),
      ];
    }),
  ];
}

function nodeAffinityWarnings({ affinity }: PodSpec, path: FieldPath): readonly string[] {
  const nodeAffinity = affinity?.nodeAffinity;
  if (nodeAffinity === undefined) return [];
  const place = path.child("affinity", "nodeAffinity");
  const needed = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const wanted = nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const neededPath = place.child("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
  const wantedPath = place.child("preferredDuringSchedulingIgnoredDuringExecution");
  return [
    ...needed.flatMap((term, index) => nodeSelectorTermWarnings(term, neededPath.index(index))),
    ...wanted.flatMap(({ preference = {} }, index) =>
      preferenceWarnings(preference, wantedPath.index(index).child("preference")),
    ),
  ];
}

/** Of affinity to pods and against them. */
export function podAffinityWarnings({ affinity }: PodSpec, path: FieldPath): readonly string[] {
  const { podAffinity, podAntiAffinity } = affinity ?? {};
  return [
    ...termWarnings(podAffinity, path.child("affinity", "podAffinity")),
    ...termWarnings(podAntiAffinity, path.child("affinity", "podAntiAffinity")),
  ];
}

function termWarnings(affinity: PodAffinity | undefined, path: FieldPath): readonly string[] {
  const needed = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const wanted = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...needed.flatMap(({ labelSelector }, index) => {
      const place = path.child("requiredDuringSchedulingIgnoredDuringExecution").index(index);
      return labelSelector === undefined ? [warningAt(place.child("labelSelector"), NO_SELECTOR)] : [];
    }),
    ...wanted.flatMap(({ podAffinityTerm }, index) => {
      const place = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(index);
      if (podAffinityTerm?.labelSelector !== undefined) return [];
      return [warningAt(place.child("podAffinityTerm", "labelSelector"), NO_SELECTOR)];
    }),
  ];
}

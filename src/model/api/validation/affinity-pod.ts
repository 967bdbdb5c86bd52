// What the API server says of affinity to pods and against them.
// Imitates pkg/apis/core/validation/validation.go (validatePodAffinityTerm …), v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodAffinity, PodAffinityTerm } from "../types/affinity.ts";
import { validateLabelKeys } from "./affinity-label-keys.ts";
import { validateWeight } from "./affinity-node.ts";
import { validateLabelName, validateLabelSelector } from "./labels.ts";
import { validateName } from "./names.ts";

/** For affinity and anti-affinity alike. */
export function validatePodAffinity(affinity: PodAffinity, path: FieldPath): readonly FieldError[] {
  const needed = affinity.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const wanted = affinity.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...needed.flatMap((term, index) =>
      validateTerm(term, path.child("requiredDuringSchedulingIgnoredDuringExecution").index(index)),
    ),
    ...wanted.flatMap(({ weight = 0, podAffinityTerm = {} }, index) => {
      const termPath = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(index);
      return [...validateWeight(weight, termPath), ...validateTerm(podAffinityTerm, termPath.child("podAffinityTerm"))];
    }),
  ];
}

/** The server names a field `namespace` that does not exist, and tells an absent topology key twice. */
function validateTerm(term: PodAffinityTerm, path: FieldPath): readonly FieldError[] {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = "" } = term;
  return [
    ...validateLabelSelector(labelSelector, path.child("labelSelector")),
    ...validateLabelSelector(namespaceSelector, path.child("namespaceSelector")),
    ...namespaces.flatMap((name) => validateName(name, dns1123LabelProblems, path.child("namespace"))),
    ...validateLabelKeys(term.matchLabelKeys, term.mismatchLabelKeys, labelSelector, path),
    ...(topologyKey === "" ? [required(path.child("topologyKey"), "can not be empty")] : []),
    ...validateLabelName(topologyKey, path.child("topologyKey")),
  ];
}

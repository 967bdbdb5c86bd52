// What the API server says of a pod's affinity.
// Imitates pkg/apis/core/validation/validation.go (validateAffinity), v1.36.

import type { FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Affinity } from "../types/affinity.ts";
import { validateNodeAffinity } from "./affinity-node.ts";
import { validatePodAffinity } from "./affinity-pod.ts";

export function validateAffinity(affinity: Affinity, path: FieldPath): readonly FieldError[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  return [
    ...(nodeAffinity === undefined ? [] : validateNodeAffinity(nodeAffinity, path.child("nodeAffinity"))),
    ...(podAffinity === undefined ? [] : validatePodAffinity(podAffinity, path.child("podAffinity"))),
    ...(podAntiAffinity === undefined ? [] : validatePodAffinity(podAntiAffinity, path.child("podAntiAffinity"))),
  ];
}

// Priority classes. Imitates pkg/registry/scheduling/priorityclass/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { PRIORITY_CLASS, type PriorityClass } from "../types/policy.ts";
import { validatePriorityClass, validatePriorityClassUpdate } from "../validation/priority-class.ts";

export const PRIORITY_CLASS_KIND = apiKind<PriorityClass>({
  apiVersion: "scheduling.k8s.io/v1",
  kind: "PriorityClass",
  namespaced: false,
  type: PRIORITY_CLASS,
  source: "pkg/registry/scheduling/priorityclass/strategy.go",
  applyDefaults(priorityClass) {
    priorityClass.preemptionPolicy ??= "PreemptLowerPriority";
  },
  prepareForCreate({ metadata }) {
    if (metadata !== undefined) metadata.generation = 1;
  },
  validate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
});

// Runtime classes. Imitates pkg/registry/node/runtimeclass/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { RUNTIME_CLASS, type RuntimeClass } from "../types/policy.ts";
import { validateRuntimeClass, validateRuntimeClassUpdate } from "../validation/runtime-class.ts";
import { runtimeClassWarnings } from "../warnings/runtime-class.ts";

export const RUNTIME_CLASS_KIND = apiKind<RuntimeClass>({
  apiVersion: "node.k8s.io/v1",
  kind: "RuntimeClass",
  namespaced: false,
  type: RUNTIME_CLASS,
  source: "pkg/registry/node/runtimeclass/strategy.go",
  applyDefaults: () => undefined,
  prepareForCreate: () => undefined,
  validate: validateRuntimeClass,
  warningsOnCreate: runtimeClassWarnings,
  validateUpdate: validateRuntimeClassUpdate,
  warningsOnUpdate: runtimeClassWarnings,
});

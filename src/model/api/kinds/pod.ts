// Pods. Imitates pkg/registry/core/pod/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyPodDefaults } from "../defaults/pod.ts";
import { preparePodForCreate, preparePodForUpdate } from "../defaults/pod-creation.ts";
import { POD, type Pod } from "../types/pod.ts";
import { validatePod, validatePodMetadataAndSpec } from "../validation/pod.ts";
import { validatePodUpdate } from "../validation/pod-update.ts";
import { podProfileWarnings, podWarnings } from "../warnings/pod.ts";

export const POD_KIND = apiKind<Pod>({
  apiVersion: "v1",
  kind: "Pod",
  namespaced: true,
  type: POD,
  source: "pkg/registry/core/pod/strategy.go",
  applyDefaults: applyPodDefaults,
  prepareForCreate: preparePodForCreate,
  warningsBeforeCreate: podProfileWarnings,
  validate: validatePod,
  validateStored: (pod) => validatePodMetadataAndSpec(pod, pod),
  warningsOnCreate: podWarnings,
  prepareForUpdate: preparePodForUpdate,
  validateUpdate: validatePodUpdate,
});

// Annotations of pods that the API server takes away: the first form that init containers had.
// Imitates pkg/apis/core/v1/conversion.go (dropInitContainerAnnotations), v1.36.

import type { Draft } from "../api-type.ts";
import type { ObjectMeta } from "../types/object-meta.ts";

const INIT_CONTAINER_ANNOTATIONS: readonly string[] = [
  "pod.beta.kubernetes.io/init-containers",
  "pod.alpha.kubernetes.io/init-containers",
  "pod.beta.kubernetes.io/init-container-statuses",
  "pod.alpha.kubernetes.io/init-container-statuses",
];

/** Takes them away in place. */
export function dropInitContainerAnnotations(metadata: Draft<ObjectMeta> | undefined): void {
  const annotations = metadata?.annotations;
  if (annotations === undefined) return;
  for (const name of INIT_CONTAINER_ANNOTATIONS) delete annotations[name];
}

// Defaults of ReplicationControllers.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_ReplicationController) and zz_generated.defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { ReplicationController } from "../types/workload.ts";
import { applyPodTemplateDefaults } from "./pod-template.ts";

/** Completes the controller in place: a template's labels are its selector and its own, if it has none. */
export function applyReplicationControllerDefaults(controller: Draft<ReplicationController>): void {
  const spec = (controller.spec ??= {});
  const labels = spec.template?.metadata?.labels;
  if (labels !== undefined) {
    const metadata = (controller.metadata ??= {});
    if (isEmpty(spec.selector)) spec.selector = labels;
    if (isEmpty(metadata.labels)) metadata.labels = labels;
  }
  spec.replicas ??= 1;
  if (spec.template !== undefined) applyPodTemplateDefaults(spec.template);
}

function isEmpty(map: Readonly<Record<string, string>> | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}

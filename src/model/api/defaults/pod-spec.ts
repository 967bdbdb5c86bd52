// Defaults of a pod's spec, wherever it stands: in a pod or in a template.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_PodSpec), zz_generated.defaults.go and conversion.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { PodSpec } from "../types/pod.ts";
import { applyContainerDefaults } from "./container.ts";
import { applyVolumeDefaults } from "./pod-volume.ts";
import { roundResourceList } from "./resource-list.ts";

/** Whose the pods are that name no scheduler. */
export const DEFAULT_SCHEDULER_NAME = "default-scheduler";
const DEFAULT_GRACE_PERIOD_SECONDS = 30;

/** Completes the spec and all that stands in it, in place. */
export function applyPodSpecDefaults(spec: Draft<PodSpec>): void {
  spec.dnsPolicy ??= "ClusterFirst";
  spec.restartPolicy ??= "Always";
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= DEFAULT_GRACE_PERIOD_SECONDS;
  spec.schedulerName ??= DEFAULT_SCHEDULER_NAME;
  for (const volume of spec.volumes ?? []) applyVolumeDefaults(volume);
  for (const container of spec.initContainers ?? []) applyContainerDefaults(container);
  for (const container of spec.containers ?? []) applyContainerDefaults(container);
  for (const container of spec.ephemeralContainers ?? []) applyContainerDefaults(container);
  roundResourceList(spec.overhead);
  roundResourceList(spec.resources?.limits);
  roundResourceList(spec.resources?.requests);
  applyServiceAccount(spec);
}

/** `serviceAccount` is an old name of the same field: the server writes both, and the new one wins. */
function applyServiceAccount(spec: Draft<PodSpec>): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  if (name === undefined) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

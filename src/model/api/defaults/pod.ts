// Defaults of pods: what stands in templates as well, and what only a pod itself gets.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_Pod), zz_generated.defaults.go and conversion.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { ResourceRequirements } from "../types/container.ts";
import type { PodStatus } from "../types/pod-status.ts";
import type { Pod } from "../types/pod.ts";
import { dropInitContainerAnnotations } from "./pod-annotations.ts";
import { applyHostPorts } from "./host-ports.ts";
import { applyPodLevelDefaults, applyRequestDefaults } from "./pod-resources.ts";
import { applyPodSpecDefaults } from "./pod-spec.ts";
import { roundResourceList } from "./resource-list.ts";

const SHORTEST_GRACE_PERIOD_SECONDS = 1;

/** Completes the pod in place. */
export function applyPodDefaults(pod: Draft<Pod>): void {
  const spec = (pod.spec ??= {});
  for (const container of spec.containers ?? []) applyRequestDefaults(container);
  for (const container of spec.initContainers ?? []) applyRequestDefaults(container);
  applyPodLevelDefaults(spec);
  spec.enableServiceLinks ??= true;
  if (spec.hostNetwork === true) applyHostPorts(spec);
  applyPodSpecDefaults(spec);
  if (spec.terminationGracePeriodSeconds! < 0) spec.terminationGracePeriodSeconds = SHORTEST_GRACE_PERIOD_SECONDS;
  if (pod.status !== undefined) roundStatus(pod.status);
  dropInitContainerAnnotations(pod.metadata);
}

function roundStatus(status: Draft<PodStatus>): void {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
  for (const container of [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses]) {
    roundResourceList(container.allocatedResources);
    roundRequirements(container.resources);
  }
  roundResourceList(status.allocatedResources);
  roundRequirements(status.resources);
}

function roundRequirements(resources: Draft<ResourceRequirements> | undefined): void {
  roundResourceList(resources?.limits);
  roundResourceList(resources?.requests);
}

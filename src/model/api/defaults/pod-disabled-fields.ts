// Fields whose features are off by default: the API server takes them away from new pods and templates.
// Imitates pkg/api/pod/util.go (dropDisabledFields) with the gates of v1.36.

import type { Draft } from "../api-type.ts";
import type { Container, EphemeralContainer } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";

/** Takes them away in place: stop signals, groups of pods, trust bundles and certificates as files. */
export function dropDisabledPodFields(spec: Draft<PodSpec>): void {
  delete spec.schedulingGroup;
  for (const { projected } of spec.volumes ?? []) {
    for (const source of projected?.sources ?? []) {
      delete source.clusterTrustBundle;
      delete source.podCertificate;
    }
  }
  for (const container of spec.initContainers ?? []) dropStopSignal(container);
  for (const container of spec.containers ?? []) dropStopSignal(container);
  for (const container of spec.ephemeralContainers ?? []) dropStopSignal(container);
}

/** A life cycle of nothing else goes with it. */
function dropStopSignal(container: Draft<Container> | Draft<EphemeralContainer>): void {
  const { lifecycle } = container;
  if (lifecycle?.stopSignal === undefined) return;
  delete lifecycle.stopSignal;
  if (lifecycle.postStart === undefined && lifecycle.preStop === undefined) delete container.lifecycle;
}

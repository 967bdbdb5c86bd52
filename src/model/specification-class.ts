// What scheduling reads of a pod's specification alone: computed once for all pods that ask for the same, whatever their labels and
// owners are. Every Job of a CronJob labels its pods with its own name, and asks for what the one before asked for.

import { containerImagesOf, volumeImagesOf } from "./container-image.ts";
import { hostPortsOf, type HostPort } from "./host-port.ts";
import {
  compilePreferred,
  compileRequired,
  namesAllowedByFields,
  type RequiredNodeAffinity,
  type WeightedTerm,
} from "./node-selector.ts";
import type { Pod, Toleration } from "./objects.ts";
import { incomingRequests, placedNonZeroRequests, placedRequests, scoringRequests } from "./pod-requests.ts";
import type { ResourceAmounts } from "./resource-list.ts";
import { preferenceTolerations } from "./toleration.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";
import { podVolumesOf, type PodVolumes } from "./volumes/pod-volumes.ts";

export interface SpecificationClass {
  readonly priority: number;
  readonly gates: readonly string[];
  /** Filtered by. */
  readonly requests: ResourceAmounts;
  /** Scored by: 100m and 200Mi per container that asks for none. */
  readonly scoringRequests: ResourceAmounts;
  /** Taken from the node once placed. */
  readonly placedRequests: ResourceAmounts;
  /** CPU and memory added to the node's NonZeroRequested once placed. */
  readonly placedNonZero: ResourceAmounts;
  readonly tolerations: readonly Toleration[];
  /** Those that speak to PreferNoSchedule. */
  readonly preferenceTolerations: readonly Toleration[];
  readonly required: RequiredNodeAffinity;
  /** Node names that required metadata.name terms allow; undefined: any. */
  readonly allowedNodeNames: ReadonlySet<string> | undefined;
  readonly preferred: readonly WeightedTerm[];
  readonly hostPorts: readonly HostPort[];
  readonly volumes: PodVolumes;
  /** Images that count for ImageLocality, the volumes' ones last. */
  readonly images: readonly string[];
  /** Containers and init containers, which bound ImageLocality's score. */
  readonly containerCount: number;
}

/** Of a pod with defaults applied; one whose status tells of resources (a resize) has a class of its own. */
export function specificationClassOf(pod: Pod, behaviour: VersionBehaviour): SpecificationClass {
  const { spec } = pod;
  const tolerations = spec.tolerations ?? [];
  return {
    priority: spec.priority ?? 0,
    gates: (spec.schedulingGates ?? []).map(({ name }) => name),
    requests: incomingRequests(pod, behaviour),
    scoringRequests: scoringRequests(pod),
    placedRequests: placedRequests(pod, behaviour),
    placedNonZero: placedNonZeroRequests(pod, behaviour),
    tolerations,
    preferenceTolerations: preferenceTolerations(tolerations),
    required: compileRequired(spec.nodeSelector, spec.affinity?.nodeAffinity),
    allowedNodeNames: namesAllowedByFields(spec.affinity?.nodeAffinity),
    preferred: compilePreferred(spec.affinity?.nodeAffinity),
    hostPorts: hostPortsOf(pod),
    volumes: podVolumesOf(spec.volumes),
    images: [...containerImagesOf(pod), ...(behaviour.imageVolumes ? volumeImagesOf(pod) : [])],
    containerCount: spec.containers.length + (spec.initContainers ?? []).length,
  };
}

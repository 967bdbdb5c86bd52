// A pod's class: all that scheduling reads of it, computed once for every pod that looks the same.
// Pods made from one template share a class; names and times are not part of it.
// The notion is KEP-5598's scheduling signature, which kube-scheduler itself uses for batching.

import { DEFAULT_SCHEDULER_NAME } from "./api/defaults/pod-spec.ts";
import { containerImagesOf, volumeImagesOf } from "./container-image.ts";
import { deviceAnnotationsOf, deviceWishOf, type DeviceWish } from "./device-wish.ts";
import { hostPortsOf, type HostPort } from "./host-port.ts";
import {
  compilePreferred,
  compileRequired,
  namesAllowedByFields,
  type RequiredNodeAffinity,
  type WeightedTerm,
} from "./node-selector.ts";
import { lifeAnnotationsOf } from "./life-annotations.ts";
import type { Pod, Toleration } from "./objects.ts";
import { podAffinityTermsOf, type PodAffinityTerms } from "./pod-affinity-terms.ts";
import { incomingRequests, placedNonZeroRequests, placedRequests, scoringRequests } from "./pod-requests.ts";
import { resourceClaimUsesOf, type ResourceClaimUse } from "./resource-claim-use.ts";
import type { ResourceAmounts } from "./resource-list.ts";
import { preferenceTolerations } from "./toleration.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";
import { podVolumesOf, type PodVolumes } from "./volumes/pod-volumes.ts";

export interface PodClass {
  /** Equal texts mean equal classes. */
  readonly signature: string;
  /** One pod of the class, defaults applied; its name means nothing. */
  readonly pod: Pod;
  readonly namespace: string;
  readonly schedulerName: string;
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
  /** The devices that it wants for itself or shares; undefined: none. */
  readonly deviceWish: DeviceWish | undefined;
  readonly tolerations: readonly Toleration[];
  /** Those that speak to PreferNoSchedule. */
  readonly preferenceTolerations: readonly Toleration[];
  readonly required: RequiredNodeAffinity;
  /** Node names that required metadata.name terms allow; undefined: any. */
  readonly allowedNodeNames: ReadonlySet<string> | undefined;
  readonly preferred: readonly WeightedTerm[];
  /** Affinity and anti-affinity to other pods; NO_AFFINITY_TERMS where there is none. */
  readonly affinityTerms: PodAffinityTerms;
  readonly hostPorts: readonly HostPort[];
  readonly volumes: PodVolumes;
  /** Claims to devices, in the pod's order. */
  readonly resourceClaims: readonly ResourceClaimUse[];
  /** Images that count for ImageLocality, the volumes' ones last. */
  readonly images: readonly string[];
  /** Containers and init containers, which bound ImageLocality's score. */
  readonly containerCount: number;
}

/** Compiles a pod with defaults applied (see defaulting.ts). `signature`: its own, if it is known already. */
export function podClassOf(pod: Pod, behaviour: VersionBehaviour, signature = signatureOf(pod)): PodClass {
  const { spec } = pod;
  const required = compileRequired(spec.nodeSelector, spec.affinity?.nodeAffinity);
  const tolerations = spec.tolerations ?? [];
  const requests = incomingRequests(pod, behaviour);
  return {
    signature,
    pod,
    namespace: pod.metadata.namespace ?? "default",
    schedulerName: spec.schedulerName ?? DEFAULT_SCHEDULER_NAME,
    priority: spec.priority ?? 0,
    gates: (spec.schedulingGates ?? []).map(({ name }) => name),
    requests,
    scoringRequests: scoringRequests(pod),
    placedRequests: placedRequests(pod, behaviour),
    placedNonZero: placedNonZeroRequests(pod, behaviour),
    deviceWish: deviceWishOf(pod, requests),
    tolerations,
    preferenceTolerations: preferenceTolerations(tolerations),
    required,
    allowedNodeNames: namesAllowedByFields(spec.affinity?.nodeAffinity),
    preferred: compilePreferred(spec.affinity?.nodeAffinity),
    affinityTerms: podAffinityTermsOf(pod),
    hostPorts: hostPortsOf(pod),
    volumes: podVolumesOf(spec.volumes),
    resourceClaims: resourceClaimUsesOf(pod),
    images: [...containerImagesOf(pod), ...(behaviour.imageVolumes ? volumeImagesOf(pod) : [])],
    containerCount: spec.containers.length + (spec.initContainers ?? []).length,
  };
}

/** Everything of a pod that may change a decision about it, as one text. */
export function signatureOf(pod: Pod): string {
  const { namespace, labels, annotations, ownerReferences, deletionTimestamp, finalizers } = pod.metadata;
  const { containerStatuses, initContainerStatuses, resources, allocatedResources, conditions } = pod.status ?? {};
  const { resourceClaimStatuses } = pod.status ?? {};
  const status = {
    containerStatuses,
    initContainerStatuses,
    resources,
    allocatedResources,
    conditions,
    resourceClaimStatuses,
  };
  const devices = annotations === undefined ? undefined : deviceAnnotationsOf(annotations);
  const life = annotations === undefined ? undefined : lifeAnnotationsOf(annotations);
  const metadata = [namespace, labels, ownerReferences, deletionTimestamp ?? null, finalizers];
  return JSON.stringify([metadata, pod.spec, status, devices, life]);
}

// A pod's class: all that scheduling reads of it, computed once for every pod that looks the same.
// Pods made from one template share a class; names and times are not part of it.
// The notion is KEP-5598's scheduling signature, which kube-scheduler itself uses for batching.

import { merged } from "../base/merged.ts";

import { DEFAULT_SCHEDULER_NAME } from "./api/defaults/pod-spec.ts";
import { deviceAnnotationsOf, deviceWishOf, type DeviceWish } from "./device-wish.ts";
import { lifeAnnotationsOf } from "./life-annotations.ts";
import type { Pod } from "./objects.ts";
import { podAffinityTermsOf, type PodAffinityTerms } from "./pod-affinity-terms.ts";
import { resourceClaimUsesOf, type ResourceClaimUse } from "./resource-claim-use.ts";
import { specificationClassOf, type SpecificationClass } from "./specification-class.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

export interface PodClass extends SpecificationClass {
  /** One pod of the class, defaults applied; its name means nothing. */
  readonly pod: Pod;
  readonly namespace: string;
  readonly schedulerName: string;
  /** The devices that it wants for itself or shares; undefined: none. */
  readonly deviceWish: DeviceWish | undefined;
  /** Affinity and anti-affinity to other pods; NO_AFFINITY_TERMS where there is none. */
  readonly affinityTerms: PodAffinityTerms;
  /** Claims to devices, in the pod's order. */
  readonly resourceClaims: readonly ResourceClaimUse[];
}

/** Compiles a pod with defaults applied (see defaulting.ts). `ofSpecification`: of its own, if it is known already. */
export function podClassOf(
  pod: Pod,
  behaviour: VersionBehaviour,
  ofSpecification: SpecificationClass = specificationClassOf(pod, behaviour),
): PodClass {
  return merged(ofSpecification, {
    pod,
    namespace: pod.metadata.namespace ?? "default",
    schedulerName: pod.spec.schedulerName ?? DEFAULT_SCHEDULER_NAME,
    deviceWish: deviceWishOf(pod, ofSpecification.requests),
    affinityTerms: podAffinityTermsOf(pod),
    resourceClaims: resourceClaimUsesOf(pod),
  });
}

/** Everything of a pod that may change a decision about it, as one text: equal texts mean equal classes. */
export function signatureOf(pod: Pod): string {
  return `${signatureBeside(pod)} ${JSON.stringify(pod.spec)}`;
}

/** The same without its specification. */
export function signatureBeside(pod: Pod): string {
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
  return JSON.stringify([metadata, status, devices, life]);
}

/** Whether the pod's status adds nothing to what its specification says. */
export function isAsSpecified({ status }: Pod): boolean {
  return status?.resources === undefined && status?.allocatedResources === undefined && hasNoResizes(status);
}

function hasNoResizes(status: Pod["status"]): boolean {
  const { containerStatuses, initContainerStatuses, conditions } = status ?? {};
  return containerStatuses === undefined && initContainerStatuses === undefined && conditions === undefined;
}

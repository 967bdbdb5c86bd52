// What kind of resource a name stands for: Kubernetes tells it by prefixes alone.
// Imitates pkg/apis/core/v1/helper/helpers.go and pkg/scheduler/util/utils.go (IsScalarResourceName), v1.36.

import { qualifiedNameProblems } from "./qualified-name.ts";

export const CPU = "cpu";
export const MEMORY = "memory";
export const EPHEMERAL_STORAGE = "ephemeral-storage";
export const PODS = "pods";

const NATIVE_DOMAIN = "kubernetes.io/";
/** What a ResourceQuota puts before a name. */
const QUOTA_PREFIX = "requests.";

/** True for names that Kubernetes itself gave: without a domain, or with its own. */
export function isNativeResource(name: string): boolean {
  return !name.includes("/") || isPrefixedNativeResource(name);
}

export function isPrefixedNativeResource(name: string): boolean {
  return name.includes(NATIVE_DOMAIN);
}

/** True for resources outside kubernetes.io that a vendor named. */
export function isExtendedResource(name: string): boolean {
  if (isNativeResource(name) || name.startsWith(QUOTA_PREFIX)) return false;
  return qualifiedNameProblems(QUOTA_PREFIX + name).length === 0;
}

export function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

export function isAttachableVolumes(name: string): boolean {
  return name.startsWith("attachable-volumes-");
}

/** True for names that the scheduler counts one by one, beside CPU, memory, storage and pods. */
export function isScalarResource(name: string): boolean {
  return isExtendedResource(name) || isHugePages(name) || isPrefixedNativeResource(name) || isAttachableVolumes(name);
}

/** True for resources of which limits may exceed requests. */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePages(name);
}

/** True for resources that may be requested for a pod as a whole. */
export function isPodLevelResource(name: string): boolean {
  return name === CPU || name === MEMORY || isHugePages(name);
}

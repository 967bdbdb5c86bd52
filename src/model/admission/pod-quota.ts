// What pods take of a ResourceQuota.
// Imitates pkg/quota/v1/evaluator/core/pods.go, v1.36.

import { podQualityOfService } from "../api/pod-quality-of-service.ts";
import { effectiveLimits, effectiveRequests, type SizedContainer } from "../container-amounts.ts";
import {
  isSizedAsWhole,
  limitsTogether,
  podLevelLimits,
  podLevelRequests,
  requestsTogether,
} from "../pod-resources.ts";
import { wrappedToInt64 } from "../quantity/int64.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { readResourceList, type ResourceList } from "../resource-list.ts";
import {
  CPU,
  EPHEMERAL_STORAGE,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  MEMORY,
  PODS,
} from "../resource-name.ts";
import { parseTime } from "../time/timestamp.ts";
import type { AdmittedPod, AdmittedPodAffinity, AdmittedPodMetadata, AdmittedPodSpec } from "./admitted-pod.ts";
import { namesAmong, objectCountName, ONE, type QuotaEvaluator } from "./quota-evaluator.ts";
import { matchReferredNames, scopeMatch, type QuotaScope, type ScopeMatch } from "./quota-scopes.ts";

const REQUESTS_PREFIX = "requests.";
const LIMITS_PREFIX = "limits.";
/** Resources that stand for classes of devices. */
const DEVICE_CLASS_PREFIX = "deviceclass.resource.kubernetes.io/";

const POD_COUNT = objectCountName(PODS);

/** Counted under three names each: plain, requests and limits. */
const COUNTED: readonly string[] = [CPU, MEMORY, EPHEMERAL_STORAGE];

const POD_RESOURCES: ReadonlySet<string> = new Set([
  POD_COUNT,
  PODS,
  ...COUNTED.flatMap((name) => [name, REQUESTS_PREFIX + name, LIMITS_PREFIX + name]),
]);

/** A quota on one of these wants every container to say how much of it it takes. */
const DEMANDED: ReadonlySet<string> = new Set(
  [CPU, MEMORY].flatMap((name) => [name, REQUESTS_PREFIX + name, LIMITS_PREFIX + name]),
);

export const POD_QUOTA: QuotaEvaluator<AdmittedPod> = Object.freeze({
  resource: PODS,
  matchingResources,
  matchScope,
  constraintProblem,
  usage: podUsage,
});

/** A name that is both a huge page and an extended resource is there twice, as in the server's messages. */
function matchingResources(names: readonly string[]): readonly string[] {
  const matching = [...namesAmong(names, POD_RESOURCES)];
  for (const name of names) {
    if (isHugePages(name) || isHugePages(withoutPrefix(name))) matching.push(name);
    if (isCountedExtendedResource(name)) matching.push(name);
  }
  return matching;
}

function withoutPrefix(name: string): string {
  return name.startsWith(REQUESTS_PREFIX) ? name.slice(REQUESTS_PREFIX.length) : name;
}

/** Only requests of extended resources are counted. */
function isCountedExtendedResource(name: string): boolean {
  if (!name.startsWith(REQUESTS_PREFIX)) return false;
  return !isNativeResource(name) || name.startsWith(REQUESTS_PREFIX + DEVICE_CLASS_PREFIX);
}

function matchScope(pod: AdmittedPod, scope: QuotaScope): ScopeMatch {
  const { spec = {} } = pod;
  switch (scope.scopeName) {
    case "Terminating":
      return scopeMatch(hasDeadline(spec));
    case "NotTerminating":
      return scopeMatch(!hasDeadline(spec));
    case "BestEffort":
      return scopeMatch(podQualityOfService(pod) === "BestEffort");
    case "NotBestEffort":
      return scopeMatch(podQualityOfService(pod) !== "BestEffort");
    case "PriorityClass":
      return matchReferredNames(scope, spec.priorityClassName ? [spec.priorityClassName] : []);
    case "CrossNamespacePodAffinity":
      return scopeMatch(looksIntoOtherNamespaces(spec));
    default:
      return scopeMatch(false);
  }
}

function hasDeadline({ activeDeadlineSeconds }: AdmittedPodSpec): boolean {
  return activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;
}

function looksIntoOtherNamespaces({ affinity }: AdmittedPodSpec): boolean {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].some((terms) => termsOf(terms).some(namesNamespaces));
}

interface NamespacedTerm {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: unknown;
}

function termsOf(affinity: AdmittedPodAffinity = {}): readonly NamespacedTerm[] {
  const required = affinity["requiredDuringSchedulingIgnoredDuringExecution"] as readonly NamespacedTerm[] | undefined;
  const preferred = affinity["preferredDuringSchedulingIgnoredDuringExecution"] as
    readonly { readonly podAffinityTerm?: NamespacedTerm }[] | undefined;
  return [...(required ?? []), ...(preferred ?? []).map(({ podAffinityTerm = {} }) => podAffinityTerm)];
}

function namesNamespaces({ namespaces = [], namespaceSelector }: NamespacedTerm): boolean {
  return namespaces.length > 0 || (namespaceSelector !== undefined && namespaceSelector !== null);
}

/** Pods that say what they take as a whole need not say it by container. */
function constraintProblem({ spec = {} }: AdmittedPod, required: readonly string[]): string | undefined {
  if (isSizedAsWhole(spec)) return undefined;
  const demanded = namesAmong(required, DEMANDED);
  if (demanded.length === 0) return undefined;
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const parts = demanded.flatMap((name) => {
    const silent = containers.filter((container) => !containerUsage(container).has(name));
    const names = new Set(silent.map((container) => container.name ?? ""));
    return silent.length === 0 ? [] : [`${name} for: ${[...names].sort().join(",")}`];
  });
  return parts.length === 0 ? undefined : `must specify ${parts.join("; ")}`;
}

function containerUsage({ resources }: SizedContainer): ResourceList {
  return computeUsage(readResourceList(resources?.requests), readResourceList(resources?.limits));
}

/** A pod that has ended, or should have been gone by now, only counts as an object. */
function podUsage({ metadata = {}, spec = {}, status = {} }: AdmittedPod, nowUs: number): ResourceList {
  if (hasEnded(status.phase) || isOverdue(metadata, nowUs)) return new Map([[POD_COUNT, ONE]]);
  const requests = requestsTogether(spec, effectiveRequests(status), podLevelRequests(spec));
  const limits = limitsTogether(spec, effectiveLimits(status), podLevelLimits(spec));
  return new Map([[POD_COUNT, ONE], ...computeUsage(requests, limits)]);
}

function hasEnded(phase: string | undefined): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_US = 1_000n;

/** Being deleted, and its grace period is over. */
function isOverdue({ deletionTimestamp, deletionGracePeriodSeconds }: AdmittedPodMetadata, nowUs: number): boolean {
  if (!deletionTimestamp || deletionGracePeriodSeconds === undefined) return false;
  const parsed = parseTime(deletionTimestamp);
  if (parsed.kind === "refused") return false;
  const graceNs = wrappedToInt64(BigInt(deletionGracePeriodSeconds) * NS_PER_SECOND);
  const goneAtNs = BigInt(parsed.timestamp.epochSecond) * NS_PER_SECOND + graceNs;
  return BigInt(nowUs) * NS_PER_US > goneAtNs;
}

function computeUsage(requests: ResourceList, limits: ResourceList): ResourceList {
  const usage = new Map<string, Quantity>([[PODS, ONE]]);
  for (const name of COUNTED) {
    const request = requests.get(name);
    const limit = limits.get(name);
    if (request !== undefined) usage.set(name, request).set(REQUESTS_PREFIX + name, request);
    if (limit !== undefined) usage.set(LIMITS_PREFIX + name, limit);
  }
  for (const [name, request] of requests) {
    if (isHugePages(name)) usage.set(name, request).set(REQUESTS_PREFIX + name, request);
    const isDevice = isExtendedResource(name) || name.startsWith(DEVICE_CLASS_PREFIX);
    if (isDevice) usage.set(REQUESTS_PREFIX + name, request);
  }
  return usage;
}

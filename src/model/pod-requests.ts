// What a pod asks for: containers, init containers, sidecars, overhead, pod level, in-place resize.
// Imitates staging component-helpers resource/helpers.go (PodRequests), v1.36.

import type { Container, ContainerStatus, Pod, QuantityMap } from "./objects.ts";
import { parseQuantity } from "./quantity/parse-quantity.ts";
import type { Quantity } from "./quantity/quantity.ts";
import {
  addResources,
  CPU,
  isHugePages,
  MEMORY,
  raiseToResources,
  readResourceList,
  resourceAmounts,
  type ResourceAmounts,
  type ResourceList,
} from "./resource-list.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

/** Scoring counts a container without a request as this much (pkg/scheduler/util/pod_resources.go). */
const NON_ZERO_DEFAULTS: QuantityMap = Object.freeze({ cpu: "100m", memory: "200Mi" });

/** Whether requests held in status (in-place resize) count: for placed pods they do. */
type ResizeView = "spec-only" | "with-status";

/** The requests of an incoming pod, as NodeResourcesFit filters by them. */
export function incomingRequests(pod: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  return resourceAmounts(podRequests(pod, "spec-only", NO_DEFAULTS, podLevelOf(pod, "spec-only", behaviour)));
}

/**
 * The requests of an incoming pod as NodeResourcesFit scores by them: each container without a CPU or memory
 * request counts 100m or 200Mi, and pod-level requests are not seen (a quirk of all versions, kept).
 */
export function scoringRequests(pod: Pod): ResourceAmounts {
  return resourceAmounts(podRequests(pod, "with-status", defaultsFor([CPU, MEMORY]), NO_DEFAULTS));
}

/** What a placed pod takes from its node: NodeInfo.Requested. */
export function placedRequests(pod: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  return resourceAmounts(podRequests(pod, "with-status", NO_DEFAULTS, podLevelOf(pod, "with-status", behaviour)));
}

/** What a placed pod adds to its node for scoring: NodeInfo.NonZeroRequested (CPU and memory only). */
export function placedNonZeroRequests(pod: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  const podLevel = podLevelOf(pod, "with-status", behaviour);
  if (podLevel.size === 0) {
    return resourceAmounts(podRequests(pod, "with-status", defaultsFor([CPU, MEMORY]), NO_DEFAULTS));
  }
  const plain = podRequests(pod, "with-status", NO_DEFAULTS, podLevel);
  const missing = [CPU, MEMORY].filter((name) => !plain.has(name));
  return resourceAmounts(podRequests(pod, "with-status", defaultsFor(missing), podLevel));
}

const NO_DEFAULTS: ResourceList = new Map();

function defaultsFor(names: readonly string[]): ResourceList {
  const all = readResourceList(NON_ZERO_DEFAULTS);
  return new Map([...all].filter(([name]) => names.includes(name)));
}

/** The containers' sum, replaced by pod-level requests where there are any, plus overhead. */
function podRequests(
  pod: Pod,
  view: ResizeView,
  defaults: ResourceList,
  podLevel: ResourceList,
): Map<string, Quantity> {
  const requests = containersTogether(pod, view, defaults);
  for (const [name, quantity] of podLevel) requests.set(name, quantity);
  addResources(requests, readResourceList(pod.spec.overhead));
  return requests;
}

/** What containers, sidecars and init containers ask for together, pod level and overhead aside. */
export function aggregateContainerRequests(pod: Pod): ResourceList {
  return containersTogether(pod, "spec-only", NO_DEFAULTS);
}

function containersTogether(pod: Pod, view: ResizeView, defaults: ResourceList): Map<string, Quantity> {
  const requests = new Map<string, Quantity>();
  for (const container of pod.spec.containers) {
    addResources(requests, withDefaults(containerRequests(pod, container, view), defaults));
  }
  raiseByInitContainers(requests, pod, view, defaults);
  return requests;
}

/** Sidecars add to the sum and run beside every later init container; init containers only set a floor. */
function raiseByInitContainers(
  requests: Map<string, Quantity>,
  pod: Pod,
  view: ResizeView,
  defaults: ResourceList,
): void {
  const sidecars = new Map<string, Quantity>();
  const floor = new Map<string, Quantity>();
  for (const container of pod.spec.initContainers ?? []) {
    const sidecar = container.restartPolicy === "Always";
    const own = withDefaults(containerRequests(pod, container, sidecar ? view : "spec-only"), defaults);
    if (sidecar) {
      addResources(requests, own);
      addResources(sidecars, own);
      raiseToResources(floor, sidecars);
    } else {
      addResources(own, sidecars);
      raiseToResources(floor, own);
    }
  }
  raiseToResources(requests, floor);
}

function withDefaults(requests: Map<string, Quantity>, defaults: ResourceList): Map<string, Quantity> {
  for (const [name, quantity] of defaults) if (!requests.has(name)) requests.set(name, quantity);
  return requests;
}

function containerRequests(pod: Pod, container: Container, view: ResizeView): Map<string, Quantity> {
  const spec = readResourceList(container.resources?.requests);
  if (view === "spec-only") return spec;
  const status = statusOf(pod, container.name);
  if (status?.resources === undefined) return spec;
  return effectiveRequests(pod, spec, status.resources.requests, status.allocatedResources);
}

function statusOf(pod: Pod, containerName: string): ContainerStatus | undefined {
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  return statuses.find((status) => status.name === containerName);
}

/** The largest of spec, status and allocated; without spec once a resize has been found infeasible. */
function effectiveRequests(
  pod: Pod,
  spec: Map<string, Quantity>,
  status: QuantityMap | undefined,
  allocated: QuantityMap | undefined,
): Map<string, Quantity> {
  const infeasible = (pod.status?.conditions ?? []).some(
    (condition) => condition.type === "PodResizePending" && condition.reason === "Infeasible",
  );
  const effective = infeasible ? new Map<string, Quantity>() : spec;
  raiseToResources(effective, readResourceList(status));
  raiseToResources(effective, readResourceList(allocated));
  return effective;
}

/** Pod-level requests that replace the sum; empty where the version has none or none is supported. */
function podLevelOf(pod: Pod, view: ResizeView, behaviour: VersionBehaviour): ResourceList {
  if (!behaviour.podLevelResources) return NO_DEFAULTS;
  const spec = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(pod.spec.resources?.requests ?? {})) {
    const quantity = parseQuantity(text);
    if (quantity !== undefined && isPodLevelResource(name)) spec.set(name, quantity);
  }
  if (spec.size === 0 || view === "spec-only" || !behaviour.podLevelResize) return spec;
  const status = pod.status?.resources;
  if (status === undefined) return spec;
  return effectiveRequests(pod, spec, status.requests, pod.status?.allocatedResources);
}

/** Resources that may be requested for a pod as a whole. */
export function isPodLevelResource(name: string): boolean {
  return name === CPU || name === MEMORY || isHugePages(name);
}

// The API server's defaults that change scheduling, applied to objects as a user writes them.
// Imitates pkg/apis/core/v1/defaults.go, v1.36 (SetDefaults_Pod, _NodeStatus, _ResourceList).

import { containersTogether, WRITTEN_REQUESTS } from "./container-amounts.ts";
import type { Container, Node, Pod, QuantityMap, ResourceRequirements } from "./objects.ts";
import { parseQuantity } from "./quantity/parse-quantity.ts";
import type { Quantity } from "./quantity/quantity.ts";
import { roundedUpToMilli } from "./quantity/quantity-arithmetic.ts";
import { exactNano } from "./quantity/whole-units.ts";
import { isPodLevelResource } from "./resource-name.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

export const DEFAULT_SCHEDULER_NAME = "default-scheduler";
const DEFAULT_NAMESPACE = "default";
const DEFAULT_GRACE_SECONDS = 30;
const SHORTEST_GRACE_SECONDS = 1;

/** The pod as the API server would store it, as far as the scheduler can tell. */
export function withPodDefaults(pod: Pod, behaviour: VersionBehaviour): Pod {
  const hostNetwork = pod.spec.hostNetwork === true;
  const containers = pod.spec.containers.map((container) => withContainerDefaults(container, hostNetwork));
  const initContainers = pod.spec.initContainers?.map((container) => withContainerDefaults(container, hostNetwork));
  const spec = {
    ...pod.spec,
    schedulerName: pod.spec.schedulerName || DEFAULT_SCHEDULER_NAME,
    terminationGracePeriodSeconds: graceSeconds(pod),
    containers,
    ...(initContainers === undefined ? {} : { initContainers }),
    ...(pod.spec.overhead === undefined ? {} : { overhead: roundedMap(pod.spec.overhead) }),
  };
  const complete = {
    ...pod,
    metadata: { ...pod.metadata, namespace: pod.metadata.namespace ?? DEFAULT_NAMESPACE },
    spec,
  };
  return behaviour.podLevelResources ? withPodLevelDefaults(complete) : complete;
}

/** Negative spans are stored as the shortest one. */
function graceSeconds({ spec }: Pod): number {
  const written = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  return written < 0 ? SHORTEST_GRACE_SECONDS : written;
}

/** The node as the API server would store it: allocatable is capacity where it is absent altogether. */
export function withNodeDefaults(node: Node): Node {
  const amounts = node.status?.allocatable ?? node.status?.capacity;
  if (amounts === undefined) return node;
  return { ...node, status: { ...node.status, allocatable: roundedMap(amounts) } };
}

/** Requests default to limits, and host ports to container ports on the host's network. */
function withContainerDefaults(container: Container, hostNetwork: boolean): Container {
  const limits = container.resources?.limits;
  const requests = { ...limits, ...container.resources?.requests };
  const resources: ResourceRequirements = {
    ...container.resources,
    requests: roundedMap(requests),
    ...(limits === undefined ? {} : { limits: roundedMap(limits) }),
  };
  const ports = hostNetwork
    ? container.ports?.map((port) => ({ ...port, hostPort: port.hostPort || (port.containerPort ?? 0) }))
    : container.ports;
  return { ...container, resources, ...(ports === undefined ? {} : { ports }) };
}

/** Where there are pod-level limits, requests that the pod lacks are its containers' sums, else those limits. */
function withPodLevelDefaults(pod: Pod): Pod {
  const limits = pod.spec.resources?.limits;
  if (limits === undefined || Object.keys(limits).length === 0) return pod;
  const sums = [...containersTogether(pod.spec, WRITTEN_REQUESTS)].map(([name, sum]) => [name, nanoText(sum)] as const);
  const defaults = { ...limits, ...Object.fromEntries(sums) };
  const supported = Object.entries(defaults).filter(([name]) => isPodLevelResource(name));
  const requests = { ...Object.fromEntries(supported), ...pod.spec.resources?.requests };
  const resources = { ...pod.spec.resources, requests: roundedMap(requests), limits: roundedMap(limits) };
  return { ...pod, spec: { ...pod.spec, resources } };
}

function roundedMap(map: QuantityMap): QuantityMap {
  const rounded: Record<string, string | number> = {};
  for (const [name, text] of Object.entries(map)) {
    const quantity = parseQuantity(text);
    rounded[name] = quantity === undefined ? text : nanoText(roundedUpToMilli(quantity));
  }
  return rounded;
}

/** An exact quantity as text that reads back to itself: milli where whole, else nano. */
function nanoText(quantity: Quantity): string {
  const milli = 1_000_000n;
  const nano = exactNano(quantity);
  return nano % milli === 0n ? `${nano / milli}m` : `${nano}n`;
}

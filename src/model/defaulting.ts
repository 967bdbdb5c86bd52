// The API server's defaults that change scheduling, applied to objects as a user writes them.
// Imitates pkg/apis/core/v1/defaults.go, v1.36 (SetDefaults_Pod, _NodeStatus, _ResourceList).

import { merged } from "../base/merged.ts";

import type { Draft } from "./api/api-type.ts";
import { applyHostPorts } from "./api/defaults/host-ports.ts";
import { applyPodLevelDefaults, applyRequestDefaults } from "./api/defaults/pod-resources.ts";
import { DEFAULT_SCHEDULER_NAME } from "./api/defaults/pod-spec.ts";
import type { Container, Node, Pod, PodSpec, QuantityMap, ResourceRequirements } from "./objects.ts";
import { parseQuantity } from "./quantity/parse-quantity.ts";
import type { Quantity } from "./quantity/quantity.ts";
import { roundedUpToMilli } from "./quantity/quantity-arithmetic.ts";
import { exactNano } from "./quantity/whole-units.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

const DEFAULT_NAMESPACE = "default";
const DEFAULT_GRACE_SECONDS = 30;
const SHORTEST_GRACE_SECONDS = 1;

/** The pod as the API server would store it, as far as the scheduler can tell. */
export function withPodDefaults(pod: Pod, behaviour: VersionBehaviour): Pod {
  const { spec, ...complete } = completedPod(pod, behaviour);
  roundAmounts(spec);
  return merged(complete, { spec });
}

/** The pod with its defaults, and its amounts in the words in which they were written. */
export function completedPod(pod: Pod, behaviour: VersionBehaviour): Pod & { readonly spec: Draft<PodSpec> } {
  const spec = draftOfSpec(pod.spec);
  for (const container of spec.containers) applyRequestDefaults(container);
  for (const container of spec.initContainers ?? []) applyRequestDefaults(container);
  if (behaviour.podLevelResources) applyPodLevelDefaults(spec);
  if (spec.hostNetwork === true) applyHostPorts(spec);
  spec.schedulerName ||= DEFAULT_SCHEDULER_NAME;
  spec.terminationGracePeriodSeconds = graceSeconds(pod);
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata;
  return merged(pod, { metadata: merged(pod.metadata, { namespace }), spec });
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

/** A copy that owns what is completed in it; the rest is shared. */
function draftOfSpec(spec: PodSpec): Draft<PodSpec> {
  const { containers, initContainers, resources } = spec;
  const parts: Partial<PodSpec> = {
    containers: containers.map(draftOfContainer),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(draftOfContainer) }),
    ...(resources === undefined ? {} : { resources: { ...resources } }),
  };
  return { ...spec, ...parts } as Draft<PodSpec>;
}

function draftOfContainer(container: Container): Container {
  const { resources, ports } = container;
  return {
    ...container,
    resources: { ...resources },
    ...(ports === undefined ? {} : { ports: ports.map((port) => ({ ...port })) }),
  };
}

/** Equal amounts are written alike then, so that pods which ask for the same look the same. */
function roundAmounts(spec: Draft<PodSpec>): void {
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) roundRequirements(container.resources);
  roundRequirements(spec.resources);
  if (spec.overhead !== undefined) spec.overhead = roundedMap(spec.overhead);
}

function roundRequirements(resources: Draft<ResourceRequirements> | undefined): void {
  if (resources?.requests !== undefined) resources.requests = roundedMap(resources.requests);
  if (resources?.limits !== undefined) resources.limits = roundedMap(resources.limits);
}

function roundedMap(map: QuantityMap): Record<string, string | number> {
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

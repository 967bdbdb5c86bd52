// The quality-of-service class of a pod: whom the kubelet sacrifices first.
// Imitates pkg/apis/core/helper/qos/qos.go (GetPodQOS, ComputePodQOS), v1.36.

import type { SizedContainer, SizedContainers } from "../container-amounts.ts";
import type { QuantityMap } from "../objects.ts";
import { isZero, isNegative, areEqualQuantities, type Quantity } from "../quantity/quantity.ts";
import { addResources, readResourceList } from "../resource-list.ts";
import { CPU, MEMORY } from "../resource-name.ts";

export type QualityOfService = "Guaranteed" | "Burstable" | "BestEffort";

/** What of a pod its class depends on. */
export interface ClassifiedPod {
  readonly spec?: ClassifiedPodSpec;
  readonly status?: { readonly qosClass?: string };
}

export interface ClassifiedPodSpec extends SizedContainers {
  readonly resources?: SizedContainer["resources"];
}

type Amounts = QuantityMap | undefined;

/** The class that the status tells, else the one that follows from the spec. */
export function podQualityOfService({ status, spec }: ClassifiedPod): string {
  return status?.qosClass ?? computedQualityOfService(spec ?? {});
}

/** What is written for the pod as a whole goes before what its containers ask for. */
export function computedQualityOfService(spec: ClassifiedPodSpec): QualityOfService {
  const parts = spec.resources === undefined ? containersOf(spec) : [spec.resources];
  const requests = sumOf(parts.map((part) => part?.requests));
  const limits = sumOf(parts.map((part) => part?.limits));
  if (requests.size === 0 && limits.size === 0) return "BestEffort";
  return limitsAreFull(spec) && areEqualAmounts(requests, limits) ? "Guaranteed" : "Burstable";
}

function containersOf({
  containers = [],
  initContainers = [],
}: ClassifiedPodSpec): readonly SizedContainer["resources"][] {
  return [...containers, ...initContainers].map(({ resources }) => resources);
}

/** Whether CPU and memory are limited everywhere; a pod as a whole without any limits is not asked. */
function limitsAreFull(spec: ClassifiedPodSpec): boolean {
  const { resources } = spec;
  if (resources === undefined) return containersOf(spec).every((part) => positiveAmounts(part?.limits).size === 2);
  const isSilent = Object.keys(resources.limits ?? {}).length === 0;
  return isSilent || positiveAmounts(resources.limits).size === 2;
}

function sumOf(lists: readonly Amounts[]): ReadonlyMap<string, Quantity> {
  const sum = new Map<string, Quantity>();
  for (const list of lists) addResources(sum, positiveAmounts(list));
  return sum;
}

/** CPU and memory above zero: nothing else counts. */
function positiveAmounts(amounts: Amounts): ReadonlyMap<string, Quantity> {
  const positive = new Map<string, Quantity>();
  for (const [name, quantity] of readResourceList(amounts)) {
    const counts = name === CPU || name === MEMORY;
    if (counts && !isZero(quantity) && !isNegative(quantity)) positive.set(name, quantity);
  }
  return positive;
}

function areEqualAmounts(left: ReadonlyMap<string, Quantity>, right: ReadonlyMap<string, Quantity>): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([name, quantity]) => {
    const other = right.get(name);
    return other !== undefined && areEqualQuantities(quantity, other);
  });
}

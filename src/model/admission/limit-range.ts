// LimitRanger: the amounts that a LimitRange gives to containers that name none, and its bounds on containers, pods and
// claims. Every LimitRange of the namespace first gives what it has, and only then is each asked whether it is kept.
// Imitates plugin/pkg/admission/limitranger/admission.go, v1.36.

import type { PersistentVolumeClaim } from "../api/types/claim.ts";
import type { LimitRange, LimitRangeItem } from "../api/types/quota.ts";
import { containersTogether, WRITTEN_LIMITS, WRITTEN_REQUESTS, type SizedContainer } from "../container-amounts.ts";
import type { QuantityMap } from "../objects.ts";
import type { SizedPodSpec } from "../pod-resources.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { readResourceList, type ResourceList } from "../resource-list.ts";
import { CPU, MEMORY } from "../resource-name.ts";
import type { AdmittedPod } from "./admitted-pod.ts";
import {
  maximumProblem,
  maximumRequestProblem,
  minimumProblem,
  ratioProblem,
  type BoundedAmounts,
  type LimitConstraint,
} from "./limit-constraints.ts";
import { mergedMap } from "./merged-map.ts";

/** Tells what a LimitRange has set in a pod. */
export const LIMIT_RANGER_ANNOTATION = "kubernetes.io/limit-ranger";

/** The pod with requests and limits where its containers name none. */
export function withLimitRangeDefaults<Pod extends AdmittedPod>(pod: Pod, limitRange: LimitRange): Pod {
  const defaults = containerDefaults(limitRange);
  const told: string[] = [];
  const containers = pod.spec?.containers?.map((one) => completed(one, "container", defaults, told));
  const initContainers = pod.spec?.initContainers?.map((one) => completed(one, "init container", defaults, told));
  if (told.length === 0) return pod;
  const annotations = {
    ...pod.metadata?.annotations,
    [LIMIT_RANGER_ANNOTATION]: `LimitRanger plugin set: ${told.join("; ")}`,
  };
  const spec = {
    ...pod.spec,
    ...(containers === undefined ? {} : { containers }),
    ...(initContainers === undefined ? {} : { initContainers }),
  };
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec };
}

interface ContainerDefaults {
  readonly requests: QuantityMap;
  readonly limits: QuantityMap;
}

/** Of several items on containers the last one that names a resource holds. */
function containerDefaults(limitRange: LimitRange): ContainerDefaults {
  const items = itemsOf(limitRange).filter(({ type }) => type === "Container");
  return {
    requests: mergedMap(items.map((item) => item.defaultRequest)),
    limits: mergedMap(items.map((item) => item.default)),
  };
}

function itemsOf({ spec }: LimitRange): readonly LimitRangeItem[] {
  return spec?.limits ?? [];
}

/** Tells of what is set. */
function completed(
  container: SizedContainer,
  what: string,
  defaults: ContainerDefaults,
  told: string[],
): SizedContainer {
  const { name = "", resources: { requests, limits } = {} } = container;
  const setRequests = missingIn(requests, defaults.requests);
  const setLimits = missingIn(limits, defaults.limits);
  if (setRequests.length > 0) told.push(`${setRequests.join(", ")} request for ${what} ${name}`);
  if (setLimits.length > 0) told.push(`${setLimits.join(", ")} limit for ${what} ${name}`);
  if (setRequests.length === 0 && setLimits.length === 0) return container;
  const resources = {
    ...container.resources,
    requests: mergedMap([defaults.requests, requests]),
    limits: mergedMap([defaults.limits, limits]),
  };
  return { ...container, resources };
}

function missingIn(amounts: QuantityMap = {}, defaults: QuantityMap): readonly string[] {
  return Object.keys(defaults)
    .filter((name) => !Object.hasOwn(amounts, name))
    .sort();
}

/** Where the pod breaks the bounds on containers and pods; all that is wrong, in the server's words. */
export function podLimitProblems({ spec = {} }: AdmittedPod, limitRange: LimitRange): readonly string[] {
  const problems: string[] = [];
  for (const item of itemsOf(limitRange)) {
    if (item.type === "Container") {
      for (const { resources } of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
        const amounts = {
          requests: readResourceList(resources?.requests),
          limits: readResourceList(resources?.limits),
        };
        problems.push(...problemsUnder(item, POD_CONSTRAINTS, amounts));
      }
    }
    if (item.type === "Pod") problems.push(...problemsUnder(item, POD_CONSTRAINTS, podAmounts(spec)));
  }
  return problems;
}

/** Where the claim breaks the bounds on claims; all that is wrong, in the server's words. */
export function claimLimitProblems({ spec }: PersistentVolumeClaim, limitRange: LimitRange): readonly string[] {
  // Limits of claims mean nothing.
  const amounts = { requests: readResourceList(spec?.resources?.requests), limits: NOTHING };
  return itemsOf(limitRange)
    .filter(({ type }) => type === "PersistentVolumeClaim")
    .flatMap((item) => problemsUnder(item, CLAIM_CONSTRAINTS, amounts));
}

const NOTHING: ResourceList = new Map();

type BoundField = "min" | "max" | "maxLimitRequestRatio";

const POD_CONSTRAINTS: readonly (readonly [BoundField, LimitConstraint])[] = [
  ["min", minimumProblem],
  ["max", maximumProblem],
  ["maxLimitRequestRatio", ratioProblem],
];

const CLAIM_CONSTRAINTS: readonly (readonly [BoundField, LimitConstraint])[] = [
  ["min", minimumProblem],
  ["max", maximumRequestProblem],
];

function problemsUnder(
  item: LimitRangeItem,
  constraints: typeof POD_CONSTRAINTS,
  amounts: BoundedAmounts,
): readonly string[] {
  return constraints.flatMap(([field, constraint]) =>
    [...readResourceList(item[field])].flatMap(
      ([name, bound]) => constraint(item.type ?? "", name, bound, amounts) ?? [],
    ),
  );
}

/** All containers together, without overhead; what is written for the pod as a whole replaces CPU and memory. */
function podAmounts(spec: SizedPodSpec): BoundedAmounts {
  return {
    requests: replaced(containersTogether(spec, WRITTEN_REQUESTS), spec.resources?.requests),
    limits: replaced(containersTogether(spec, WRITTEN_LIMITS), spec.resources?.limits),
  };
}

function replaced(together: Map<string, Quantity>, podLevel: QuantityMap | undefined): ResourceList {
  for (const [name, quantity] of readResourceList(podLevel)) {
    if (name === CPU || name === MEMORY) together.set(name, quantity);
  }
  return together;
}

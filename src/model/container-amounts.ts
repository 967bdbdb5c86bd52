// What the containers of a pod ask for, or are limited to, together: sidecars count beside the containers, and init
// containers only set a floor. Which amounts of a container count is a view: those written, or those that a resize made.
// Imitates staging component-helpers resource/helpers.go (AggregateContainerRequests, AggregateContainerLimits), v1.36.

import type { QuantityMap } from "./objects.ts";
import type { Quantity } from "./quantity/quantity.ts";
import { addResources, raiseToResources, readResourceList, type ResourceList } from "./resource-list.ts";

/** What of a container its size depends on. */
export interface SizedContainer {
  readonly name?: string;
  readonly restartPolicy?: string;
  readonly resources?: { readonly requests?: QuantityMap; readonly limits?: QuantityMap };
}

export interface SizedContainers {
  readonly containers?: readonly SizedContainer[];
  readonly initContainers?: readonly SizedContainer[];
}

/** What of a container's status its size depends on. */
export interface SizedContainerStatus {
  readonly name?: string;
  readonly resources?: { readonly requests?: QuantityMap; readonly limits?: QuantityMap };
  readonly allocatedResources?: QuantityMap;
}

/** What of a pod's status the sizes of its containers depend on. */
export interface SizedStatus {
  readonly conditions?: readonly { readonly type?: string; readonly reason?: string }[];
  readonly containerStatuses?: readonly SizedContainerStatus[];
  readonly initContainerStatuses?: readonly SizedContainerStatus[];
}

/** Which amounts of a container count. */
export interface ContainerView {
  /** Of containers and sidecars, which run as long as the pod. */
  readonly running: (container: SizedContainer) => ResourceList;
  /** Of init containers, which end before the pod starts: a resize never reaches them. */
  readonly starting: (container: SizedContainer) => ResourceList;
}

export const WRITTEN_REQUESTS: ContainerView = viewOf(({ resources }) => readResourceList(resources?.requests));
export const WRITTEN_LIMITS: ContainerView = viewOf(({ resources }) => readResourceList(resources?.limits));

function viewOf(amounts: (container: SizedContainer) => ResourceList): ContainerView {
  return Object.freeze({ running: amounts, starting: amounts });
}

/** Requests as they count while a resize is under way: the largest of spec, status and allocated. */
export function effectiveRequests(status: SizedStatus): ContainerView {
  return resizedView(WRITTEN_REQUESTS, status, ({ resources, allocatedResources }) => [
    readResourceList(resources?.requests),
    readResourceList(allocatedResources),
  ]);
}

/** Limits as they count while a resize is under way: the larger of spec and status. */
export function effectiveLimits(status: SizedStatus): ContainerView {
  return resizedView(WRITTEN_LIMITS, status, ({ resources }) => [readResourceList(resources?.limits)]);
}

/** The view with `defaults` for what a container does not name. */
export function withDefaults({ running, starting }: ContainerView, defaults: ResourceList): ContainerView {
  return {
    running: (container) => new Map([...defaults, ...running(container)]),
    starting: (container) => new Map([...defaults, ...starting(container)]),
  };
}

/** Containers without resources in their status count as written. */
function resizedView(
  written: ContainerView,
  status: SizedStatus,
  actuated: (status: SizedContainerStatus) => readonly ResourceList[],
): ContainerView {
  const statuses = new Map(
    [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].map((one) => [one.name ?? "", one]),
  );
  const running = (container: SizedContainer): ResourceList => {
    const own = statuses.get(container.name ?? "");
    const asWritten = written.running(container);
    return own?.resources === undefined ? asWritten : effectiveAmounts(status, asWritten, actuated(own));
  };
  return { running, starting: written.starting };
}

/** The largest of what is written and what is; what is written is void once a resize to it was found infeasible. */
export function effectiveAmounts(
  status: SizedStatus,
  written: ResourceList,
  actuated: readonly ResourceList[],
): ResourceList {
  const effective = new Map<string, Quantity>(isResizeInfeasible(status) ? [] : written);
  for (const list of actuated) raiseToResources(effective, list);
  return effective;
}

function isResizeInfeasible({ conditions = [] }: SizedStatus): boolean {
  return conditions.find(({ type }) => type === "PodResizePending")?.reason === "Infeasible";
}

/** The sum of all containers that run at a time, at its highest. */
export function containersTogether(spec: SizedContainers, view: ContainerView): Map<string, Quantity> {
  const sum = new Map<string, Quantity>();
  for (const container of spec.containers ?? []) addResources(sum, view.running(container));
  const sidecars = new Map<string, Quantity>();
  const floor = new Map<string, Quantity>();
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === "Always") {
      const own = view.running(container);
      addResources(sum, own);
      addResources(sidecars, own);
      raiseToResources(floor, sidecars);
    } else {
      const own = new Map(view.starting(container));
      addResources(own, sidecars);
      raiseToResources(floor, own);
    }
  }
  raiseToResources(sum, floor);
  return sum;
}

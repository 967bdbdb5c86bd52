// What the containers of a pod ask for, or are limited to, together: sidecars count beside the containers, and init
// containers only set a floor.
// Imitates component-helpers resource/helpers.go (AggregateContainerRequests, AggregateContainerLimits), v1.36.

import { addResources, raiseToResources, readResourceList, type ResourceList } from "../resource-list.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { Container } from "./types/container.ts";
import type { PodSpec } from "./types/pod.ts";

/** Exact sums by resource name; status and overhead are left out. */
export function containerSums(spec: PodSpec, amounts: "requests" | "limits"): ResourceList {
  const sums = new Map<string, Quantity>();
  const sidecars = new Map<string, Quantity>();
  const floor = new Map<string, Quantity>();
  for (const container of spec.containers ?? []) addResources(sums, amountsOf(container, amounts));
  for (const container of spec.initContainers ?? []) {
    const own = amountsOf(container, amounts);
    if (container.restartPolicy === "Always") {
      addResources(sums, own);
      addResources(sidecars, own);
      raiseToResources(floor, sidecars);
    } else {
      addResources(own, sidecars);
      raiseToResources(floor, own);
    }
  }
  raiseToResources(sums, floor);
  return sums;
}

function amountsOf({ resources }: Container, amounts: "requests" | "limits"): Map<string, Quantity> {
  return readResourceList(resources?.[amounts]);
}

// How much of a resource a pod has asked for, as a kubelet sees it that needs room: what is requested for the pod as a whole,
// or else by its containers together; overhead besides where anything is requested. Resizes under way do not count.
// Imitates pkg/api/v1/resource/helpers.go (GetResourceRequestQuantity, GetResourceRequest), v1.36 (gate PodLevelResources on,
// as by default).

import { containersTogether, WRITTEN_REQUESTS } from "../container-amounts.ts";
import { isSizedAsWhole, podLevelRequests, type SizedPodSpec } from "../pod-resources.ts";
import { isZero, ZERO_QUANTITY, type Quantity } from "../quantity/quantity.ts";
import { sumOfQuantities } from "../quantity/quantity-arithmetic.ts";
import { milliUnits, wholeUnits } from "../quantity/whole-units.ts";
import { readResourceList } from "../resource-list.ts";
import { CPU, PODS } from "../resource-name.ts";

/** Thousandths of CPU, whole units of anything else, 1 of `pods`. */
export function requestedUnits(spec: SizedPodSpec, resource: string): number {
  if (resource === PODS) return 1;
  const requested = requestedQuantity(spec, resource);
  return resource === CPU ? milliUnits(requested) : wholeUnits(requested);
}

/** Of a pod that asks or limits as a whole, what its containers ask for does not count, be it of another resource. */
function requestedQuantity(spec: SizedPodSpec, resource: string): Quantity {
  const requests = isSizedAsWhole(spec) ? podLevelRequests(spec) : containersTogether(spec, WRITTEN_REQUESTS);
  const requested = requests.get(resource) ?? ZERO_QUANTITY;
  const overhead = isZero(requested) ? undefined : readResourceList(spec.overhead).get(resource);
  return overhead === undefined ? requested : sumOfQuantities(requested, overhead);
}

// Which part of a service's requests each of its stations gets. Callers choose among the places of the route; a place whose station is
// gone or takes no more refuses.

import type { ServiceModel } from "./service-model.ts";
import { standsStill, type StationGroup } from "./station-group.ts";

/** What callers choose from: the places of the route whose stations refuse, by zone (of those that were ever there). */
export interface RoutePlaces {
  readonly count: number;
  readonly refusing: number;
  readonly countByZone: ReadonlyMap<string, number>;
  readonly refusingByZone: ReadonlyMap<string, number>;
}

export const NO_PLACES: RoutePlaces = {
  count: 0,
  refusing: 0,
  countByZone: new Map(),
  refusingByZone: new Map(),
};

/** Sets the rates of the groups, and which part is refused. */
export function distribute(service: ServiceModel, places: RoutePlaces): void {
  const total = sumOf(service.demand);
  for (const group of service.groups) group.rate = 0;
  service.homeless = places.count === 0 ? 1 : 0;
  service.refused = 0;
  if (places.count === 0) return;
  if (service.definition.balancing === "least-connections") toTheEmptiest(service, places, total);
  else if (service.definition.balancing === "topology-aware") byZone(service, places, total);
  else atRandom(service, places, total);
}

function atRandom(service: ServiceModel, places: RoutePlaces, total: number): void {
  service.refused = places.refusing / places.count;
  for (const group of service.groups) if (group.isOpen) group.rate = total / places.count;
}

function byZone(service: ServiceModel, places: RoutePlaces, total: number): void {
  let refused = 0;
  for (const [zone, demand] of service.demandByZone) {
    const coming = sumOf(demand);
    const own = zone === "" ? 0 : (places.countByZone.get(zone) ?? 0);
    const count = own > 0 ? own : places.count;
    refused += (coming * (own > 0 ? (places.refusingByZone.get(zone) ?? 0) : places.refusing)) / count;
    for (const group of service.groups)
      if (group.isOpen && (own === 0 || group.zone === zone)) group.rate += coming / count;
  }
  service.refused = total > 0 ? refused / total : places.refusing / places.count;
}

/**
 * Those with the fewest requests get what comes, so that stations fill in proportion to what they can do, and a backlog elsewhere
 * sends all to the others. A place that refuses has no requests: it takes its turn with idle stations.
 */
function toTheEmptiest(service: ServiceModel, places: RoutePlaces, total: number): void {
  let [weights, idle, stations] = [0, 0, 0];
  for (const group of service.groups) {
    if (!group.isOpen) continue;
    weights += weightOf(group) * group.stations.length;
    idle += group.stations.length / (1 + group.present);
    stations += group.stations.length;
  }
  service.refused = places.refusing === 0 ? 0 : places.refusing / (places.refusing + idle);
  // Where all stand still, they fill side by side.
  const taken = (total * (1 - service.refused)) / (weights > 0 ? weights : stations);
  for (const group of service.groups) if (group.isOpen) group.rate = taken * (weights > 0 ? weightOf(group) : 1);
}

function weightOf({ processor, isMoving, present }: StationGroup): number {
  if (standsStill(processor)) return 0;
  const { cores, speed, quota } = processor;
  const bearable = quota === undefined ? cores * speed : Math.min(cores * speed, quota.workUs / quota.periodUs);
  return isMoving ? bearable / (1 + present / Math.max(1, cores)) : bearable;
}

function sumOf(rates: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < rates.length; place += 1) sum += rates[place]!;
  return sum;
}

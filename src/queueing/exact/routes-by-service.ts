// The routes of all services. Knows where a station that is gone once stood, as its callers do until they are told.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { Service } from "../traffic-model.ts";
import { GONE, Route } from "./routes.ts";
import type { Stations } from "./stations.ts";

export class RoutesByService implements Snapshotable {
  readonly #services: readonly Service[];
  readonly #stations: Stations;
  #routes: Route[];

  constructor(services: readonly Service[], stations: Stations) {
    this.#services = services;
    this.#stations = stations;
    this.#routes = services.map(({ balancing }) => new Route(balancing, []));
  }

  of(service: number): Route {
    return this.#routes[service]!;
  }

  /** Callers of the service choose among these from now on. */
  set(service: number, ids: readonly number[]): void {
    const before = this.#routes[service]!;
    this.#put(service, ids, (id) => before.zoneOf(id));
  }

  /** A station is there now: callers that have been told of it already find it. */
  open(service: number, id: number): void {
    const { ids } = this.#routes[service]!;
    if (ids.includes(id)) this.set(service, ids);
  }

  snapshot(): Snapshot {
    const routes = this.#routes.map(({ ids }) => ids);
    return {
      lengths: Int32Array.from(routes, ({ length }) => length),
      ids: Float64Array.from(routes.flat()),
      zones: Int32Array.from(this.#routes.flatMap((route) => route.ids.map((id) => route.zoneOf(id)))),
    };
  }

  /** After the stations, whose slots it asks for. */
  restore(saved: Snapshot): void {
    const { lengths, ids, zones } = saved as { lengths: Int32Array; ids: Float64Array; zones: Int32Array };
    let begin = 0;
    for (const [service, length] of lengths.entries()) {
      const own = [...ids.subarray(begin, begin + length)];
      const ownZones = zones.subarray(begin, begin + length);
      this.#put(service, own, (id) => ownZones[own.indexOf(id)]!);
      begin += length;
    }
  }

  #put(service: number, ids: readonly number[], formerZone: (id: number) => number): void {
    const stations = this.#stations;
    const routed = ids.map((id) => {
      const slot = stations.slotOf(id);
      return slot === GONE
        ? { id, slot, zone: formerZone(id), present: 0 }
        : { id, slot, zone: stations.zoneOf(slot), present: stations.lists.present(slot) };
    });
    this.#routes[service] = new Route(this.#services[service]!.balancing, routed);
  }
}

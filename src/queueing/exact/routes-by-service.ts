// The routes of all services, made of what the stations say of themselves.

import { invariant } from "../../base/invariant.ts";
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
    const routed = ids.map((id) => this.#stations.routed(id));
    for (const { id, slot } of routed) {
      const isOwn = slot === GONE || this.#stations.serviceOf(slot) === service;
      invariant(isOwn, "callers of a service are told of its own stations", { service, station: id });
    }
    this.#routes[service] = new Route(this.#services[service]!.balancing, routed);
  }

  /** A station is there now: callers that have been told of it already find it. */
  open(service: number, id: number): void {
    const { ids } = this.#routes[service]!;
    if (ids.includes(id)) this.set(service, ids);
  }

  snapshot(): Snapshot {
    const routes = this.#routes.map(({ ids }) => ids);
    return { lengths: Int32Array.from(routes, ({ length }) => length), ids: Float64Array.from(routes.flat()) };
  }

  /** After the stations, which it asks. */
  restore(saved: Snapshot): void {
    const { lengths, ids } = saved as { lengths: Int32Array; ids: Float64Array };
    let begin = 0;
    for (const [service, length] of lengths.entries()) {
      this.set(service, [...ids.subarray(begin, begin + length)]);
      begin += length;
    }
  }
}

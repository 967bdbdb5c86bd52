// Among which stations the callers of a service choose, and which of them they choose. Knows stations by their slots, and of
// each the zone and how many requests are in it; a place whose station is not there stays choosable, and refuses.

import type { Balancing } from "../traffic-model.ts";
import { FewestTree } from "./fewest-tree.ts";

/** The zone of callers that are outside, and of stations that were never there. */
export const NO_ZONE = -1;
/** The service has no station to choose. */
export const NO_STATION = -1;
/** The chosen station is not there. */
export const GONE = -2;

/** A station as routes see it. */
export interface RoutedStation {
  readonly id: number;
  /** GONE: it is not there. */
  readonly slot: number;
  readonly zone: number;
  readonly present: number;
}

export class Route {
  readonly ids: readonly number[];
  readonly #slots: Int32Array;
  readonly #zones: Int32Array;
  readonly #places = new Map<number, number>();
  /** By zone, the places in it. */
  readonly #byZone = new Map<number, number[]>();
  readonly #fewest: FewestTree | undefined;

  constructor(balancing: Balancing, stations: readonly RoutedStation[]) {
    this.ids = stations.map(({ id }) => id);
    this.#slots = Int32Array.from(stations, ({ slot }) => slot);
    this.#zones = Int32Array.from(stations, ({ zone }) => zone);
    for (const [place, { slot }] of stations.entries()) if (slot !== GONE) this.#places.set(slot, place);
    if (balancing === "least-connections") this.#fewest = new FewestTree(stations.map(({ present }) => present));
    if (balancing === "topology-aware") this.#groupByZone();
  }

  /** The slot of a station for a caller of this zone; the number on [0, 1) says which of those that are equal to it. */
  choose(zone: number, unit: number): number {
    const slots = this.#slots;
    if (slots.length === 0) return NO_STATION;
    if (this.#fewest !== undefined) return slots[this.#fewest.choose(unit)]!;
    const own = zone === NO_ZONE ? undefined : this.#byZone.get(zone);
    if (own !== undefined) return slots[own[Math.floor(unit * own.length)]!]!;
    return slots[Math.floor(unit * slots.length)]!;
  }

  /** So many requests are in the station now. */
  note(slot: number, present: number): void {
    if (this.#fewest === undefined) return;
    const place = this.#places.get(slot);
    if (place !== undefined) this.#fewest.set(place, present);
  }

  /** The station is gone; callers choose it as before, and as one with nothing in it. */
  forget(slot: number): void {
    const place = this.#places.get(slot);
    if (place === undefined) return;
    this.note(slot, 0);
    this.#slots[place] = GONE;
    this.#places.delete(slot);
  }

  #groupByZone(): void {
    for (const [place, zone] of this.#zones.entries()) {
      const group = this.#byZone.get(zone);
      if (group === undefined) this.#byZone.set(zone, [place]);
      else group.push(place);
    }
  }
}

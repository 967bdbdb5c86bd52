// The stations that are there, by slot: which service they serve, in which zone, who is in them and what works for them; of those
// that went, the work that they had done. Knows visits by number only.

import { grownTo } from "../../base/grown-column.ts";
import { invariant } from "../../base/invariant.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { Station } from "../traffic-model.ts";
import { FreeSlots } from "./free-slots.ts";
import { Processors } from "./processors.ts";
import { GONE, NO_ZONE, type RoutedStation } from "./routes.ts";
import { StationLists } from "./station-lists.ts";

const OPEN = 0;
const DRAINS = 1;
const CLOSED = 2;

export class Stations implements Snapshotable {
  readonly processors = new Processors();
  readonly lists = new StationLists();
  readonly #slots = new FreeSlots();
  readonly #slotById = new Map<number, number>();
  /** Of those that went. */
  readonly #gone = new Map<number, { readonly doneUs: number; readonly arrived: number; readonly zone: number }>();
  readonly #zoneByName = new Map<string, number>();
  #ids = new Float64Array();
  #services = new Int32Array();
  #zones = new Int32Array();
  #states = new Uint8Array();
  #arrived = new Float64Array();

  /** Returns its slot. */
  open({ id, service, zone, processor }: Station, nowUs: number): number {
    invariant(!this.#slotById.has(id) && !this.#gone.has(id), "a station's number is used once", { id });
    const slot = this.#slots.take();
    if (slot >= this.#ids.length) this.#grow(slot);
    this.#slotById.set(id, slot);
    this.#ids[slot] = id;
    this.#services[slot] = service;
    this.#zones[slot] = this.#zoneOf(zone);
    this.#states[slot] = OPEN;
    this.#arrived[slot] = 0;
    this.lists.open(slot);
    this.processors.open(slot, nowUs, processor);
    return slot;
  }

  /** It is not there from now on, and takes no more; who is in it stays listed until the slot is released. */
  close(slot: number, nowUs: number): void {
    const id = this.#ids[slot]!;
    const doneUs = this.processors.close(slot, nowUs);
    this.#gone.set(id, { doneUs, arrived: this.#arrived[slot]!, zone: this.#zones[slot]! });
    this.#slotById.delete(id);
    this.#states[slot] = CLOSED;
  }

  release(slot: number): void {
    this.#slots.release(slot);
  }

  drain(slot: number): void {
    this.#states[slot] = DRAINS;
  }

  /** Somebody has chosen it, be it served, refused or made to wait. */
  noteArrival(slot: number): void {
    this.#arrived[slot]! += 1;
  }

  takesMore(slot: number): boolean {
    return this.#states[slot] === OPEN;
  }

  isClosed(slot: number): boolean {
    return this.#states[slot] === CLOSED;
  }

  /** GONE where there is none. */
  slotOf(id: number): number {
    return this.#slotById.get(id) ?? GONE;
  }

  /** The slot of a station that must be there. */
  present(id: number): number {
    const slot = this.slotOf(id);
    invariant(slot !== GONE, "a station that is changed is there", { id });
    return slot;
  }

  serviceOf(slot: number): number {
    return this.#services[slot]!;
  }

  zoneOf(slot: number): number {
    return this.#zones[slot]!;
  }

  /** What callers that have been told of a station see of it, be it there or not. */
  routed(id: number): RoutedStation {
    const slot = this.slotOf(id);
    if (slot === GONE) return { id, slot, zone: this.#gone.get(id)?.zone ?? NO_ZONE, present: 0 };
    return { id, slot, zone: this.#zones[slot]!, present: this.lists.present(slot) };
  }

  /** Requests in a station, by its number; 0 where there is none. */
  presentIn(id: number): number {
    const slot = this.slotOf(id);
    return slot === GONE ? 0 : this.lists.present(slot);
  }

  /** Those that have chosen it while it was there. */
  arrivedAt(id: number): number {
    const slot = this.slotOf(id);
    return slot === GONE ? (this.#gone.get(id)?.arrived ?? 0) : this.#arrived[slot]!;
  }

  waitingIn(id: number): number {
    const slot = this.slotOf(id);
    return slot === GONE ? 0 : this.lists.waiting(slot);
  }

  doneUs(id: number, nowUs: number): number {
    const slot = this.#slotById.get(id);
    return slot === undefined ? (this.#gone.get(id)?.doneUs ?? 0) : this.processors.doneUs(slot, nowUs);
  }

  snapshot(): Snapshot {
    const rows = this.#slots.rows;
    return joinSnapshots({
      processors: this.processors.snapshot(),
      lists: this.lists.snapshot(),
      slots: this.#slots.snapshot(),
      columns: {
        ids: this.#ids.slice(0, rows),
        services: this.#services.slice(0, rows),
        zones: this.#zones.slice(0, rows),
        states: this.#states.slice(0, rows),
        arrived: this.#arrived.slice(0, rows),
        there: Int32Array.from(this.#slotById.values()),
        goneIds: Float64Array.from(this.#gone.keys()),
        goneDone: Float64Array.from(this.#gone.values(), ({ doneUs }) => doneUs),
        goneArrived: Float64Array.from(this.#gone.values(), ({ arrived }) => arrived),
        goneZones: Int32Array.from(this.#gone.values(), ({ zone }) => zone),
        zoneNames: packJson([...this.#zoneByName.keys()]),
      },
    });
  }

  restore(saved: Snapshot): void {
    this.processors.restore(partOf(saved, "processors"));
    this.lists.restore(partOf(saved, "lists"));
    this.#slots.restore(partOf(saved, "slots"));
    const columns = partOf(saved, "columns");
    if (this.#slots.rows > this.#ids.length) this.#grow(this.#slots.rows);
    this.#ids.set(columns["ids"]!);
    this.#services.set(columns["services"]!);
    this.#zones.set(columns["zones"]!);
    this.#states.set(columns["states"]!);
    this.#arrived.set(columns["arrived"]!);
    this.#slotById.clear();
    for (const slot of columns["there"]!) this.#slotById.set(this.#ids[slot]!, slot);
    this.#gone.clear();
    for (const [place, id] of columns["goneIds"]!.entries()) {
      const [doneUs, arrived] = [columns["goneDone"]![place]!, columns["goneArrived"]![place]!];
      this.#gone.set(id, { doneUs, arrived, zone: columns["goneZones"]![place]! });
    }
    this.#zoneByName.clear();
    for (const name of unpackJson(columns, "zoneNames") as string[]) this.#zoneOf(name);
  }

  #zoneOf(name: string): number {
    const known = this.#zoneByName.get(name);
    if (known !== undefined) return known;
    this.#zoneByName.set(name, this.#zoneByName.size);
    return this.#zoneByName.size - 1;
  }

  #grow(slot: number): void {
    this.#ids = grownTo(this.#ids, 2 * slot);
    this.#services = grownTo(this.#services, 2 * slot);
    this.#zones = grownTo(this.#zones, 2 * slot);
    this.#states = grownTo(this.#states, 2 * slot);
    this.#arrived = grownTo(this.#arrived, 2 * slot);
  }
}

// The stations of one service one by one: which are there, which take requests, among which callers choose; and how they stand in
// groups of alike ones. A station keeps what it had when it goes from one group to another.

import { invariant } from "../../base/invariant.ts";

import type { Processor, Station } from "../traffic-model.ts";
import type { ArrivalHistory } from "./arrival-history.ts";
import type { RoutePlaces } from "./balancing.ts";
import type { StationGroup } from "./station-group.ts";
import { NO_PLACES } from "./balancing.ts";
import { doneBy, newGroup, standsStill } from "./station-group.ts";

/** Numbers present that differ by less are taken as one: a part of them, and so many requests. */
const ALIKE_PART = 0.02;
const ALIKE_COUNT = 0.02;

export interface StationRecord {
  readonly id: number;
  readonly zone: string;
  processor: Processor;
  isDraining: boolean;
  isClosed: boolean;
  /** Work and arrivals until it came into its group, less what the group had then. */
  workUs: number;
  arrived: number;
}

export class ServiceStations {
  readonly #records = new Map<number, StationRecord>();
  /** Those that are not closed: in a long run most are. */
  readonly #there = new Map<number, StationRecord>();
  #groupOf = new Map<number, StationGroup>();
  #route: readonly number[] = [];
  /** Whether groups must be formed anew. */
  #isStale = false;

  open({ id, zone, processor }: Station): void {
    invariant(!this.#records.has(id), "a station's number is never used again", { id });
    const record = { id, zone, processor, isDraining: false, isClosed: false, workUs: 0, arrived: 0 };
    this.#records.set(id, record);
    this.#there.set(id, record);
    this.#isStale = true;
  }

  /** Gives the number in it if it stands still from now on, and did not before. */
  setProcessor(id: number, processor: Processor): number {
    const record = this.#recordOf(id);
    const stops = standsStill(processor) && !standsStill(record.processor);
    record.processor = processor;
    this.#isStale = true;
    return stops ? (this.#groupOf.get(id)?.present ?? 0) : 0;
  }

  drain(id: number): void {
    this.#recordOf(id).isDraining = true;
    this.#isStale = true;
  }

  /** Gives what was in it. */
  close(id: number): LostRequests {
    const record = this.#recordOf(id);
    const group = this.#groupOf.get(id);
    const wasStill = standsStill(record.processor);
    const lost = { present: group?.present ?? 0, history: group?.history ?? NO_HISTORY, wasStill };
    [record.workUs, record.arrived] = [this.workDoneUs(id, 0, 0), this.arrivedAt(id, 0)];
    record.isClosed = true;
    this.#there.delete(id);
    this.#groupOf.delete(id);
    this.#isStale = true;
    return lost;
  }

  route(stations: readonly number[]): void {
    this.#route = stations;
    this.#isStale = true;
  }

  /** The group's state `us` after the beginning of its span. */
  workDoneUs(id: number, us: number, workOfOneUs: number): number {
    const record = this.#records.get(id);
    if (record === undefined) return 0;
    const group = this.#groupOf.get(id);
    if (group === undefined) return record.workUs;
    return record.workUs + group.workUs + doneBy(group) * workOfOneUs * us;
  }

  arrivedAt(id: number, us: number): number {
    const record = this.#records.get(id);
    const group = this.#groupOf.get(id);
    return (record?.arrived ?? 0) + (group === undefined ? 0 : group.arrived + group.rate * us);
  }

  groupOf(id: number): StationGroup | undefined {
    return this.#groupOf.get(id);
  }

  get isStale(): boolean {
    return this.#isStale;
  }

  /** Groups of stations that are alike and have as much in them. */
  regroup(): readonly StationGroup[] {
    const routed = new Set(this.#route);
    const formed = new Map<string, { group: StationGroup; stations: number[] }[]>();
    const groups: { group: StationGroup; stations: number[] }[] = [];
    for (const record of this.#there.values()) {
      const isOpen = routed.has(record.id) && !record.isDraining;
      const before = this.#groupOf.get(record.id);
      const key = keyOf(record, isOpen);
      const candidates = formed.get(key) ?? [];
      formed.set(key, candidates);
      let joined = candidates.find(({ group }) => isAlike(group, before));
      if (joined === undefined) {
        joined = { group: continued(before, record, isOpen), stations: [] };
        candidates.push(joined);
        groups.push(joined);
      }
      // The mean, so that nobody gets lost.
      const count = joined.stations.length;
      joined.group.present += ((before?.present ?? 0) - joined.group.present) / (count + 1);
      joined.stations.push(record.id);
      record.workUs += before?.workUs ?? 0;
      record.arrived += before?.arrived ?? 0;
    }
    this.#isStale = false;
    return this.adopt(groups.map(({ group, stations }) => ({ ...group, stations })));
  }

  /** Takes groups over as they are. */
  adopt(groups: readonly StationGroup[]): readonly StationGroup[] {
    this.#groupOf = new Map(groups.flatMap((group) => group.stations.map((id) => [id, group] as const)));
    return groups;
  }

  /** What callers choose among. */
  places(): RoutePlaces {
    if (this.#route.length === 0) return NO_PLACES;
    const countByZone = new Map<string, number>();
    const refusingByZone = new Map<string, number>();
    let refusing = 0;
    for (const id of this.#route) {
      const record = this.#records.get(id);
      if (record !== undefined) countByZone.set(record.zone, (countByZone.get(record.zone) ?? 0) + 1);
      if (record !== undefined && !record.isDraining && !record.isClosed) continue;
      refusing += 1;
      if (record !== undefined) refusingByZone.set(record.zone, (refusingByZone.get(record.zone) ?? 0) + 1);
    }
    return { count: this.#route.length, refusing, countByZone, refusingByZone };
  }

  /** Everything but the groups, as plain data. */
  get state(): ServiceStationsState {
    return { records: [...this.#records.values()], route: this.#route, isStale: this.#isStale };
  }

  restore({ records, route, isStale }: ServiceStationsState): void {
    this.#records.clear();
    this.#there.clear();
    for (const saved of records) {
      const record = { ...saved };
      this.#records.set(record.id, record);
      if (!record.isClosed) this.#there.set(record.id, record);
    }
    this.#route = route;
    this.#isStale = isStale;
  }

  #recordOf(id: number): StationRecord {
    const record = this.#records.get(id);
    invariant(record !== undefined && !record.isClosed, "the station is there", { id });
    return record;
  }
}

/** What goes with a station. */
export interface LostRequests {
  readonly present: number;
  readonly history: ArrivalHistory;
  /** Whether the station stood still before. */
  readonly wasStill: boolean;
}

const NO_HISTORY: ArrivalHistory = { older: 0, spans: [] };

export interface ServiceStationsState {
  readonly records: readonly StationRecord[];
  readonly route: readonly number[];
  readonly isStale: boolean;
}

function keyOf({ processor, zone }: StationRecord, isOpen: boolean): string {
  const { speed, cores, quota } = processor;
  return `${isOpen} ${speed} ${cores} ${quota?.workUs ?? ""} ${quota?.periodUs ?? ""} ${zone}`;
}

function isAlike(group: StationGroup, other: StationGroup | undefined): boolean {
  const [here, there] = [group.present, other?.present ?? 0];
  if (group.isMoving !== (other?.isMoving ?? false)) return false;
  return Math.abs(here - there) <= ALIKE_PART * Math.max(here, there) + ALIKE_COUNT;
}

function continued(
  before: StationGroup | undefined,
  { processor, zone }: StationRecord,
  isOpen: boolean,
): StationGroup {
  const group = newGroup([], processor, zone, isOpen);
  if (before === undefined) return group;
  [group.present, group.variance, group.isMoving] = [before.present, before.variance, before.isMoving];
  [group.served, group.history] = [before.served, before.history];
  return group;
}

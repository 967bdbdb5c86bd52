// The zones as the node lifecycle controller knows them: how many nodes count in each and how many of those are ready, the
// state that follows, and the queue of nodes that wait for their NoExecute taint.
// Imitates handleDisruption, setLimiterInZone and addPodEvictorForNewZone of
// pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36. Where the source walks a map in any order, this walks
// zones in the order in which they came.

import type { SimTime } from "../../base/time.ts";

import { evictionRate, zoneState, type ZoneState } from "../../model/zone-disruption.ts";

import type { NodeLifecycleFlags } from "./flags.ts";
import { TaintQueue, type TaintQueueState } from "./taint-queue.ts";

/** What a judgement of all zones leads to. */
export type Disruption =
  /** Zones may have other states, and are all still known. */
  | "ordinary"
  /** A zone without nodes is not known any more. */
  | "forgotten"
  /** No zone has a ready node from now on: nobody is to be driven away. */
  | "entered"
  /** Some zone has ready nodes again: all nodes get a fresh time of grace. */
  | "left";

interface ZoneCount {
  ready: number;
  notReady: number;
}

/** Undefined: the zone's nodes were gone when it was judged last. */
type KnownState = ZoneState | undefined;

/** A zone's state and rate in nodes per second, to be told. */
export interface ZoneReport {
  readonly zone: string;
  readonly state: ZoneState;
  readonly taintsPerSecond: number;
}

export interface ZoneBookState {
  readonly counts: readonly (readonly [string, Readonly<ZoneCount>])[];
  readonly states: readonly (readonly [string, ZoneState | null])[];
  readonly queues: readonly (readonly [string, TaintQueueState])[];
}

export class ZoneBook {
  readonly #flags: NodeLifecycleFlags;
  readonly #counts = new Map<string, ZoneCount>();
  readonly #states = new Map<string, KnownState>();
  readonly #queues = new Map<string, TaintQueue>();

  constructor(flags: NodeLifecycleFlags) {
    this.#flags = flags;
  }

  static restored(flags: NodeLifecycleFlags, { counts, states, queues }: ZoneBookState): ZoneBook {
    const book = new ZoneBook(flags);
    for (const [zone, count] of counts) book.#counts.set(zone, { ...count });
    for (const [zone, state] of states) book.#states.set(zone, state ?? undefined);
    for (const [zone, queue] of queues) book.#queues.set(zone, TaintQueue.restored(queue));
    return book;
  }

  get state(): ZoneBookState {
    return {
      counts: [...this.#counts].map(([zone, count]) => [zone, { ...count }]),
      states: [...this.#states].map(([zone, state]) => [zone, state ?? null]),
      queues: [...this.#queues].map(([zone, queue]) => [zone, queue.state]),
    };
  }

  isKnown(zone: string): boolean {
    return this.#states.has(zone);
  }

  /** Begins a zone with a queue of its own; false if it is known. */
  begin(zone: string): boolean {
    if (this.isKnown(zone)) return false;
    this.#states.set(zone, "Initial");
    this.#queues.set(zone, new TaintQueue(this.#flags.nodeEvictionRate));
    return true;
  }

  /** The zone's queue; undefined: nobody has begun it. */
  queueOf(zone: string): TaintQueue | undefined {
    return this.#queues.get(zone);
  }

  queues(): Iterable<TaintQueue> {
    return this.#queues.values();
  }

  /** Counts a node in, or with -1 out. */
  count(zone: string, isReady: boolean, by: 1 | -1): void {
    const count = this.#counts.get(zone) ?? { ready: 0, notReady: 0 };
    if (isReady) count.ready += by;
    else count.notReady += by;
    if (count.ready + count.notReady === 0) this.#counts.delete(zone);
    else this.#counts.set(zone, count);
  }

  /** Judges all zones by their counts, and sets the rates that follow, `lateNs` after `at`. */
  judge(at: SimTime, lateNs: number): Disruption {
    const judged = new Map([...this.#counts].map(([zone, count]) => [zone, this.#stateOf(count)] as const));
    for (const zone of judged.keys()) if (!this.isKnown(zone)) this.#states.set(zone, "Initial");
    const areAllHit = [...judged.values()].every((state) => state === "FullDisruption");
    const { wereAllHit, hasForgotten } = this.#forgetEmptyZones(judged);
    if (areAllHit && !wereAllHit) return this.#closeAll(at, lateNs);
    if (!areAllHit) this.#setStates(judged, wereAllHit, { at, lateNs });
    if (wereAllHit && !areAllHit) return "left";
    return hasForgotten ? "forgotten" : "ordinary";
  }

  /** What is to be told of the zones that have nodes. */
  *reports(): Generator<ZoneReport> {
    for (const [zone, state] of this.#states) {
      if (state === undefined || state === "Initial" || !this.#counts.has(zone)) continue;
      yield { zone, state, taintsPerSecond: this.#queues.get(zone)?.rate ?? 0 };
    }
  }

  #stateOf({ ready, notReady }: ZoneCount): ZoneState {
    return zoneState(ready, notReady, this.#flags.unhealthyZoneThreshold);
  }

  /** Goes through the zones until one was not hit as a whole; those without nodes that it comes by are forgotten. */
  #forgetEmptyZones(judged: ReadonlyMap<string, ZoneState>): { wereAllHit: boolean; hasForgotten: boolean } {
    let hasForgotten = false;
    for (const [zone, state] of this.#states) {
      if (!judged.has(zone)) {
        this.#states.delete(zone);
        hasForgotten = true;
      } else if (state !== "FullDisruption") return { wereAllHit: false, hasForgotten };
    }
    return { wereAllHit: true, hasForgotten };
  }

  #closeAll(at: SimTime, lateNs: number): Disruption {
    for (const zone of this.#states.keys()) {
      this.#queues.get(zone)?.setRate(0, at, lateNs);
      this.#states.set(zone, "FullDisruption");
    }
    return "entered";
  }

  #setStates(
    judged: ReadonlyMap<string, ZoneState>,
    isAnew: boolean,
    { at, lateNs }: { readonly at: SimTime; readonly lateNs: number },
  ): void {
    for (const [zone, before] of this.#states) {
      const state = judged.get(zone);
      if (!isAnew && state === before) continue;
      const count = this.#counts.get(zone);
      const rate = evictionRate(state, count === undefined ? 0 : count.ready + count.notReady, this.#flags);
      if (rate !== undefined) this.#queues.get(zone)?.setRate(rate, at, lateNs);
      this.#states.set(zone, state);
    }
  }
}

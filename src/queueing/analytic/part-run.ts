// A part of a network over time, in spans in which every rate stays what it is. What is slow to settle (a backlog that grows or is
// worked off) goes its own way, in spans short enough for the change in them to be small; what settles quickly does so within one.
// Spans begin at changes and at their own ends only: when somebody looks plays no part.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { RoutePlaces } from "./balancing.ts";
import type { NetworkSolution } from "./network-solution.ts";
import type { ServiceModel } from "./service-model.ts";
import type { StationGroup } from "./station-group.ts";
import { ageOf, withSpan } from "./arrival-history.ts";
import { doneBy, EMPTY_STATE, newGroup } from "./station-group.ts";
import { FULL, LEAST_RATE, stationAt, withoutQueueLimit } from "./station.ts";

/** What settles within so much time is taken to do so evenly. */
const QUICK_US = 2_000_000;
/** Differences of the number present that count as settled: a part of it, and so many requests. */
const SETTLED_PART = 0.02;
const SETTLED_COUNT = 0.02;
/** By which part a moving number changes in one span. */
const STEP_PART = 0.25;
const LEAST_SPAN_US = 1000;
const MOST_SPAN_US = 60_000_000;
/** Below this a number is nothing. */
const NOTHING = 1e-9;
const MOST_PASSES = 6;
/** Beyond it a rate has changed so much that its history says little. */
const MOST_LATENESS = 5;

export type Phase = "unsolved" | "moving" | "settling" | "steady";

export class PartRun implements Snapshotable {
  readonly solution: NetworkSolution;
  /** Requests per µs of all sources, of which only those of the part count. */
  readonly #rates: Float64Array;
  readonly #places: readonly RoutePlaces[];
  #phase: Phase = "unsolved";
  #fromUs = 0;
  #untilUs = Infinity;
  #groups: readonly StationGroup[] = [];
  /** Written over at each span: only who takes a snapshot looks into it. */
  readonly #begun: Beginning;

  constructor(solution: NetworkSolution, rates: Float64Array, places: readonly RoutePlaces[]) {
    this.solution = solution;
    this.#rates = rates;
    this.#places = places;
    const { attempts, bounced, reached, services } = solution;
    const mixes = new Float64Array(services.reduce((count, { mix }) => count + mix.length, 0));
    const numbers = new Float64Array(0);
    this.#begun = { numbers, attempts: attempts.slice(), bounced: bounced.slice(), reached: reached.slice(), mixes };
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Whether something changed at this moment that is not worked out yet. */
  get isUnsolved(): boolean {
    return this.#phase === "unsolved";
  }

  get fromUs(): number {
    return this.#fromUs;
  }

  /** When the span ends by itself. */
  get untilUs(): number {
    return this.#untilUs;
  }

  /** To be called when stations stand in other groups than before. */
  regrouped(): void {
    this.#groups = this.solution.services.flatMap(({ groups }) => groups);
  }

  /** Ends the span, because something changes at `us`, which lies in it. */
  interrupt(us: number): void {
    if (this.#phase === "unsolved") return;
    this.#pass(us - this.#fromUs);
    this.#fromUs = us;
    this.#untilUs = Infinity;
    this.#phase = "unsolved";
  }

  /** Works the rates out from what there is now, if that is not done. */
  begin(us: number): void {
    if (this.#phase !== "unsolved") return;
    this.#fromUs = us;
    this.#plan();
  }

  /** Goes over to the next span at the end of this one. */
  goOn(): void {
    const endUs = this.#untilUs;
    this.#pass(endUs - this.#fromUs);
    this.#fromUs = endUs;
    if (this.#phase === "settling") {
      for (const group of this.#groups) group.slope = 0;
      this.#phase = "steady";
      this.#untilUs = Infinity;
    } else this.#plan();
  }

  #pass(us: number): void {
    for (const { groups, workUs, bouncedPart } of this.solution.services) {
      for (const group of groups) {
        group.workUs += doneBy(group) * workUs * us;
        group.arrived += group.rate * us * (1 + bouncedPart);
        group.present = Math.max(0, group.present + group.slope * us);
        if (group.isMoving) {
          const kept = Math.exp((-2 * us) / group.varianceUs);
          group.variance = group.variancesEnd + (group.variance - group.variancesEnd) * kept;
          group.history = withSpan(group.history, us, group.rate, group.present);
        } else {
          group.variance = settledVariance(group);
          group.history = { older: group.rate * (1 - group.state.lost), spans: [] };
        }
      }
    }
  }

  #plan(): void {
    const groups = this.#groups;
    this.#noteBeginning();
    this.#solve();
    const moving = groups.filter(({ isMoving }) => isMoving);
    if (moving.length > 0) this.#move(groups, moving);
    else {
      this.solution.conclude();
      this.#settle(groups);
    }
  }

  #noteBeginning(): void {
    const groups = this.#groups;
    const { attempts, bounced, reached } = this.solution;
    const begun = this.#begun;
    if (begun.numbers.length !== groups.length * NUMBERS) begun.numbers = new Float64Array(groups.length * NUMBERS);
    packNumbers(groups, begun.numbers);
    begun.attempts.set(attempts);
    begun.bounced.set(bounced);
    begun.reached.set(reached);
    this.#packMixes(begun.mixes);
  }

  #solve(): void {
    this.solution.begin();
    for (const group of this.#groups) {
      [group.slope, group.state] = [0, EMPTY_STATE];
      group.lateness = latenessOf(group, 0);
    }
    const switched = new Set<StationGroup>();
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      this.solution.solve(this.#rates, this.#places);
      if (!this.#classify(switched)) return;
    }
  }

  /** Decides which groups go their own way; whether any changed. */
  #classify(switched: Set<StationGroup>): boolean {
    let changes = false;
    for (const service of this.solution.services) {
      for (const group of service.groups) {
        if (service.isDead(group)) {
          group.target = group.rate > 0 ? Math.max(group.present, service.room) : group.present;
          continue;
        }
        if (group.isMoving) {
          if (Number.isNaN(group.variance)) group.variance = group.variancesEnd;
          group.target =
            service.definition.queueLimit < Infinity || group.rate < FULL * group.capacity
              ? stationAt(service.stationOf(group), group.rate).present
              : Infinity;
        } else group.target = group.state.present;
        const goesOwnWay = isSlow(group) && !isHeldDown(service, group);
        if (switched.has(group) || group.isMoving === goesOwnWay) continue;
        group.isMoving = !group.isMoving;
        switched.add(group);
        changes = true;
      }
    }
    return changes;
  }

  /** Nothing is slow: all numbers become what they will be, and stay so. */
  #settle(groups: readonly StationGroup[]): void {
    let us = 0;
    for (const group of groups) us = Math.max(us, quickUs(group));
    us = Math.ceil(us);
    this.#phase = us > 0 ? "settling" : "steady";
    this.#untilUs = us > 0 ? this.#fromUs + us : Infinity;
    for (const group of groups) group.slope = us > 0 ? (group.target - group.present) / us : 0;
  }

  /** A span of those that move: as long as the first of them needs for a step, with the rates of its middle. */
  #move(groups: readonly StationGroup[], moving: readonly StationGroup[]): void {
    let us = MOST_SPAN_US;
    for (const group of groups) {
      if (group.isMoving) us = Math.min(us, stepUs(group));
      else if (!isNear(group)) us = Math.min(us, quickUs(group));
    }
    us = Math.ceil(Math.max(us, LEAST_SPAN_US));
    const begun = groups.map(({ present }) => present);
    for (const group of moving) {
      group.present = within(group, group.present + ((group.rate - group.served) * us) / 2);
      group.lateness = latenessOf(group, us / 2);
    }
    this.solution.solve(this.#rates, this.#places);
    this.solution.conclude();
    for (const [place, group] of groups.entries()) {
      const present = begun[place]!;
      group.present = present;
      const end = group.isMoving ? present + (group.rate - group.served) * us : group.state.present;
      group.slope = boundedSlope(group, (within(group, end) - present) / us);
      if (group.isMoving) group.served = group.rate - group.slope;
    }
    this.#phase = "moving";
    this.#untilUs = this.#fromUs + us;
  }

  snapshot(): Snapshot {
    const { services } = this.solution;
    const groups = this.#groups;
    // What is not worked out yet begins with what there is now.
    const isUnsolved = this.#phase === "unsolved";
    if (isUnsolved) this.#noteBeginning();
    const { numbers, attempts, bounced, reached, mixes } = this.#begun;
    return {
      times: Float64Array.of(this.#fromUs, this.#untilUs),
      plain: packJson({ phase: this.#phase, services: services.map((service) => service.groups.map(labelsOf)) }),
      begun: isUnsolved ? new Float64Array(0) : numbers.slice(),
      numbers: packNumbers(groups, new Float64Array(groups.length * NUMBERS)),
      attempts: attempts.slice(),
      bounced: bounced.slice(),
      reached: reached.slice(),
      mixes: mixes.slice(),
    };
  }

  /** Goes the way from the beginning of the span once more, and from there to where it was. */
  restore(saved: Snapshot): void {
    const { times, attempts, bounced, reached, mixes, begun, numbers } = saved as Record<string, Float64Array>;
    const { phase, services } = unpackJson(saved, "plain") as SavedLabels;
    for (const [place, service] of this.solution.services.entries())
      service.groups = services[place]!.map(({ stations, processor, zone, isOpen, history }) => ({
        ...newGroup(stations, processor, zone, isOpen),
        history,
      }));
    this.regrouped();
    this.solution.attempts.set(attempts!);
    this.solution.bounced.set(bounced!);
    this.solution.reached.set(reached!);
    let next = 0;
    for (const { mix } of this.solution.services) for (const place of mix.keys()) mix[place] = mixes![next++]!;
    this.#fromUs = times![0]!;
    if (phase !== "unsolved") {
      this.#setNumbers(begun!);
      this.#plan();
    }
    this.#setNumbers(numbers!);
    [this.#phase, this.#fromUs, this.#untilUs] = [phase, times![0]!, times![1]!];
  }

  #setNumbers(numbers: Float64Array): void {
    for (const [place, group] of this.#groups.entries()) {
      const [present, variance, isMoving, served, slope, workUs, arrived] = numbers.subarray(place * NUMBERS);
      [group.present, group.variance, group.isMoving] = [present!, variance!, isMoving === 1];
      [group.served, group.slope, group.workUs, group.arrived] = [served!, slope!, workUs!, arrived!];
    }
  }

  #packMixes(mixes: Float64Array): void {
    let next = 0;
    for (const { mix } of this.solution.services) {
      for (let place = 0; place < mix.length; place += 1) mixes[next + place] = mix[place]!;
      next += mix.length;
    }
  }
}

/** What the span that goes on was worked out from. */
interface Beginning {
  numbers: Float64Array;
  readonly attempts: Float64Array;
  readonly bounced: Float64Array;
  readonly reached: Float64Array;
  readonly mixes: Float64Array;
}

type Labels = Pick<StationGroup, "stations" | "processor" | "zone" | "isOpen" | "history">;

interface SavedLabels {
  readonly phase: Phase;
  readonly services: readonly (readonly Labels[])[];
}

const NUMBERS = 7;

/** Into `numbers`, which has room for all of them. */
function packNumbers(groups: readonly StationGroup[], numbers: Float64Array): Float64Array {
  let next = 0;
  for (const { present, variance, isMoving, served, slope, workUs, arrived } of groups) {
    numbers[next] = present;
    numbers[next + 1] = variance;
    numbers[next + 2] = isMoving ? 1 : 0;
    numbers[next + 3] = served;
    numbers[next + 4] = slope;
    numbers[next + 5] = workUs;
    numbers[next + 6] = arrived;
    next += NUMBERS;
  }
  return numbers;
}

function labelsOf({ stations, processor, zone, isOpen, history }: StationGroup): Labels {
  return { stations, processor, zone, isOpen, history };
}

/** What a limited queue leaves of it; NaN: what it is without a limit. */
function settledVariance({ state }: StationGroup): number {
  return state.waitVariability * state.waiting * state.waiting;
}

/** `us` of its rate are not yet in the group's history. */
function latenessOf({ isMoving, present, served, rate, history }: StationGroup, us: number): number {
  if (!isMoving || !(present > 0)) return 1;
  const age = ageOf(present, us, rate, history);
  return Math.min(MOST_LATENESS, Math.max(1 / MOST_LATENESS, (age * served) / present));
}

/** Whether a number is far from what it becomes, measured by the time that it takes. */
function isSlow(group: StationGroup): boolean {
  return !isNear(group) && quickUs(group) > QUICK_US;
}

/**
 * Whether a number that becomes smaller does so only because requests are turned away: if all were let in it would grow. What is done
 * tells nothing of how fast that goes, and as those at the limit decide it soon does.
 */
function isHeldDown(service: ServiceModel, group: StationGroup): boolean {
  const { present, target, rate, capacity } = group;
  if (service.definition.queueLimit === Infinity || present <= target) return false;
  return rate >= FULL * capacity || stationAt(withoutQueueLimit(service.stationOf(group)), rate).present > present;
}

function isNear({ present, target }: StationGroup): boolean {
  return Math.abs(target - present) <= SETTLED_PART * target + SETTLED_COUNT;
}

/** Time in which a number settles. */
function quickUs({ target, present, rate, capacity, state }: StationGroup): number {
  const gap = target - present;
  if (Math.abs(gap) <= NOTHING) return 0;
  if (gap === Infinity) return Infinity;
  const taken = Math.max(LEAST_RATE, rate * (1 - state.lost));
  if (gap < 0) return Math.max(target / taken, -gap / spare(capacity, taken));
  return Math.max((2 * gap) / taken, target / taken / Math.max(1e-6, 1 - taken / capacity));
}

function spare(capacity: number, taken: number): number {
  return Math.max(capacity - taken, capacity * 1e-6);
}

function stepUs({ present, target, rate, served, capacity, processor }: StationGroup): number {
  const room = Math.abs(target - present);
  // What only fills does so evenly.
  if (capacity === 0) return room / rate;
  const step = Math.min(
    STEP_PART * (present + Math.max(1, processor.cores)),
    Math.max(room / 2, SETTLED_PART * target + SETTLED_COUNT),
  );
  return step / Math.max(Math.abs(rate - served), 1e-15);
}

/** Not beyond where it moves to. */
function within({ present, target }: StationGroup, next: number): number {
  if (present <= target) return Math.min(next, target);
  return Math.max(next, target, 0);
}

/** Nothing is done that is not there, and a quick one does not do the impossible either. */
function boundedSlope(group: StationGroup, slope: number): number {
  if (group.isMoving) return slope;
  const taken = group.rate * (1 - group.state.lost);
  return Math.max(-spare(group.capacity, taken), Math.min(slope, taken / 2));
}

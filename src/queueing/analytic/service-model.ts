// One service in the course of being worked out: its stations in groups, what comes to it, and what comes of that. Rates of requests
// are per µs.

import { power } from "../../base/random/special-functions.ts";

import type { Quota, RequestClass, Service } from "../traffic-model.ts";
import type { DiscreteLaw, LawBuilder } from "./discrete-law.ts";
import type { FullQueues } from "./met-queues.ts";
import type { LoneNeeds } from "./lone-needs.ts";
import type { CallsOutcome, Outcome } from "./outcome.ts";
import { EMPTY_STATE, LEAST_SPEED, standsStill, type StationGroup } from "./station-group.ts";
import { aloneUs, type StationSetting } from "./station-state.ts";
import type { Station } from "./station.ts";
import type { Standstill, Throttle } from "./throttle.ts";

import { fullnessLeft } from "../theory/full-again.ts";
import { crowdAt } from "./arrival-variability.ts";
import { massOf, NEVER, varianceOf } from "./discrete-law.ts";
import { GroupMemory } from "./group-memory.ts";
import { doneRate, lasting, late, moving, takenRate, withWait } from "./group-work.ts";
import { slicedLaw, type SlicedLaw } from "./law-nodes.ts";
import { loneNeeds, mixedNeeds } from "./lone-needs.ts";
import { NO_CALLS, NO_STATION, NOTHING_FAILED, QUEUE_FULL, REFUSED, withCalls } from "./outcome.ts";
import { amongOthers, ownCrowdAt, ownWaitUs, type FirstOfCrowd, type OwnCrowd } from "./own-crowd.ts";
import { stationLatency } from "./station-latency.ts";
import { throttledLatency } from "./throttled-latency.ts";
import { FULL, stationOf } from "./station.ts";

export interface ClassModel {
  readonly definition: RequestClass;
  readonly needs: SlicedLaw;
}

/** Means over the classes of a service, as they come. */
interface Mix {
  readonly workUs: number;
  readonly squaredWorkUs: number;
  readonly heldUs: number;
  readonly variability: number;
  /** Mean times mean cube by squared mean square of the needs: 1 for constant ones, 1.5 for exponential ones. */
  readonly skew: number;
}

const MICRO = 1e-6;
/** Below such a chance at the end of a period standing still is not looked at. */
const SELDOM = 1e-4;
/** More cores than that are as good as any number. */
const MOST_CORES = 10_000;

const NO_OUTCOME: Outcome = { law: NEVER, failed: NOTHING_FAILED, failedUs: 0, never: 0 };

export class ServiceModel {
  readonly index: number;
  readonly definition: Service;
  readonly classes: readonly ClassModel[];
  groups: readonly StationGroup[] = [];
  /** Attempts that come, by class; and the mix of the last ones that came. */
  readonly demand: Float64Array;
  readonly mix: Float64Array;
  /** The same by zone of the caller, where that counts; callers without a zone under "". */
  readonly demandByZone = new Map<string, Float64Array>();
  /** Further attempts, which bounce off queues that were full before, by class. */
  readonly bounced: Float64Array;
  /** Part of attempts that chooses a station that is not there or takes no more; and that finds none. */
  refused = 0;
  homeless = 0;
  variabilityOfArrivals = 1;
  /** Stations that callers choose among. */
  places = 1;
  calls: CallsOutcome[];
  readonly outcomes: Outcome[];
  /** Of each class, where its requests come in crowds: what comes of those who are the first of theirs. */
  readonly crowds: (FirstOfCrowd | undefined)[];
  /** Own times of those that are done, without calls, by class. */
  readonly doneLaws: DiscreteLaw[];
  /** What was asked for when this round's demand was known already. */
  #asked: [requestClass: number, zone: string, rate: number, crowd: number][] = [];
  /** Attempts by how many others of their own request each comes with: their sum, and the mean of the last ones that came. */
  #crowd = 0;
  #met = 0;
  #ownCrowd: OwnCrowd | undefined;
  #station = new Map<string, Station>();
  /** Of each class, by the work that a quota allows in a period. */
  readonly #loneNeeds = new Map<number, readonly LoneNeeds[]>();
  readonly #memory = new GroupMemory();
  #totals: Mix = { workUs: 0, squaredWorkUs: 0, heldUs: 0, variability: 0, skew: 1 };

  constructor(index: number, definition: Service) {
    this.index = index;
    this.definition = definition;
    this.classes = definition.classes.map((one) => ({ definition: one, needs: slicedLaw(one.serviceTime) }));
    this.demand = new Float64Array(this.classes.length);
    this.bounced = new Float64Array(this.classes.length);
    this.mix = new Float64Array(this.classes.length).fill(1 / this.classes.length);
    this.calls = this.classes.map(() => NO_CALLS);
    this.outcomes = this.classes.map(() => NO_OUTCOME);
    this.crowds = this.classes.map(() => undefined);
    this.doneLaws = this.classes.map(() => NEVER);
  }

  /** `crowd`: `rate` times the number of calls of the same request that each comes with. */
  ask(requestClass: number, zone: string, rate: number, crowd: number): void {
    this.demand[requestClass]! += rate;
    this.#crowd += crowd;
    if (this.definition.balancing !== "topology-aware") return;
    let ofZone = this.demandByZone.get(zone);
    if (ofZone === undefined) this.demandByZone.set(zone, (ofZone = new Float64Array(this.demand.length)));
    ofZone[requestClass]! += rate;
  }

  askLater(...asked: [requestClass: number, zone: string, rate: number, crowd: number]): void {
    this.#asked.push(asked);
  }

  /** A round begins with what was asked for too late for the last one. */
  clearDemand(): void {
    this.demand.fill(0);
    this.#crowd = 0;
    this.bounced.fill(0);
    this.demandByZone.clear();
    if (this.#asked.length === 0) return;
    for (const asked of this.#asked) this.ask(...asked);
    this.#asked = [];
  }

  /** As if nobody had asked for anything yet. */
  forget(): void {
    this.#asked = [];
    for (const place of this.classes.keys()) [this.calls[place], this.outcomes[place]] = [NO_CALLS, NO_OUTCOME];
  }

  /** The mix of what comes, to be called once the demand is known. */
  weigh(): void {
    let sum = 0;
    for (const rate of this.demand) sum += rate;
    if (sum > 0) for (let place = 0; place < this.mix.length; place += 1) this.mix[place] = this.demand[place]! / sum;
    if (sum > 0) this.#met = this.#crowd / sum;
  }

  /** The states of all groups at their rates or numbers. */
  evaluateStates(): void {
    this.#totals = this.#mixed();
    for (const group of this.groups) this.#evaluateGroup(group);
    this.#ownCrowd = this.#crowdAtHand();
    if (this.#ownCrowd === undefined) return;
    const waitUs = ownWaitUs(this.#ownCrowd);
    for (const group of this.groups) if (!group.isMoving) group.state = withWait(group, waitUs);
  }

  /** What comes of requests in these states; calls in the buckets of `coarse`. */
  evaluateOutcomes(builder: LawBuilder, coarse: LawBuilder): void {
    for (let place = 0; place < this.classes.length; place += 1) this.#evaluateClass(place, builder, coarse);
  }

  /** The station that a group's members are, with all that it depends on. */
  stationOf(group: StationGroup): Station {
    const { workUs, squaredWorkUs, heldUs, variability } = this.#totals;
    const { quota } = group.processor;
    const cores = Math.min(MOST_CORES, Math.max(LEAST_SPEED, group.processor.cores));
    const speed = Math.max(LEAST_SPEED, group.processor.speed);
    const crew = this.crew;
    const key = `${cores} ${speed} ${quota?.workUs ?? 0} ${quota?.periodUs ?? 0} ${crew}`;
    const last = this.#station.get(key);
    const variabilityOfArrivals = this.variabilityOfArrivals + crowdAt(this.#met, this.places, crew);
    if (
      last?.setting.workUs === workUs &&
      last.setting.heldUs === heldUs &&
      last.setting.variability === variability &&
      last.setting.variabilityOfArrivals === variabilityOfArrivals
    )
      return last;
    const { concurrency: places, queueLimit } = this.definition;
    const setting = { workUs, heldUs, cores, speed, places, queueLimit, variabilityOfArrivals, variability };
    const limits = quota !== undefined && quota.workUs < Math.min(cores, places) * speed * quota.periodUs && workUs > 0;
    const throttle = limits ? throttleOf(setting, quota, squaredWorkUs, crew, this.#lone(quota, speed)) : undefined;
    const station = stationOf(setting, throttle, crew);
    this.#station.set(key, station);
    return station;
  }

  /** Open stations that share what comes by looking at how full they are. */
  get crew(): number {
    if (this.definition.balancing !== "least-connections") return 1;
    let count = 0;
    for (const { isOpen, stations } of this.groups) if (isOpen) count += stations.length;
    return Math.max(1, count);
  }

  get workUs(): number {
    return this.#totals.workUs;
  }

  /** Attempts that bounce for each one that does not. */
  get bouncedPart(): number {
    let [bounced, asked] = [0, 0];
    for (let place = 0; place < this.demand.length; place += 1) {
      bounced += this.bounced[place]!;
      asked += this.demand[place]!;
    }
    return bounced > 0 && asked > 0 ? bounced / asked : 0;
  }

  /** How full queues stay full, judged by the group that turns most away; undefined: none does. */
  get fullQueues(): FullQueues | undefined {
    const turnsAway = ({ stations, rate, state }: StationGroup): number => stations.length * rate * state.lost;
    const worst = this.groups.reduce<StationGroup | undefined>(
      (most, group) => (turnsAway(group) > (most === undefined ? 0 : turnsAway(most)) ? group : most),
      undefined,
    );
    if (worst === undefined) return undefined;
    const { crew } = this;
    const full = { ends: worst.capacity * crew, comes: worst.rate * crew, room: this.room * crew };
    const open = this.groups.reduce((sum, { isOpen, stations }) => sum + (isOpen ? stations.length : 0), 0);
    // Where the emptiest is chosen, all are full.
    return { stations: crew > 1 ? 1 : Math.max(1, open), left: (us) => fullnessLeft(full, us) };
  }

  #mixed(): Mix {
    let [workUs, squaredWorkUs, heldUs] = [0, 0, 0];
    let [first, second] = [0, 0];
    let [ownFirst, ownSecond, ownThird] = [0, 0, 0];
    for (let place = 0; place < this.classes.length; place += 1) {
      const { definition, needs } = this.classes[place]!;
      const weight = this.mix[place]!;
      const { meanUs, secondUs } = this.calls[place]!;
      workUs += weight * needs.mean * definition.cpuShare;
      squaredWorkUs += weight * needs.second * definition.cpuShare * definition.cpuShare;
      heldUs += weight * (needs.mean * (1 - definition.cpuShare) + meanUs);
      first += weight * (needs.mean + meanUs);
      second += weight * (needs.second + 2 * needs.mean * meanUs + secondUs);
      ownFirst += weight * needs.mean;
      ownSecond += weight * needs.second;
      ownThird += weight * needs.third;
    }
    const variability = first > 0 ? Math.max(0, second / (first * first) - 1) : 0;
    const skew = ownSecond > 0 ? (ownFirst * ownThird) / (ownSecond * ownSecond) : 1;
    return { workUs, squaredWorkUs, heldUs, variability, skew };
  }

  #lone(quota: Quota, speed: number): LoneNeeds {
    let ofClasses = this.#loneNeeds.get(quota.workUs);
    if (ofClasses === undefined) {
      ofClasses = this.classes.map(({ definition, needs }) => loneNeeds(definition, needs, quota));
      this.#loneNeeds.set(quota.workUs, ofClasses);
    }
    return mixedNeeds(ofClasses, this.mix, quota, speed);
  }

  /** Whether what comes to a station of the group stays there. */
  isDead({ processor }: StationGroup): boolean {
    return this.#totals.workUs > 0 && standsStill(processor);
  }

  /** Requests that fit into a station. */
  get room(): number {
    return this.definition.concurrency + this.definition.queueLimit;
  }

  /** Nothing is done, and all that comes stays until there is no room. */
  #fill(group: StationGroup): void {
    this.#memory.forget(group);
    const { present } = group;
    const isFull = present >= this.room;
    group.isMoving = group.rate > 0 && !isFull;
    [group.capacity, group.served, group.variancesEnd, group.varianceUs] = [0, 0, 0, 1];
    const waiting = Math.max(0, present - this.definition.concurrency);
    group.state = { ...EMPTY_STATE, lost: isFull ? 1 : 0, present, waiting };
  }

  #evaluateGroup(group: StationGroup): void {
    if (this.isDead(group)) return this.#fill(group);
    const station = this.stationOf(group);
    group.capacity = station.capacity;
    const isBorne = this.definition.queueLimit < Infinity || group.rate <= FULL * station.capacity;
    if (!isBorne) group.isMoving = true;
    this.#memory.workOut(group, station, () => (group.isMoving ? moving(group, station) : lasting(group, station)));
  }

  #evaluateClass(place: number, builder: LawBuilder, coarse: LawBuilder): void {
    const failed = new Float64Array(NOTHING_FAILED.length);
    failed[NO_STATION] = this.homeless;
    failed[REFUSED] = this.refused;
    let coming = 0;
    let done = 0;
    let lost = 0;
    for (const group of this.groups) {
      const { stations, rate, state } = group;
      coming += stations.length * rate;
      done += stations.length * doneRate(group);
      lost += stations.length * rate * state.lost;
    }
    if (coming > 0) failed[QUEUE_FULL] = (lost / coming) * (1 - this.refused - this.homeless);
    const laws = this.groups.map((group) => this.#memory.law(group, place, () => this.#ownLaw(place, group, builder)));
    const first = this.#blend(laws, coming, takenRate, builder);
    const crowd = this.#ownCrowd;
    const withWaits = (law: DiscreteLaw): DiscreteLaw => (crowd === undefined ? law : amongOthers(law, crowd, builder));
    const own = withWaits(first);
    // Most often as much is done as is taken.
    const isSteady = this.groups.every((group) => doneRate(group) === takenRate(group));
    this.doneLaws[place] =
      this.groups.length === 1 || isSteady ? own : withWaits(this.#blend(laws, done, doneRate, builder));
    const calls = this.calls[place]!;
    this.outcomes[place] = withCalls(own, calls, failed, coarse);
    this.crowds[place] = undefined;
    if (crowd === undefined) return;
    const { law } = withCalls(first, calls, failed, coarse);
    const waits = Math.max(0, varianceOf(first) - this.#needsVariance(place));
    this.crowds[place] = { crowd, law, ownPart: waits > 0 ? Math.max(0, 1 - waits / varianceOf(law)) : 1 };
  }

  /** Of the times of a class on the stations at hand, as if nobody had to wait. */
  #needsVariance(place: number): number {
    const { definition, needs } = this.classes[place]!;
    const { cores, speed } = this.groups[0]!.processor;
    const factor = (definition.cpuShare * Math.max(1, 1 / cores)) / speed + 1 - definition.cpuShare;
    return (needs.second - needs.mean * needs.mean) * factor * factor;
  }

  #crowdAtHand(): OwnCrowd | undefined {
    const { concurrency } = this.definition;
    const isShared = concurrency === Infinity;
    const serversOf = (group: StationGroup): number =>
      isShared ? group.processor.cores : Math.max(1, group.capacity * aloneUs(this.stationOf(group).setting));
    return ownCrowdAt(this.#met, this.places, this.crew, this.groups, isShared, serversOf);
  }

  #blend(
    laws: readonly DiscreteLaw[],
    total: number,
    weightOf: (group: StationGroup) => number,
    builder: LawBuilder,
  ): DiscreteLaw {
    if (laws.length === 0) return NEVER;
    if (laws.length === 1) return laws[0]!;
    let sum = 0;
    for (const group of this.groups) sum += Math.max(0, weightOf(group)) * group.stations.length;
    if (!(total > 0 && sum > 0)) return laws.find(({ values }) => values.length > 0) ?? NEVER;
    for (const [place, group] of this.groups.entries())
      builder.addAll(laws[place]!, (Math.max(0, weightOf(group)) * group.stations.length) / sum);
    return builder.build();
  }

  #ownLaw(place: number, group: StationGroup, builder: LawBuilder): DiscreteLaw {
    if (this.isDead(group)) return NEVER;
    const { definition, needs } = this.classes[place]!;
    const { workUs, squaredWorkUs, skew } = this.#totals;
    const { processor, capacity } = group;
    const state = late(group.state, group);
    const load = Math.min(1 - MICRO, group.served / capacity);
    const spread = group.isMoving && group.variancesEnd > 0 ? Math.min(1, group.variance / group.variancesEnd) : 1;
    const factor = Number.isNaN(spread) ? 1 : Math.max(1e-4, spread);
    // Of those who wait, in the long run: Pollaczek's and Khinchine's second moment.
    const waitSquares = 2 * load + (4 / 3) * (1 - load) * skew;
    const bare = this.crew > 1 ? power(Math.max(MICRO, load), this.crew) : load;
    const waitVariability = Number.isNaN(state.waitVariability) ? waitSquares - 1 : state.waitVariability;
    const waitShape = 1 / Math.max(0.001, waitVariability * factor);
    const memoryUs = workUs > 0 ? squaredWorkUs / (2 * workUs) / (1 - bare) / processor.speed : 1;
    const crowding = { waitShape, spread: factor, memoryUs };
    const { cpuShare } = definition;
    const { standstill } = state;
    if (standstill !== undefined && mayStop(standstill) && cpuShare > 0)
      return throttledLatency(needs, cpuShare, processor.speed, state, standstill, crowding, builder);
    return stationLatency(needs, cpuShare, processor.speed, state, crowding, builder);
  }

  /** Chance that an attempt gets through, calls included, by class. */
  massOf(place: number): number {
    return massOf(this.outcomes[place]!.law);
  }
}

/** Whether requests are stopped often enough to look at it, by others or by themselves. */
function mayStop({ chanceAtEnd, throttle }: Standstill): boolean {
  return chanceAtEnd > SELDOM || throttle.lone.endsLeft > 0;
}

/** The quota as the station's requests feel it: those who keep a place without needing a core are not at it. */
function throttleOf(
  { workUs, heldUs, cores, speed, places, variabilityOfArrivals }: StationSetting,
  quota: Quota,
  squaredWorkUs: number,
  crew: number,
  lone: LoneNeeds,
): Throttle {
  const quotaUs = quota.workUs / speed;
  const ownUs = workUs / speed;
  const atCores = Math.max(1, places - (quotaUs / quota.periodUs / ownUs) * heldUs);
  return {
    quotaUs,
    periodUs: quota.periodUs,
    cores: Math.min(cores, atCores),
    places: atCores,
    workUs: ownUs,
    variability: squaredWorkUs / (workUs * workUs) - 1,
    variabilityOfArrivals,
    crew,
    lone,
  };
}

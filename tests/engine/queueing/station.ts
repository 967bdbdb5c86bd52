// A service station in front of c servers, first come first served, written as a user of the engine would:
// two kinds of events, columns by customer, one random stream per purpose. The run ends at quiescence, when
// the last customer has left, so that sums over customers and integrals over time cover the same.

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { Duration } from "../../../src/base/time.ts";

import { sample } from "../../../src/base/random/distribution.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { seconds, US_PER_SECOND } from "../../../src/base/time.ts";
import { Engine } from "../../../src/engine/engine.ts";

export interface StationPlan {
  /** Seconds between arrivals and of service. */
  readonly interarrival: Distribution;
  readonly service: Distribution;
  readonly servers: number;
  /** Customers that may be in the station; further ones are lost. */
  readonly capacity: number;
  readonly customers: number;
  /** The first ones, which meet a station emptier than in the long run; left out of all means. */
  readonly discarded: number;
}

export interface StationResult {
  /** Of customers that were served, in seconds. */
  readonly meanWait: number;
  readonly meanResponse: number;
  readonly shareThatWaited: number;
  readonly shareLost: number;
  /** Share of the time, from the first customer that counts to the last arrival, in which all servers were busy. */
  readonly timeAllBusy: number;
  /** Both over the whole run, in customers times µs: equal by Little's law. */
  readonly areaUnderNumber: number;
  readonly sumOfResponses: number;
}

export function runStation(plan: StationPlan, seed: string): StationResult {
  return new Station(plan, seed).run();
}

class Station {
  readonly #plan: StationPlan;
  readonly #engine = new Engine();
  readonly #nextArrival: () => Duration;
  readonly #nextService: () => Duration;
  readonly #arrival = this.#engine.defineKind("arrival", "faults", (customer) => this.#arrive(customer));
  readonly #departure = this.#engine.defineKind("departure", "kubelet", (customer) => this.#depart(customer));
  readonly #arrivedAtUs: Float64Array;
  readonly #waiting: number[] = [];
  #firstWaiting = 0;
  #inStation = 0;
  #lastChangeUs = 0;
  #countingSinceUs = 0;
  #allBusyUs = 0;
  #observedUs = 0;
  #area = 0;
  #responses = 0;
  #served = 0;
  #waitUs = 0;
  #responseUs = 0;
  #waited = 0;
  #lost = 0;

  constructor(plan: StationPlan, seed: string) {
    const streams = new RandomStreams(seed);
    const [arrivals, services] = [streams.stream("arrivals"), streams.stream("services")];
    this.#plan = plan;
    this.#nextArrival = () => seconds(sample(plan.interarrival, arrivals));
    this.#nextService = () => seconds(sample(plan.service, services));
    this.#arrivedAtUs = new Float64Array(plan.customers);
  }

  run(): StationResult {
    this.#engine.scheduleAfter(this.#nextArrival(), this.#arrival, 0);
    this.#engine.run();
    const counted = this.#plan.customers - this.#plan.discarded;
    return {
      meanWait: this.#waitUs / this.#served / US_PER_SECOND,
      meanResponse: this.#responseUs / this.#served / US_PER_SECOND,
      shareThatWaited: this.#waited / this.#served,
      shareLost: this.#lost / counted,
      timeAllBusy: this.#allBusyUs / this.#observedUs,
      areaUnderNumber: this.#area,
      sumOfResponses: this.#responses,
    };
  }

  #counts(customer: number): boolean {
    return customer >= this.#plan.discarded;
  }

  #arrive(customer: number): void {
    this.#passTime();
    if (customer === this.#plan.discarded) this.#beginToObserve();
    if (customer + 1 < this.#plan.customers) {
      this.#engine.scheduleAfter(this.#nextArrival(), this.#arrival, customer + 1);
    } else {
      this.#observedUs = this.#engine.now - this.#countingSinceUs;
      this.#countingSinceUs = Infinity;
    }
    if (this.#inStation === this.#plan.capacity) {
      if (this.#counts(customer)) this.#lost += 1;
      return;
    }
    this.#arrivedAtUs[customer] = this.#engine.now;
    this.#inStation += 1;
    if (this.#inStation > this.#plan.servers) this.#waiting.push(customer);
    else this.#serve(customer);
  }

  #serve(customer: number): void {
    const waitUs = this.#engine.now - this.#arrivedAtUs[customer]!;
    if (this.#counts(customer)) {
      this.#served += 1;
      this.#waitUs += waitUs;
      if (waitUs > 0) this.#waited += 1;
    }
    this.#engine.scheduleAfter(this.#nextService(), this.#departure, customer);
  }

  #depart(customer: number): void {
    this.#passTime();
    this.#inStation -= 1;
    const responseUs = this.#engine.now - this.#arrivedAtUs[customer]!;
    this.#responses += responseUs;
    if (this.#counts(customer)) this.#responseUs += responseUs;
    const next = this.#waiting[this.#firstWaiting];
    if (next === undefined) return;
    this.#firstWaiting += 1;
    this.#serve(next);
  }

  /** Adds the time since the last change to the integrals. */
  #passTime(): void {
    const now = this.#engine.now;
    this.#area += this.#inStation * (now - this.#lastChangeUs);
    if (this.#inStation >= this.#plan.servers && now > this.#countingSinceUs) {
      this.#allBusyUs += now - Math.max(this.#lastChangeUs, this.#countingSinceUs);
    }
    this.#lastChangeUs = now;
  }

  #beginToObserve(): void {
    this.#countingSinceUs = this.#engine.now;
    this.#allBusyUs = 0;
  }
}

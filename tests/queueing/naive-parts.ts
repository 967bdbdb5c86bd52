// The things of which the plain program that tells what becomes of requests is made, and what can be said of each by itself.

import { RequestDraws } from "../../src/queueing/exact/request-draws.ts";
import { LatencyHistogram } from "../../src/queueing/latency-histogram.ts";
import {
  REQUEST_FAILURES,
  type Patience,
  type Processor,
  type RequestClass,
  type RequestCounts,
  type RequestFailure,
  type Service,
  type Source,
  type Station,
} from "../../src/queueing/traffic-model.ts";

export interface Key {
  readonly first: number;
  readonly second: number;
}

export interface Place {
  readonly station: Station;
  processor: Processor;
  state: "open" | "drains" | "closed";
  visits: Visit[];
  stands: boolean;
  /** When the running period of its quota ends. */
  periodEndUs: number;
  arrived: number;
  usedUs: number;
  doneUs: number;
}

export interface Visit {
  readonly place: Place;
  readonly service: Service;
  readonly requestClass: RequestClass;
  readonly counts: Counts;
  readonly key: Key;
  readonly arrivedUs: number;
  errand: Errand | undefined;
  state: "waiting" | "works" | "pauses" | "calls" | "over";
  workUs: number;
  pauseUs: number;
  endsUs: number;
  order: number;
  stage: number;
  openCalls: number;
}

export interface Errand {
  readonly service: number;
  readonly requestClass: number;
  readonly patience: Patience;
  readonly caller: Visit | undefined;
  readonly counts: Counts | undefined;
  readonly key: Key;
  readonly begunUs: number;
  attempt: number;
  visit: Visit | undefined;
  endsUs: number;
  order: number;
}

export interface NaiveSource {
  readonly source: Source;
  readonly counts: readonly Counts[];
  readonly key: Key;
  number: number;
  gap: number;
  rate: number;
}

/** What happens next: smaller ranks first, then smaller orders. */
export interface Happening {
  readonly us: number;
  readonly rank: number;
  readonly order: number;
  readonly happen: () => void;
}

export class Counts {
  arrived = 0;
  completed = 0;
  failed = new Float64Array(REQUEST_FAILURES.length);
  latency = new LatencyHistogram();

  take(): RequestCounts {
    const { arrived, completed, failed, latency } = this;
    [this.arrived, this.completed, this.failed] = [0, 0, new Float64Array(REQUEST_FAILURES.length)];
    this.latency = new LatencyHistogram();
    return { arrived, completed, failed, latency };
  }

  fail(failure: RequestFailure): void {
    this.failed[REQUEST_FAILURES.indexOf(failure)]! += 1;
  }

  complete(us: number): void {
    this.completed += 1;
    this.latency.record(us);
  }
}

export function child({ first, second }: Key, number: number): Key {
  const draws = new RequestDraws();
  draws.enter(first, second);
  draws.descend(number);
  return { first: draws.first, second: draws.second };
}

/** Work in a µs by all together. */
export function rateOf({ visits, processor, stands }: Place): number {
  const works = visits.filter(({ state }) => state === "works").length;
  return stands ? 0 : Math.min(works, processor.cores) * processor.speed;
}

export function periodEnd(us: number, { quota }: Processor): number {
  return quota === undefined ? Infinity : (Math.floor(us / quota.periodUs) + 1) * quota.periodUs;
}

export function isOpen(visit: Visit): boolean {
  return visit.state !== "over";
}

export function refusal(
  id: number | undefined,
  place: Place | undefined,
  { concurrency, queueLimit }: Service,
): RequestFailure | undefined {
  if (id === undefined) return "no-station";
  if (place?.state !== "open") return "refused";
  const waiting = place.visits.filter(({ state }) => state === "waiting").length;
  return place.visits.length >= concurrency && waiting >= queueLimit ? "queue-full" : undefined;
}

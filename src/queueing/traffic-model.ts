// What requests meet in a network of services, and what comes of them: the contract of the two ways to work that out, request by
// request (exact) and by intervals (analytic). No word of Kubernetes: a station is whatever serves requests. Times are µs of the
// run; work is µs of one core at full speed.

import type { Distribution } from "../base/random/distribution.ts";
import type { Snapshotable } from "../base/snapshot.ts";

import type { LatencyHistogram } from "./latency-histogram.ts";

/** One request to another service, made in the course of a request. */
export interface Call {
  /** Place of the called service in the network. */
  readonly service: number;
  /** Place of the class in that service's classes. */
  readonly requestClass: number;
  /** The chance that it is made at all, 0 to 1. */
  readonly probability: number;
  readonly patience: Patience;
}

/** How long a caller waits, and how often it tries. */
export interface Patience {
  /** After which an attempt counts as failed; Infinity: never. What it began goes on at the station. */
  readonly timeoutUs: number;
  /** 1: never again. */
  readonly attempts: number;
  /** Between a failed attempt and the next; doubled with each. */
  readonly backoffUs: number;
}

/** Requests of a service that are alike. */
export interface RequestClass {
  readonly name: string;
  /** How long one takes by itself, in µs, without what its calls take. */
  readonly serviceTime: Distribution;
  /** Which part of that is work of a processor, 0 to 1; first that, then the rest, which needs none. */
  readonly cpuShare: number;
  /** Calls after its own work, stage after stage; those of one stage side by side. A call that fails for good fails the request. */
  readonly stages: readonly (readonly Call[])[];
}

export interface Service {
  readonly name: string;
  readonly classes: readonly RequestClass[];
  /** Requests that one station serves at once, calls included; Infinity: any number. Those beyond it wait, first come first served. */
  readonly concurrency: number;
  /** Waiting ones at most; one more is refused. Infinity: no limit. */
  readonly queueLimit: number;
  readonly balancing: Balancing;
}

/**
 * How callers choose a station: each equally likely; the one with the fewest requests (ties equally likely); one of the caller's
 * own zone, each equally likely, if there is one, else any.
 */
export type Balancing = "random" | "least-connections" | "topology-aware";

/** Where requests come from. */
export interface Source {
  readonly name: string;
  readonly service: number;
  /** Classes of that service with their shares, which sum to 1. */
  readonly mix: readonly { readonly requestClass: number; readonly share: number }[];
  /** Independent of one another at the rate, or evenly spaced. */
  readonly arrivals: "poisson" | "even";
  readonly patience: Patience;
}

export interface TrafficNetwork {
  readonly services: readonly Service[];
  readonly sources: readonly Source[];
}

/** A place that serves requests of one service. */
export interface Station {
  /** Its number, never used again. */
  readonly id: number;
  readonly service: number;
  readonly zone: string;
  readonly processor: Processor;
}

/** What works for a station. A single request uses one core at most. */
export interface Processor {
  /** Work done in one µs of one core: 1 at full speed, less while it warms up. */
  readonly speed: number;
  /** Cores that it can use at one moment. */
  readonly cores: number;
  /** Absent: no limit. */
  readonly quota?: Quota;
}

/** Work allowed in each period, after which all stands still until the next (CFS bandwidth control). */
export interface Quota {
  readonly workUs: number;
  readonly periodUs: number;
}

/** Why a request failed. */
export type RequestFailure =
  /** There was no station to choose. */
  | "no-station"
  /** The chosen station was not there any more, or took no more. */
  | "refused"
  | "queue-full"
  | "timeout"
  /** The station went while it was in it. */
  | "cut-off"
  /** A call that it made failed. */
  | "call-failed";

export const REQUEST_FAILURES: readonly RequestFailure[] = Object.freeze([
  "no-station",
  "refused",
  "queue-full",
  "timeout",
  "cut-off",
  "call-failed",
]);

/** Requests of one class over a span. Counts of the analytic way are expectations, and need not be whole. */
export interface RequestCounts {
  readonly arrived: number;
  readonly completed: number;
  /** In the order of REQUEST_FAILURES. */
  readonly failed: Float64Array;
  /** Of those completed, in µs. */
  readonly latency: LatencyHistogram;
}

export interface TrafficOutcome {
  readonly fromUs: number;
  readonly untilUs: number;
  /** As the outside sees it, retries included: by source, and by place in its mix. */
  readonly sources: readonly (readonly RequestCounts[])[];
  /** Each attempt at a service, as the service sees it: by service and class. */
  readonly services: readonly (readonly RequestCounts[])[];
}

/** So many requests that have had no answer for so long. */
export interface WaitingRequests {
  readonly count: number;
  readonly ageUs: number;
}

/** A network at work. */
export interface TrafficModel extends Snapshotable {
  readonly nowUs: number;
  /** Lets time pass; what is changed afterwards holds from then on. */
  advance(toUs: number): void;
  /** The source's rate from now on. */
  setRate(source: number, perSecond: number): void;
  /** The station is there from now on; nobody chooses it before it is routed. */
  open(station: Station): void;
  setProcessor(station: number, processor: Processor): void;
  /** It takes no more, and ends what it has. */
  drain(station: number): void;
  /** It is gone, with all that is in it. */
  close(station: number): void;
  /** Among which stations the service's callers choose from now on, in this order; a closed or draining one refuses. */
  route(service: number, stations: readonly number[]): void;
  /** What came of requests since it was asked last. */
  collect(): TrafficOutcome;
  /**
   * Requests without an answer at the moment, by source and by place in its mix, those that came last first; undefined: which of
   * them wait is not known.
   */
  unanswered(): readonly (readonly (readonly WaitingRequests[])[])[] | undefined;
  /** Work done by the station since it was opened, in µs of one core; 0 for one that was never there. */
  workDoneUs(station: number): number;
  /** Requests that came to the station since it was opened, refused ones included; 0 for one that was never there. */
  arrivedAt(station: number): number;
  /** Requests in it, waiting ones included. */
  inStation(station: number): number;
  waiting(station: number): number;
  /** Since when every rate (work, completions, failures) is what it is now; Infinity while something moves by itself. */
  readonly steadySinceUs: number;
}

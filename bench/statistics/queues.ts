// Queues whose long-run waits are known: the ground on which intervals are tried. Waits follow from those before them (Lindley
// 1952; Kiefer and Wolfowitz 1955), without an engine, because tens of thousands of runs are made. A test holds them to the engine.

import type { Distribution } from "../../src/base/random/distribution.ts";

import { sample } from "../../src/base/random/distribution.ts";
import { RandomStream } from "../../src/base/random/random-stream.ts";

/** A station with `servers` servers, first come first served; random arrivals, service of one second in the mean. */
export interface Queue {
  readonly name: string;
  readonly arrivalsPerSecond: number;
  readonly service: Distribution;
  readonly servers: number;
  /** Of a customer in the long run, s. */
  readonly meanWait: number;
  /** The wait that nine of ten customers do not exceed in the long run, s. */
  readonly p90Wait: number;
}

const EXPONENTIAL: Distribution = { kind: "exponential", mean: 1 };
const CONSTANT: Distribution = { kind: "constant", value: 1 };

/** Each is busy for eight tenths of the time. */
export const QUEUES: readonly Queue[] = [
  exponentialQueue("M/M/1", 0.8, 1),
  exponentialQueue("M/M/4", 3.2, 4),
  {
    name: "M/D/1",
    arrivalsPerSecond: 0.8,
    service: CONSTANT,
    servers: 1,
    meanWait: 2,
    p90Wait: p90OfConstantService(0.8),
  },
];

/** The waits of customers in their order, s, without the first ones, who meet an emptier station than there is in the long run. */
export function waitsOf(queue: Queue, customers: number, leftOut: number, seed: string): Float64Array {
  const [arrivals, services] = [new RandomStream(seed, "arrivals"), new RandomStream(seed, "services")];
  const gap: Distribution = { kind: "exponential", mean: 1 / queue.arrivalsPerSecond };
  const freeAt = new Float64Array(queue.servers);
  const waits = new Float64Array(customers);
  let now = 0;
  for (let customer = -leftOut; customer < customers; customer += 1) {
    now += sample(gap, arrivals);
    let server = 0;
    for (let other = 1; other < freeAt.length; other += 1) if (freeAt[other]! < freeAt[server]!) server = other;
    const begins = Math.max(now, freeAt[server]!);
    freeAt[server] = begins + sample(queue.service, services);
    if (customer >= 0) waits[customer] = begins - now;
  }
  return waits;
}

/** M/M/c: who waits at all (Erlang's delay formula) waits exponentially long. */
function exponentialQueue(name: string, arrivalsPerSecond: number, servers: number): Queue {
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) {
    blocked = (arrivalsPerSecond * blocked) / (count + arrivalsPerSecond * blocked);
  }
  const waits = (servers * blocked) / (servers - arrivalsPerSecond * (1 - blocked));
  const spare = servers - arrivalsPerSecond;
  const p90Wait = Math.log(waits / 0.1) / spare;
  return { name, arrivalsPerSecond, service: EXPONENTIAL, servers, meanWait: waits / spare, p90Wait };
}

/** M/D/1: bisection of Erlang's formula of 1909 for the law of the wait. */
function p90OfConstantService(load: number): number {
  let [low, high] = [0, 20];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (constantServiceCdf(load, middle) < 0.9) low = middle;
    else high = middle;
  }
  return low;
}

function constantServiceCdf(load: number, wait: number): number {
  let sum = 0;
  for (let services = 0; services <= Math.floor(wait); services += 1) {
    const left = load * (wait - services);
    let term = Math.exp(left);
    for (let factor = 1; factor <= services; factor += 1) term *= -left / factor;
    sum += term;
  }
  return (1 - load) * sum;
}

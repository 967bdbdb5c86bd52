// Stations with Poisson arrivals and exponential service: M/M/1, M/M/c, and M/M/c with few places (Kleinrock, Queueing Systems,
// vol. 1, 1975, chapter 3). Rates are per one unit of time, whichever that is; times come in the same unit.

import { erlangB, erlangC } from "./erlang.ts";

/** Mean time in M/M/1, waiting and service; Infinity from a full load on. */
export function responseInMM1(arrivalRate: number, serviceRate: number): number {
  return arrivalRate < serviceRate ? 1 / (serviceRate - arrivalRate) : Infinity;
}

/** The time in M/M/1 that a fraction of customers does not exceed: the time is exponential. */
export function responseQuantileInMM1(arrivalRate: number, serviceRate: number, fraction: number): number {
  return -Math.log1p(-fraction) * responseInMM1(arrivalRate, serviceRate);
}

/** Mean wait in M/M/c; Infinity from a full load on. */
export function waitInMMc(arrivalRate: number, serviceRate: number, servers: number): number {
  const spare = servers * serviceRate - arrivalRate;
  return spare > 0 ? erlangC(arrivalRate / serviceRate, servers) / spare : Infinity;
}

/** The wait in M/M/c that a fraction of customers does not exceed; those who wait do so exponentially. */
export function waitQuantileInMMc(arrivalRate: number, serviceRate: number, servers: number, fraction: number): number {
  const waiting = erlangC(arrivalRate / serviceRate, servers);
  if (1 - fraction >= waiting) return 0;
  return Math.log(waiting / (1 - fraction)) / (servers * serviceRate - arrivalRate);
}

/** The share of arrivals that M/M/c/K refuses, with places for `waiting` beside those in service. */
export function lossInMMcK(offered: number, servers: number, waiting: number): number {
  const blocked = erlangB(offered, servers);
  const load = offered / servers;
  let last = 1;
  let full = 1;
  for (let place = 1; place <= waiting; place += 1) {
    last *= load;
    full += last;
  }
  // Above a full load the powers grow without bound; what counts is their ratio.
  if (full === Infinity) return 1 - 1 / load;
  return (blocked * last) / (1 - blocked + blocked * full);
}

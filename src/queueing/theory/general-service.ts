// Stations with Poisson arrivals and any law of service: M/G/1 first come first served (Pollaczek and Khinchine), M/G/1 with processor
// sharing (Kleinrock, Queueing Systems, vol. 2, 1976, 4.4; Yashkov, Acta Informatica 12, 1983, for its variance), and M/G/c by the
// interpolation of Cosmetatos (Operational Research Quarterly 27, 1976; Kimura, Queueing Systems 18, 1994, 3).

import { waitInMMc } from "./exponential-service.ts";

/** Mean wait in M/G/1; `variability` is the squared coefficient of variation of service. Infinity from a full load on. */
export function waitInMG1(arrivalRate: number, meanService: number, variability: number): number {
  const load = arrivalRate * meanService;
  return load < 1 ? (load * meanService * (1 + variability)) / (2 * (1 - load)) : Infinity;
}

/** Mean square of the wait in M/G/1, by the second and third moment of service. */
export function squaredWaitInMG1(arrivalRate: number, meanService: number, second: number, third: number): number {
  const spare = 1 - arrivalRate * meanService;
  const wait = (arrivalRate * second) / (2 * spare);
  return 2 * wait * wait + (arrivalRate * third) / (3 * spare);
}

/** Mean time in M/G/1 with processor sharing of one that needs `service`, whatever the law; Infinity from a full load on. */
export function responseInProcessorSharing(load: number, service: number): number {
  return load < 1 ? service / (1 - load) : Infinity;
}

/**
 * Variance of the time in M/G/1 with processor sharing of one that needs `service`. `residual` is the mean rest of a service in
 * course (second moment by twice the mean); the wait in the queue that Yashkov's formula asks for is taken as exponential where
 * there is one, which is exact for exponential service.
 */
export function varianceInProcessorSharing(load: number, service: number, residual: number): number {
  const memory = residual / (1 - load);
  return ((2 * load) / ((1 - load) * (1 - load))) * correlatedArea(service, memory);
}

/** The integral of (length - t) exp(-t / memory) from 0 to `length`: how much a rate that forgets so fast moves its own sum. */
export function correlatedArea(length: number, memory: number): number {
  const times = length / memory;
  // The difference below cancels for short lengths.
  if (times < 1e-3) return length * length * (0.5 - times / 6);
  return memory * (length - memory * -Math.expm1(-times));
}

/** Mean wait in M/G/c: exact for one server and for exponential service, within a few percent else. */
export function waitInMGc(arrivalRate: number, meanService: number, variability: number, servers: number): number {
  const load = (arrivalRate * meanService) / servers;
  return waitInMMc(arrivalRate, 1 / meanService, servers) * waitFactor(load, servers, 1, variability);
}

/**
 * How much longer one waits than with Poisson arrivals and exponential service; `variability` of arrivals and of service are squared
 * coefficients of variation. Arrivals count as in Allen's and Cunneen's formula, with the correction of Kraemer and Langenbach-Belz
 * (1976) for those that come more evenly than at random.
 */
export function waitFactor(
  load: number,
  servers: number,
  variabilityOfArrivals: number,
  variabilityOfService: number,
): number {
  // How much evenness helps less where there are many servers (Cosmetatos for M/D/c).
  const crowd = ((1 - load) * (servers - 1) * (Math.sqrt(4 + 5 * servers) - 2)) / (16 * load * servers);
  const even = 0.5 * (1 + Math.min(1, Math.max(0, crowd)));
  const atRandom = variabilityOfService + (1 - variabilityOfService) * even;
  if (variabilityOfArrivals === 1) return atRandom;
  return (
    Math.max(0, (variabilityOfArrivals - 1) / 2 + atRandom) *
    evenness(load, variabilityOfArrivals, variabilityOfService)
  );
}

/**
 * By how much more those who share a processor slow one another than with Poisson arrivals, where the law of service plays no part: near
 * a full load as both variabilities say (Grishechkin, Advances in Applied Probability 26, 1994), below it with the same correction.
 */
export function sharingFactor(load: number, variabilityOfArrivals: number, variabilityOfService: number): number {
  if (variabilityOfArrivals === 1) return 1;
  const uneven = (variabilityOfArrivals + variabilityOfService) / (1 + variabilityOfService);
  return uneven * evenness(load, variabilityOfArrivals, variabilityOfService);
}

/** What arrivals that come more evenly than at random spare beyond their variability. */
function evenness(load: number, variabilityOfArrivals: number, variabilityOfService: number): number {
  if (variabilityOfArrivals >= 1 || load <= 0) return 1;
  const missing = (1 - variabilityOfArrivals) * (1 - variabilityOfArrivals);
  const total = Math.max(1e-3, variabilityOfArrivals + variabilityOfService);
  return Math.exp((-2 * (1 - Math.min(1, load)) * missing) / (3 * load * total));
}

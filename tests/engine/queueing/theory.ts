// Closed forms of queueing theory, from textbooks (Kleinrock, Queueing Systems, vol. 1, 1975). Rates per second.

/** Erlang's loss formula: the share of arrivals that find all `servers` busy and go away. */
export function erlangB(offered: number, servers: number): number {
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (offered * blocked) / (count + offered * blocked);
  return blocked;
}

/** Erlang's delay formula: the share of arrivals that must wait, with room for all. */
export function erlangC(offered: number, servers: number): number {
  const blocked = erlangB(offered, servers);
  return (servers * blocked) / (servers - offered * (1 - blocked));
}

/** Mean wait in M/M/c. */
export function waitInMMc(arrivalRate: number, serviceRate: number, servers: number): number {
  return erlangC(arrivalRate / serviceRate, servers) / (servers * serviceRate - arrivalRate);
}

/** Mean wait in M/G/1 (Pollaczek and Khinchine). */
export function waitInMG1(arrivalRate: number, serviceMean: number, serviceVariance: number): number {
  const secondMoment = serviceVariance + serviceMean * serviceMean;
  return (arrivalRate * secondMoment) / (2 * (1 - arrivalRate * serviceMean));
}

/** Mean time in an M/G/1 station with processor sharing, whatever the law of service. */
export function responseInProcessorSharing(arrivalRate: number, serviceMean: number): number {
  return serviceMean / (1 - arrivalRate * serviceMean);
}

// The same M/M/1 station (load 0.9) on this engine and on SimPy, with the same interarrival and service
// times: both must find the same total wait, to the microsecond.

import { spawnSync } from "node:child_process";

import type { Duration } from "../../src/base/time.ts";
import type { Benchmark, Measurement } from "../benchmark.ts";

import { moment } from "../../src/base/time.ts";
import { Engine } from "../../src/engine/engine.ts";
import { atLeastTimes, timed } from "../benchmark.ts";

/** From the top of the repository, where benchmarks are run. */
const SCRIPT = "bench/simpy/mm1.py";
const CUSTOMERS = 2_000_000;
const CUSTOMERS_IN_SMOKE = 2_000;
const MEAN_INTERARRIVAL_US = 1_000_000;
const MEAN_SERVICE_US = 900_000;

/**
 * Exponential times in whole µs from Lehmer's generator ("minimal standard", factor 48271), which both
 * languages compute exactly. simpy/mm1.py has the same function.
 */
function exponentialTimes(seed: number, meanUs: number, count: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor(-Math.log(state / 2_147_483_647) * meanUs);
  });
}

function runOnEngine(customers: number): Measurement {
  const interarrivals = exponentialTimes(1, MEAN_INTERARRIVAL_US, customers);
  const services = exponentialTimes(2, MEAN_SERVICE_US, customers);
  const arrivedAtUs = new Float64Array(customers);
  const engine = new Engine();
  let inStation = 0;
  let nextToServe = 0;
  let totalWaitUs = 0;
  const serve = (): void => {
    totalWaitUs += engine.now - arrivedAtUs[nextToServe]!;
    engine.scheduleAfter(services[nextToServe] as Duration, departure);
    nextToServe += 1;
  };
  const arrival = engine.defineKind("arrival", "faults", (customer) => {
    arrivedAtUs[customer] = engine.now;
    if (customer + 1 < customers) engine.scheduleAfter(interarrivals[customer + 1] as Duration, arrival, customer + 1);
    inStation += 1;
    if (inStation === 1) serve();
  });
  const departure = engine.defineKind("departure", "kubelet", () => {
    inStation -= 1;
    if (inStation > 0) serve();
  });
  engine.schedule(moment(interarrivals[0]!), arrival, 0);
  return timed(customers, () => {
    const { at } = engine.run();
    return `${totalWaitUs} ${at}`;
  });
}

export const mm1Benchmark: Benchmark = {
  name: "mm1",
  question: "What one customer of an M/M/1 station costs, against SimPy (python3 with the package simpy)",
  cases: [
    {
      name: "load 0.9",
      reference: "SimPy",
      variants: [
        {
          kind: "external",
          name: "SimPy",
          command: (smoke) => ["python3", SCRIPT, String(smoke ? CUSTOMERS_IN_SMOKE : CUSTOMERS)],
          missing: () =>
            spawnSync("python3", ["-c", "import simpy"]).status === 0
              ? null
              : "python3 with the package simpy is not here",
        },
        {
          kind: "in-process",
          name: "engine",
          measure: (smoke) => runOnEngine(smoke ? CUSTOMERS_IN_SMOKE : CUSTOMERS),
        },
      ],
    },
  ],
  goals: [atLeastTimes("load 0.9", "engine", 50)],
};

// Requests and autoscalers: requests one by one beside the plainest program that says the same, a day of one service whose load was
// recorded, worked out by intervals, and a day of many autoscalers.

import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import type { TrafficModel, TrafficNetwork, TrafficOutcome } from "../../src/queueing/traffic-model.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { NaiveTraffic } from "../../tests/queueing/naive-traffic.ts";
import type { Benchmark, BenchmarkCase, Measurement } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { atLeastPerSecond, atMostSeconds } from "../runs/goals.ts";
import { loadPlan, type LoadSizes } from "./made-load.ts";

const PLIMSOLL = "plimsoll";
const REFERENCE = "reference";
const DAY_MINUTES = 1440;
const SMOKE_MINUTES = 30;
const AUTOSCALERS = 500;
const SMOKE_AUTOSCALERS = 5;
/** Until the compiler has seen all of it: a service is asked for its day again and again by whoever tries settings. */
const TURNS_BEFORE = 20;
/** Those that are measured, one after the other: a collection of garbage that is asked for between them costs more than a day. */
const TURNS = 20;

const US_PER_SECOND = 1_000_000;
const STATIONS = 4;
const PER_SECOND = 250;
/** Seconds of requests that both can do, and that take the fast one long enough to be measured. */
const BESIDE_SECONDS = 40;
const ALONE_SECONDS = 8000;
const SMOKE_SECONDS = 2;

const NETWORK: TrafficNetwork = {
  services: [
    {
      name: "web",
      classes: [{ name: "all", serviceTime: { kind: "exponential", mean: 10_000 }, cpuShare: 1, stages: [] }],
      concurrency: Infinity,
      queueLimit: Infinity,
      balancing: "random",
    },
  ],
  sources: [
    {
      name: "users",
      service: 0,
      mix: [{ requestClass: 0, share: 1 }],
      arrivals: "poisson",
      patience: { timeoutUs: Infinity, attempts: 1, backoffUs: 0 },
    },
  ],
};

type MakeTraffic = (
  network: TrafficNetwork,
  seed: string,
) => Pick<TrafficModel, "open" | "route" | "setRate" | "advance" | "collect">;

function requests(make: MakeTraffic, seconds: number): Measurement {
  const traffic = make(NETWORK, "bench");
  const ids = Array.from({ length: STATIONS }, (_, place) => place + 1);
  for (const id of ids) traffic.open({ id, service: 0, zone: "a", processor: { speed: 1, cores: 1 } });
  traffic.route(0, ids);
  traffic.setRate(0, PER_SECOND);
  let outcome: TrafficOutcome | undefined;
  const work = (): void => {
    traffic.advance(seconds * US_PER_SECOND);
    outcome = traffic.collect();
  };
  const { cpuUs } = timedOutcome(1, work, () => "");
  const [counts] = outcome!.sources[0]!;
  const { arrived, completed, latency } = counts!;
  return { operations: arrived, cpuUs, checksum: `${arrived} ${completed} ${latency.sumUs.toPrecision(9)}` };
}

function requestsVariant(name: string, make: MakeTraffic, seconds: number) {
  const measure = (smoke: boolean): Measurement => requests(make, smoke ? SMOKE_SECONDS : seconds);
  return { kind: "in-process" as const, name, measure };
}

const exact: MakeTraffic = (network, seed) => new ExactTraffic(network, seed);
const naive: MakeTraffic = (network, seed) => new NaiveTraffic(network, seed);

const BESIDE_CASE = "requests one by one, 10,000 of them";
const ALONE_CASE = "requests one by one, 2,000,000 of them";
const SERVICE_CASE = "days of one service on a recorded load, after its start";
const STEADY_CASE = "a day of 500 autoscalers at a steady load";
const RECORDED_CASE = "a day of 500 autoscalers, each on a recorded load";

/** How often a plan is run before it is measured, and then. */
interface Turns {
  readonly before: number;
  readonly measured: number;
}

const ONCE: Turns = { before: 0, measured: 1 };

/** A run with all that is found out of it. */
function finished(plan: Plan): Simulation {
  const simulation = new Simulation(plan);
  buildResult(simulation, simulation.run());
  return simulation;
}

/** An operation is the day of an autoscaler. */
function whole(name: string, sizesOf: (smoke: boolean) => LoadSizes, turns: Turns): BenchmarkCase {
  const measure = (smoke: boolean): Measurement => {
    const sizes = sizesOf(smoke);
    const plan = loadPlan(sizes);
    // One stays: what the compiler knows of shapes that nothing has any more would go with them.
    let before = new Simulation(plan);
    for (let turn = 0; turn < (smoke ? 0 : turns.before); turn += 1) before = finished(plan);
    const measured = smoke ? 1 : turns.measured;
    const work = (): Simulation => {
      let simulation = finished(plan);
      for (let turn = 1; turn < measured; turn += 1) simulation = finished(plan);
      return simulation;
    };
    return timedOutcome(sizes.services * measured, work, ({ engine }) => {
      const { fingerprint } = before.engine;
      return before.engine.now > 0 && fingerprint !== engine.fingerprint ? "not the same again" : engine.fingerprint;
    });
  };
  return { name, reference: null, variants: [{ kind: "in-process", name: PLIMSOLL, measure }] };
}

function dayOf(services: number, rates: LoadSizes["rates"]): (smoke: boolean) => LoadSizes {
  return (smoke) => {
    const horizonMinutes = smoke ? SMOKE_MINUTES : DAY_MINUTES;
    return { services: smoke ? Math.min(services, SMOKE_AUTOSCALERS) : services, horizonMinutes, rates };
  };
}

export const loadBenchmark: Benchmark = {
  name: "load",
  question: "What one request costs request by request, and what a day of one autoscaler costs by intervals",
  cases: [
    {
      name: BESIDE_CASE,
      reference: REFERENCE,
      variants: [requestsVariant(REFERENCE, naive, BESIDE_SECONDS), requestsVariant(PLIMSOLL, exact, BESIDE_SECONDS)],
    },
    { name: ALONE_CASE, reference: null, variants: [requestsVariant(PLIMSOLL, exact, ALONE_SECONDS)] },
    whole(SERVICE_CASE, dayOf(1, "recorded"), { before: TURNS_BEFORE, measured: TURNS }),
    whole(STEADY_CASE, dayOf(AUTOSCALERS, "steady"), ONCE),
    whole(RECORDED_CASE, dayOf(AUTOSCALERS, "recorded"), ONCE),
  ],
  goals: [
    atLeastPerSecond(ALONE_CASE, PLIMSOLL, 1_000_000),
    // 50 ms each.
    atLeastPerSecond(SERVICE_CASE, PLIMSOLL, 20),
    atMostSeconds(STEADY_CASE, PLIMSOLL, 5),
    atMostSeconds(RECORDED_CASE, PLIMSOLL, 5),
  ],
};

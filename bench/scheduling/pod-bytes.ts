// What a pod leaves behind in memory beyond its class, its place in the list of names included: rows of tables and logs, and
// in a whole run those of the scheduler's queue, the kubelets and the probes, too. Names are whoever's: in a run the plan's.

import { SIMULATION_START, span, US_PER_SECOND, type SimTime } from "../../src/base/time.ts";
import type { Workload } from "../../src/environment/workload.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Benchmark, BenchmarkCase, Goal, Measurement } from "../benchmark.ts";

import { growthPlan } from "../runs/growth.ts";
import { largeNodes } from "./made-nodes.ts";
import { RECORDED_PODS } from "./made-pods.ts";
import { columnar, SchedulingWorld } from "./scheduling-world.ts";

const NODES = 5000;
/** Not a power of two by far, so that tables that double have room to spare. */
const PODS = 200_000;
const SMOKE_PART = 100;
/** Before the first look: what is there once for all pods is made with the first ones. */
const FIRST_PART = 10;
const PLIMSOLL = "plimsoll";
const BYTES_MAX = 80;

/** Hours pass, and some pods take minutes from step to step: no column gets by with moments that are small. */
const POD_EVERY_US = US_PER_SECOND / 10;
const STEP_US = 1000;
const SLOW_EVERY = 1000;
const SLOW_STEP_US = 100 * US_PER_SECOND;

/** Some pods of a whole run end before it does, some after more than an hour, some never. */
const PODS_PER_SECOND = 25;
const LIFETIMES_US: readonly number[] = [600, 1800, 7200, -1].map((seconds) => Math.max(-1, seconds * US_PER_SECOND));

/** A freed column is counted until a collection after the one that finds it has seen it go. */
function liveBytes(): number {
  const counts = Array.from({ length: 5 }, () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
  return Math.min(...counts);
}

/** Lets all pods come, and counts what all but the first keep alive. */
function bytesOf(pods: number, comeUntil: (pod: number) => void, digest: () => string): Measurement {
  const first = pods / FIRST_PART;
  comeUntil(first);
  const before = liveBytes();
  const clock = process.cpuUsage();
  comeUntil(pods);
  const { user, system } = process.cpuUsage(clock);
  const bytes = liveBytes() - before;
  return { operations: pods - first, cpuUs: user + system, checksum: digest(), liveBytes: bytes };
}

/** The tables alone: every pod is created, tried, assumed, bound and started. */
function measureTables(pods: number): Measurement {
  const world = new SchedulingWorld(columnar, largeNodes(NODES), 0);
  const classId = world.classify(RECORDED_PODS.plain);
  let pod = 0;
  let at: number = SIMULATION_START;
  const comeUntil = (end: number) => {
    for (; pod < end; pod += 1) {
      const isSlow = pod % SLOW_EVERY === 0;
      world.letRun(classId, at as SimTime, span(isSlow ? SLOW_STEP_US : STEP_US));
      at = world.cluster.now + POD_EVERY_US;
    }
  };
  return bytesOf(pods, comeUntil, () => `${world.cluster.pods.size}`);
}

function measureRun(pods: number): Measurement {
  const plan = growthPlan(NODES, pods);
  const simulation = new Simulation({ ...plan, workloads: plan.workloads.map(spreadOut) });
  const comeUntil = (pod: number) => void simulation.run(((pod / PODS_PER_SECOND) * US_PER_SECOND) as SimTime);
  return bytesOf(pods, comeUntil, () => `${simulation.cluster.pods.size}`);
}

function spreadOut(workload: Workload): Workload {
  const lifetimeUs = workload.pods.lifetimeUs.map((_, row) => LIFETIMES_US[row % LIFETIMES_US.length]!);
  const arrival = { kind: "even", perSecond: PODS_PER_SECOND } as const;
  return { ...workload, pods: { ...workload.pods, lifetimeUs }, arrival };
}

function caseOf(name: string, measurePods: (pods: number) => Measurement): BenchmarkCase {
  const measure = (smoke: boolean) => measurePods(smoke ? PODS / SMOKE_PART : PODS);
  return { name, reference: null, variants: [{ kind: "in-process", name: PLIMSOLL, measure }] };
}

const TABLES = caseOf("200,000 pods on 5,000 nodes", measureTables);
/** The ends that pods still have before them, and their lifetimes, are in it. */
const RUN = caseOf("a run of 200,000 pods on 5,000 nodes", measureRun);

const atMostBytes: Goal = {
  text: `${TABLES.name}: at most ${BYTES_MAX} live bytes a pod`,
  isMet: (figureOf) => {
    const bytes = figureOf(TABLES.name, PLIMSOLL)?.bytesPerOperation ?? null;
    return bytes === null ? null : bytes <= BYTES_MAX;
  },
};

export const podBytesBenchmark: Benchmark = {
  name: "pod-bytes",
  question: "How many bytes a pod keeps alive beyond its class and its name",
  cases: [TABLES, RUN],
  goals: [atMostBytes],
};

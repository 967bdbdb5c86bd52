// A cluster in motion: controllers, kubelets with probes, node heartbeats, rollouts and nodes that fail, for an hour beside the naive
// form, and for a whole day alone. An operation is one pod that is created, with all that happens to it until the end.

import { checkBooks } from "../../src/cluster/books.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { Benchmark, BenchmarkCase, Measurement } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { digestMotion } from "../reference/motion/motion-record.ts";
import { referenceMotion } from "../reference/motion/run-motion.ts";
import { atMostSeconds, atMostTimesTheTime } from "../runs/goals.ts";
import { motionPlan, type MotionSizes } from "./made-motion.ts";
import { standingPlan, type StandingSizes } from "./made-standing.ts";
import { simulatedMotion } from "./simulated-motion.ts";

const PLIMSOLL = "plimsoll";
const REFERENCE = "reference";

const HOUR: MotionSizes = { nodes: 100, pods: 3000, horizonMinutes: 60, failingPercent: 0, controlPlane: "instant" };
const DAY: MotionSizes = {
  nodes: 5000,
  pods: 150_000,
  horizonMinutes: 1440,
  failingPercent: 0,
  controlPlane: "measured",
};
const FAILING_PERCENT = 5;
const FAILURES = { failingPercent: FAILING_PERCENT };
const SMOKE = { nodes: 30, pods: 300, horizonMinutes: 60 };

const HOUR_CASE = "an hour of 100 nodes, 3,000 pods";
const STANDING: StandingSizes = {
  nodes: 5000,
  deployments: 150,
  podsEach: 1000,
  horizonMinutes: 1440,
  failingPercent: 0,
};
const SMALL_STANDING = { nodes: 30, deployments: 3, podsEach: 100 };

const STANDING_CASE = "a day of 5,000 nodes, 150,000 pods that are all there";
const DAY_CASE = "a day of 5,000 nodes, 150,000 pods";
const FAILING = `, ${FAILING_PERCENT} % of the nodes failing`;

function compared(name: string, sizes: MotionSizes): BenchmarkCase {
  const variant = (variantName: string, run: typeof referenceMotion) => ({
    kind: "in-process" as const,
    name: variantName,
    measure: (smoke: boolean): Measurement => {
      const plan = motionPlan(smoke ? { ...sizes, ...SMOKE } : sizes);
      const { record, cpuUs } = withCpuTime(() => run(plan));
      return { operations: record.pods.length, cpuUs, checksum: digestMotion(record) };
    },
  });
  return {
    name,
    reference: REFERENCE,
    variants: [variant(REFERENCE, referenceMotion), variant(PLIMSOLL, simulatedMotion)],
  };
}

/** How many pods there were is known only when the run is over. */
function withCpuTime<Outcome>(run: () => Outcome): { readonly record: Outcome; readonly cpuUs: number } {
  let record: Outcome | undefined;
  const { cpuUs } = timedOutcome(
    1,
    () => (record = run()),
    () => "",
  );
  return { record: record!, cpuUs };
}

/** All that runSimulation does: the run with its metrics, the books checked, the result built. */
function whole(name: string, planOf: (smoke: boolean) => Plan): BenchmarkCase {
  const measure = (smoke: boolean): Measurement => {
    const plan = planOf(smoke);
    const { record, cpuUs } = withCpuTime(() => {
      const simulation = new Simulation(plan);
      const outcome = simulation.run();
      checkBooks(simulation.cluster, simulation.overfull);
      return { pods: simulation.cluster.pods.size, result: buildResult(simulation, outcome) };
    });
    return { operations: record.pods, cpuUs, checksum: record.result.run.fingerprint };
  };
  return { name, reference: null, variants: [{ kind: "in-process", name: PLIMSOLL, measure }] };
}

export const motionBenchmark: Benchmark = {
  name: "motion",
  question: "What one pod of a cluster in motion costs, controllers, probes, heartbeats and rollouts included",
  cases: [
    compared(HOUR_CASE, HOUR),
    compared(HOUR_CASE + FAILING, { ...HOUR, ...FAILURES }),
    whole(STANDING_CASE, (smoke) => standingPlan(smoke ? { ...STANDING, ...SMALL_STANDING } : STANDING)),
    whole(STANDING_CASE + FAILING, (smoke) =>
      standingPlan({ ...STANDING, ...(smoke ? SMALL_STANDING : {}), ...FAILURES }),
    ),
    whole(DAY_CASE, (smoke) => motionPlan(smoke ? { ...DAY, ...SMOKE } : DAY)),
    whole(DAY_CASE + FAILING, (smoke) => motionPlan({ ...DAY, ...(smoke ? SMOKE : {}), ...FAILURES })),
  ],
  goals: [
    atMostSeconds(STANDING_CASE, PLIMSOLL, 4),
    atMostSeconds(STANDING_CASE + FAILING, PLIMSOLL, 6),
    atMostSeconds(DAY_CASE, PLIMSOLL, 4),
    atMostSeconds(DAY_CASE, PLIMSOLL, 1.5),
    atMostTimesTheTime(DAY_CASE + FAILING, DAY_CASE, PLIMSOLL, 1.5),
  ],
};

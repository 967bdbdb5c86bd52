// Decisions of the two forms of the scheduler on the cases of scheduler_perf and on the workloads that kube-scheduler's own
// speed was recorded with: which node, and assume the pod there. They must come to the same nodes.

import type { Benchmark, BenchmarkCase, Measurement, RecordedVariant } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { atLeastPerSecond } from "../runs/goals.ts";
import { columnar, plain, SchedulingWorld, type SchedulerMaker } from "./scheduling-world.ts";
import { PERF_WORKLOADS, RECORDED_WORKLOADS, type Workload } from "./workloads.ts";

const NODES = 5000;
const SMOKE_NODES = 150;
const SMOKE_STEPS = 10;
const PLIMSOLL = "plimsoll";
const PLAIN = "plain form";
const KUBE_SCHEDULER = "kube-scheduler 1.36.3";

/** Rounds on clusters of their own: so many steps before the clock starts, so that the compiler is done, and those measured. */
const WARM_UP_STEPS = 30_000;
const WARM_UP_ROUNDS_MAX = 6;
const MEASURED_ROUNDS = 8;

/** A cluster made ready, and its steps. */
class Round {
  readonly #world: SchedulingWorld;
  readonly #step: (step: number) => void;

  constructor(make: SchedulerMaker, { nodes, percentageOfNodesToScore, begin }: Workload, smoke: boolean) {
    this.#world = new SchedulingWorld(make, nodes(smoke ? SMOKE_NODES : NODES), percentageOfNodesToScore);
    this.#step = begin(this.#world);
  }

  run(steps: number): string {
    for (let step = 0; step < steps; step += 1) this.#step(step);
    return this.#world.chosen.join(" ");
  }

  /** Where the first pods went. */
  chosen(count: number): string {
    return this.#world.chosen.slice(0, count).join(" ");
  }
}

function measureColumnar(workload: Workload, smoke: boolean): Measurement {
  const steps = smoke ? SMOKE_STEPS : workload.steps;
  const compared = smoke ? SMOKE_STEPS : workload.comparedSteps;
  const warmUps = smoke ? 0 : Math.min(WARM_UP_ROUNDS_MAX, Math.ceil(WARM_UP_STEPS / steps));
  for (let round = 0; round < warmUps; round += 1) new Round(columnar, workload, smoke).run(steps);
  const rounds = Array.from({ length: smoke ? 1 : MEASURED_ROUNDS }, () => new Round(columnar, workload, smoke));
  return timedOutcome(
    steps * rounds.length,
    () => {
      for (const round of rounds) round.run(steps);
    },
    () => rounds[0]!.chosen(compared),
  );
}

function measurePlain(workload: Workload, smoke: boolean): Measurement {
  const steps = smoke ? SMOKE_STEPS : workload.comparedSteps;
  const round = new Round(plain, workload, smoke);
  return timedOutcome(
    steps,
    () => round.run(steps),
    () => round.chosen(steps),
  );
}

function recordedFor({ recordedPerSecond }: Workload): readonly RecordedVariant[] {
  if (recordedPerSecond === undefined) return [];
  return [{ kind: "recorded", name: KUBE_SCHEDULER, perSecond: recordedPerSecond }];
}

function caseOf(workload: Workload): BenchmarkCase {
  return {
    name: workload.name,
    reference: PLAIN,
    variants: [
      { kind: "in-process", name: PLAIN, measure: (smoke) => measurePlain(workload, smoke) },
      { kind: "in-process", name: PLIMSOLL, measure: (smoke) => measureColumnar(workload, smoke) },
      ...recordedFor(workload),
    ],
  };
}

/** Decisions in a second of CPU time: of pods without constraints, and with spread or affinity. */
const UNCONSTRAINED_PER_SECOND = 60_000;
const CONSTRAINED_PER_SECOND = 20_000;

const UNCONSTRAINED = [
  "SchedulingBasic",
  "SchedulingDaemonset",
  "SchedulingNodeAffinity",
  "SchedulingWithExtendedResource",
];
const CONSTRAINED = PERF_WORKLOADS.map(({ name }) => name).filter((name) => /Spreading|Pod.*Affinity/.test(name));

export const schedulerPerfBenchmark: Benchmark = {
  name: "scheduler-perf",
  question: `What one pod costs the scheduler in the cases of scheduler_perf, ${NODES.toLocaleString("en")} nodes, default profile`,
  cases: PERF_WORKLOADS.map(caseOf),
  goals: [
    ...UNCONSTRAINED.map((name) => atLeastPerSecond(name, PLIMSOLL, UNCONSTRAINED_PER_SECOND)),
    ...CONSTRAINED.map((name) => atLeastPerSecond(name, PLIMSOLL, CONSTRAINED_PER_SECOND)),
  ],
};

/** As many times as many decisions as kube-scheduler makes. */
const TIMES_AT_LEAST = 100;
const TIMES_WITHOUT_CONSTRAINTS = 300;

export const kubeSchedulerBenchmark: Benchmark = {
  name: "kube-scheduler",
  question: `What one decision costs on the workloads that kube-scheduler was measured with, ${NODES.toLocaleString("en")} nodes`,
  recordedHow:
    "kube-scheduler 1.36.3 in a process of its own on two cores (KVM on AMD EPYC), at most 5,000 pods on empty nodes: UpdateSnapshot, SchedulePod and AssumePod, nothing else; default profile, parallelism 1",
  cases: RECORDED_WORKLOADS.map(caseOf),
  goals: RECORDED_WORKLOADS.map(({ name, recordedPerSecond }) => {
    const times = name.startsWith("plain") ? TIMES_WITHOUT_CONSTRAINTS : TIMES_AT_LEAST;
    return atLeastPerSecond(name, PLIMSOLL, times * recordedPerSecond!);
  }),
};

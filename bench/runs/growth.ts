// Whole runs on clusters of growing size: does a pod cost more because there are more nodes? By default kube-scheduler
// looks at 420 of 1,000 nodes, 500 of 10,000 and 5,000 of 100,000, so some growth is its own.

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../../src/components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { PodBatchBuilder } from "../../src/environment/pod-batch-builder.ts";
import { RUNS_FOREVER_US, type PodBatch } from "../../src/environment/workload.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Benchmark, BenchmarkCase, Measurement } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { digestRecords } from "../reference/pod-record.ts";
import { ReferenceRun } from "../reference/run-reference.ts";
import { atMostTimesDearer } from "./goals.ts";
import { equalNodes, podLooks } from "./made-clusters.ts";
import { SimulationRecords } from "./simulation-records.ts";

const PLIMSOLL = "plimsoll";
const REFERENCE = "reference";
const CLASSES = 50;
const PODS = 20_000;
/** The first pods, which are compared: later ones do not change what becomes of them. */
const COMPARED = 250;
const SMOKE_PART = 50;

/** All pods come at once, each of a class drawn at random; the client's limits are those of large clusters. */
export function growthPlan(nodes: number, pods: number): Plan {
  return {
    name: "growth",
    description: "",
    kubernetes: "1.36",
    seed: "1",
    horizonUs: null,
    warmUp: { kind: "none" },
    nodes: equalNodes(nodes).map((node) => ({ node, pool: "nodes" })),
    kubelets: [],
    boundPods: [],
    objects: [],
    workloads: [{ name: "pods", source: "made", pods: podBatch(pods), arrival: { kind: "at-start" } }],
    resourceQuotas: [],
    controlPlane: { kind: "instant" },
    faults: [],
    actions: [],
    ownPlugins: [],
    scheduler: { ...defaultSchedulerConfiguration("1.36"), clientQps: 5000, clientBurst: 5000 },
    coefficients: [...SCHEDULER_COEFFICIENTS, ...KUBELET_COEFFICIENTS],
    thresholds: [],
    notes: [],
    inputs: [],
  };
}

function podBatch(pods: number): PodBatch {
  const random = new RandomStream("bench", "growth");
  const batch = new PodBatchBuilder();
  const looks = podLooks(CLASSES).map((look) => batch.template(look));
  for (let row = 0; row < pods; row += 1) {
    batch.add(`pod-${row}`, looks[random.nextIndex(CLASSES)]!, 0, RUNS_FOREVER_US);
  }
  return batch.build();
}

/** The run alone: a cluster is built once, however many pods come. */
function measurePlimsoll(nodes: number, pods: number): Measurement {
  const simulation = new Simulation(growthPlan(nodes, pods));
  const records = new SimulationRecords(simulation);
  return timedOutcome(
    pods,
    () => simulation.run(),
    () => digestRecords(records.records(), COMPARED),
  );
}

function measureReference(nodes: number, pods: number): Measurement {
  const run = new ReferenceRun(growthPlan(nodes, pods));
  return timedOutcome(
    pods,
    () => run.run(),
    () => digestRecords(run.records(), COMPARED),
  );
}

/** The reference gets fewer pods the slower it is. */
function caseOf(nodes: number, referencePods: number): BenchmarkCase {
  return {
    name: caseName(nodes),
    reference: REFERENCE,
    variants: [
      {
        kind: "in-process",
        name: REFERENCE,
        measure: (smoke) =>
          smoke ? measureReference(nodes / SMOKE_PART, COMPARED) : measureReference(nodes, referencePods),
      },
      {
        kind: "in-process",
        name: PLIMSOLL,
        measure: (smoke) => (smoke ? measurePlimsoll(nodes / SMOKE_PART, COMPARED) : measurePlimsoll(nodes, PODS)),
      },
    ],
  };
}

function caseName(nodes: number): string {
  return `${nodes.toLocaleString("en")} nodes`;
}

export const growthBenchmark: Benchmark = {
  name: "growth",
  question: `What one pod of a run costs (${PODS.toLocaleString("en")} pods of ${CLASSES} classes), by the number of nodes`,
  cases: [caseOf(1000, 4000), caseOf(10_000, 4000), caseOf(100_000, 500)],
  goals: [atMostTimesDearer(caseName(100_000), caseName(1000), PLIMSOLL, 4)],
};

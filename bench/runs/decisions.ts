// Scheduling decisions by themselves: find the node, assume the pod there. No queue, no events, no metrics. The same work
// was measured on kube-scheduler itself (one look of pods, empty nodes at the start); its figure stands beside ours.

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { SIMULATION_START } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import type { Benchmark, BenchmarkCase, Measurement, RecordedVariant } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { makePod, occupy, readLook, readNode } from "../reference/objects.ts";
import { Placement } from "../reference/placement.ts";
import { atLeastPerSecond } from "./goals.ts";
import { equalNodes, podLooks } from "./made-clusters.ts";

const PLIMSOLL = "plimsoll";
const REFERENCE = "reference";

/** Decisions before the clock starts, and decisions measured. Both variants decide alike as far as the slower one goes. */
const WARM_UP = 500;
const MEASURED_ON_REFERENCE = 2000;
const COMPARED = WARM_UP + MEASURED_ON_REFERENCE;
/** Many enough for steady figures, few enough that every pod finds room. */
const MEASURED_PER_NODE = 20;
const SMOKE_PART = 20;

/** Puts a pod of the look with this number somewhere, and says where: the number of the node. */
type Decide = (look: number) => number;

function plimsollOn(nodeCount: number, lookCount: number): Decide {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const node of equalNodes(nodeCount)) {
    cluster.apply({ kind: "node-added", node, pool: "nodes" }, SIMULATION_START);
  }
  const scheduler = new ColumnarScheduler(cluster, defaultSchedulerConfiguration("1.36"), IN_TREE_PLUGINS);
  const classes = podLooks(lookCount).map((look) => cluster.classify(look));
  return (look) => {
    const { pod } = cluster.apply({ kind: "pod-created", classId: classes[look]!, name: "pod" }, SIMULATION_START);
    const decision = scheduler.schedule({ id: pod, name: "pod", podClass: cluster.classOfPod(pod) }, SIMULATION_START);
    if (decision.kind !== "scheduled") throw new Error("every pod finds a node");
    cluster.apply({ kind: "pod-assumed", pod, node: decision.node }, SIMULATION_START);
    return decision.node;
  };
}

function referenceOn(nodeCount: number, lookCount: number): Decide {
  const nodes = equalNodes(nodeCount).map(readNode);
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const placement = new Placement(nodes);
  const looks = podLooks(lookCount).map(readLook);
  return (look) => {
    const pod = makePod("pod", looks[look]!);
    const decision = placement.decide(pod, 0);
    if (decision.kind !== "scheduled") throw new Error("every pod finds a node");
    occupy(pod, decision.node);
    return numbers.get(decision.node)!;
  };
}

function measure(decide: Decide, lookCount: number, decisions: number, compared: number): Measurement {
  const random = new RandomStream("bench", "looks");
  const chosen: number[] = [];
  const decideNext = () => chosen.push(decide(lookCount === 1 ? 0 : random.nextIndex(lookCount)));
  while (chosen.length < WARM_UP) decideNext();
  return timedOutcome(
    decisions,
    () => {
      for (let decision = 0; decision < decisions; decision += 1) decideNext();
    },
    () => chosen.slice(0, compared).join(" "),
  );
}

function caseOf(nodes: number, looks: number, recorded: readonly RecordedVariant[]): BenchmarkCase {
  const variant = (name: string, on: (nodes: number, looks: number) => Decide, decisions: number) => ({
    kind: "in-process" as const,
    name,
    measure: (smoke: boolean) =>
      smoke
        ? measure(on(nodes, looks), looks, MEASURED_ON_REFERENCE / SMOKE_PART, COMPARED)
        : measure(on(nodes, looks), looks, decisions, COMPARED),
  });
  return {
    name: caseName(nodes, looks),
    reference: REFERENCE,
    variants: [
      variant(REFERENCE, referenceOn, MEASURED_ON_REFERENCE),
      variant(PLIMSOLL, plimsollOn, MEASURED_PER_NODE * nodes),
      ...recorded,
    ],
  };
}

function caseName(nodes: number, looks: number): string {
  return `${nodes.toLocaleString("en")} nodes, ${looks === 1 ? "1 class" : `${looks} classes at random`}`;
}

function kubeScheduler(perSecond: number): RecordedVariant {
  return { kind: "recorded", name: "kube-scheduler 1.36.3", perSecond };
}

export const decisionsBenchmark: Benchmark = {
  name: "decisions",
  question: "What one scheduling decision costs, by the number of nodes (sampled as by default) and of classes of pods",
  recordedHow:
    "kube-scheduler 1.36.3 in a process of its own on two cores (KVM on AMD EPYC), 5,000 pods on empty nodes: UpdateSnapshot, SchedulePod and AssumePod, nothing else; default profile, parallelism 1",
  cases: [
    caseOf(1000, 1, [kubeScheduler(949)]),
    caseOf(5000, 1, [kubeScheduler(540)]),
    caseOf(5000, 50, []),
    caseOf(5000, 500, []),
  ],
  goals: [1, 50, 500].map((looks) => atLeastPerSecond(caseName(5000, looks), PLIMSOLL, 100_000)),
};

// What is measured of the scheduler: the list of cases of kube-scheduler's own benchmark (test/integration/scheduler_perf,
// v1.36), and the four workloads on which kube-scheduler's decisions per second of CPU time were recorded.

import type { Node, Pod } from "../../src/model/objects.ts";

import { deviceNodes, largeNodes, smallNode, smallNodes } from "./made-nodes.ts";
import { PERF_PODS, podForNode, RECORDED_PODS } from "./made-pods.ts";
import type { SchedulingWorld } from "./scheduling-world.ts";

/** One round of a workload: each step decides on one pod. */
export type Step = (step: number) => void;

export interface Workload {
  readonly name: string;
  /** 0: as many as kube-scheduler takes by default. */
  readonly percentageOfNodesToScore: number;
  /** Steps of a round, on a cluster without pods at first. */
  readonly steps: number;
  /** Steps that the plain form takes. */
  readonly comparedSteps: number;
  /** Decisions in a second of CPU time that kube-scheduler was recorded with. */
  readonly recordedPerSecond: number | undefined;
  readonly nodes: (count: number) => readonly Node[];
  /** Fills the cluster before the clock starts. */
  readonly begin: (world: SchedulingWorld) => Step;
}

/** Pods of one look, one after another. */
function alike(look: Pod): Workload["begin"] {
  return (world) => {
    const classId = world.classify(look);
    return () => world.schedule(classId);
  };
}

function perfCase(name: string, begin: Workload["begin"], changes: Partial<Workload> = {}): Workload {
  return {
    name,
    percentageOfNodesToScore: 0,
    steps: 10_000,
    comparedSteps: 60,
    recordedPerSecond: undefined,
    nodes: smallNodes,
    begin,
    ...changes,
  };
}

function recordedCase(name: string, look: Pod, recordedPerSecond: number, changes: Partial<Workload> = {}): Workload {
  return perfCase(name, alike(look), { steps: 5000, nodes: largeNodes, recordedPerSecond, ...changes });
}

/** Each pod may go to one node only. */
function daemonSet(world: SchedulingWorld): Step {
  const { cluster } = world;
  const classes = Array.from(cluster.nodeOrder, (node) => world.classify(podForNode(cluster.nodes.record(node).name)));
  return (step) => world.schedule(classes[step % classes.length]!);
}

/** All pods belong to one Service, and so are spread by the profile's default constraints. */
function servicePods(world: SchedulingWorld): Step {
  storeService(world, "coloured", { color: "blue" });
  return alike(PERF_PODS.coloured)(world);
}

function storeService(world: SchedulingWorld, name: string, selector: Readonly<Record<string, string>>): void {
  const object = { metadata: { name, namespace: "default" }, spec: { selector } };
  world.apply({ kind: "object-stored", stored: { kind: "Service", object } });
}

/** Nodes are full of pods that must give way. */
function preemption(world: SchedulingWorld): Step {
  const { cluster } = world;
  const low = world.classify(PERF_PODS.lowPriority);
  for (const node of cluster.nodeOrder) {
    const nodeName = cluster.nodes.record(node).name;
    for (let pod = 0; pod < 4; pod += 1) world.apply({ kind: "pod-placed", classId: low, name: "low", nodeName });
  }
  return alike(PERF_PODS.highPriority)(world);
}

/** In between pods come that fit nowhere. */
const STEPS_BETWEEN_HOPELESS = 10;

function unschedulable(world: SchedulingWorld): Step {
  const hopeless = world.classify(PERF_PODS.tooLarge);
  const basic = world.classify(PERF_PODS.basic);
  return (step) => world.schedule(step % STEPS_BETWEEN_HOPELESS === 0 ? hopeless : basic);
}

/** In between a node, a Service and a pod that fits nowhere come and go. */
const STEPS_BETWEEN_CHURN = 100;

function mixedChurn(world: SchedulingWorld): Step {
  const hopeless = world.classify(PERF_PODS.tooLarge);
  const basic = world.classify(PERF_PODS.basic);
  return (step) => {
    if (step % STEPS_BETWEEN_CHURN !== 0) return world.schedule(basic);
    const [node, service] = [`churned-${step}`, { kind: "Service", namespace: "default", name: "churned" } as const];
    world.apply({ kind: "node-added", node: smallNode(node), pool: "nodes" });
    storeService(world, service.name, { app: "other" });
    world.schedule(hopeless);
    world.apply({ kind: "node-removed", name: node });
    world.apply({ kind: "object-removed", name: service });
  };
}

export const PERF_WORKLOADS: readonly Workload[] = Object.freeze([
  perfCase("SchedulingBasic", alike(PERF_PODS.basic)),
  perfCase("SchedulingDaemonset", daemonSet),
  perfCase("SchedulingNodeAffinity", alike(PERF_PODS.nodeAffinity)),
  perfCase("TopologySpreading, hard", alike(PERF_PODS.hardSpread)),
  perfCase("TopologySpreading, preferred", alike(PERF_PODS.softSpread)),
  perfCase("TopologySpreading, by default, with a Service", servicePods),
  perfCase("SchedulingPodAffinity", alike(PERF_PODS.affinity)),
  perfCase("SchedulingPodAntiAffinity", alike(PERF_PODS.antiAffinity), { steps: 2500 }),
  perfCase("SchedulingPreferredPodAffinity", alike(PERF_PODS.preferredAffinity)),
  perfCase("SchedulingPreferredPodAntiAffinity", alike(PERF_PODS.preferredAntiAffinity)),
  perfCase("PreemptionBasic", preemption, { steps: 200, comparedSteps: 10 }),
  perfCase("SchedulingWithMixedChurn", mixedChurn),
  perfCase("Unschedulable", unschedulable),
  perfCase("SchedulingWithExtendedResource", alike(PERF_PODS.device), { nodes: deviceNodes }),
]);

/** Of a measurement with 5,000 nodes, parallelism 1. */
export const RECORDED_WORKLOADS: readonly Workload[] = Object.freeze([
  recordedCase("plain, sampled", RECORDED_PODS.plain, 540.4),
  recordedCase("plain, all nodes scored", RECORDED_PODS.plain, 54, { percentageOfNodesToScore: 100 }),
  recordedCase("hard zone spread", RECORDED_PODS.spread, 313.4, { steps: 3800 }),
  recordedCase("required hostname anti-affinity", RECORDED_PODS.antiAffinity, 212.2, { steps: 2550 }),
]);

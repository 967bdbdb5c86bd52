// A cluster that stands, made for measuring: what a dump of it would hold, with all pods of some Deployments bound, running and
// ready, their Services and budgets, and a day in which only time passes, or some nodes fail.

import type { Plan } from "../../src/scenario/plan.ts";
import { crashesOf } from "./made-crashes.ts";
import { madePlan } from "./made-motion.ts";
import { budgetOf, selecting, serviceOf, template } from "./made-workloads.ts";

export interface StandingSizes {
  readonly nodes: number;
  readonly deployments: number;
  readonly podsEach: number;
  readonly horizonMinutes: number;
  /** How many of a hundred nodes crash, each once. */
  readonly failingPercent: number;
}

const FILE = "standing.yaml";
const NODES = "nodes.json";
const ZONES = ["a", "b", "c"];
const HASH = "6d4f8c7b9";
const MADE_AT = "2026-01-01T00:00:00Z";

/** @throws Error if the scenario has a mistake, which is the benchmark's own. */
export function standingPlan(sizes: StandingSizes): Plan {
  const nodes = Array.from({ length: sizes.nodes }, (_, index) => nodeName(index));
  const files = new Map([[NODES, listed(nodes.map(nodeOf))]]);
  const names = Array.from({ length: sizes.deployments }, (_, index) => `app-${index}`);
  for (const [index, name] of names.entries()) files.set(`${name}.json`, listed(workloadOf(name, index, sizes)));
  const manifests = names.map((name) => `${name}.json`);
  const spec = {
    controllers: "simulated",
    horizon: `${sizes.horizonMinutes}m`,
    cluster: { manifests: [NODES] },
    workloads: [{ manifests }],
    faults: crashesOf(nodes, sizes),
  };
  const scenario = { apiVersion: "plimsoll/v1alpha1", kind: "Scenario", metadata: { name: "standing" }, spec };
  return madePlan(FILE, files.set(FILE, JSON.stringify(scenario)));
}

function listed(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

function nodeName(index: number): string {
  return `node-${index}`;
}

function nodeOf(name: string, index: number): object {
  const labels = { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": ZONES[index % ZONES.length] };
  const capacity = { cpu: "16", memory: "64Gi", pods: "110" };
  const conditions = [{ type: "Ready", status: "True", lastTransitionTime: MADE_AT, reason: "KubeletReady" }];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, uid: `uid-${name}`, creationTimestamp: MADE_AT, labels },
    status: { capacity, allocatable: capacity, conditions },
  };
}

function ownedBy(kind: string, name: string): object {
  return { apiVersion: "apps/v1", kind, name, uid: `uid-${kind}-${name}`, controller: true, blockOwnerDeletion: true };
}

function workloadOf(name: string, index: number, { nodes, podsEach }: StandingSizes): readonly object[] {
  const made = template(name, "250m", "512Mi", { isProbed: true, patienceSeconds: 300 });
  const labels = { app: name, "pod-template-hash": HASH };
  const metadata = { namespace: "default", creationTimestamp: MADE_AT, generation: 1 };
  const status = { replicas: podsEach, readyReplicas: podsEach, availableReplicas: podsEach, observedGeneration: 1 };
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...metadata, name, uid: `uid-Deployment-${name}` },
    spec: { replicas: podsEach, selector: selecting(name), template: made },
    status: { ...status, updatedReplicas: podsEach },
  };
  const setName = `${name}-${HASH}`;
  const replicaSet = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      ...metadata,
      name: setName,
      uid: `uid-ReplicaSet-${setName}`,
      labels,
      ownerReferences: [ownedBy("Deployment", name)],
    },
    spec: { replicas: podsEach, selector: { matchLabels: labels }, template: { ...made, metadata: { labels } } },
    status: { ...status, fullyLabeledReplicas: podsEach },
  };
  const pods = Array.from({ length: podsEach }, (_, pod) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      namespace: "default",
      name: `${setName}-${pod}`,
      uid: `uid-${setName}-${pod}`,
      creationTimestamp: MADE_AT,
      labels,
      ownerReferences: [ownedBy("ReplicaSet", setName)],
    },
    spec: { ...made.spec, nodeName: nodeName((index * podsEach + pod) % nodes) },
    status: runningStatus(),
  }));
  return [deployment, replicaSet, serviceOf(name), budgetOf(name), ...pods];
}

function runningStatus(): object {
  const conditions = ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => ({
    type,
    status: "True",
    lastTransitionTime: MADE_AT,
  }));
  const main = { name: "main", ready: true, restartCount: 0, state: { running: { startedAt: MADE_AT } } };
  return { phase: "Running", startTime: MADE_AT, conditions, containerStatuses: [main] };
}

// A script as the files of a scenario that `plimsoll run` reads: s.yaml, and the manifests beside it. Every script is run from these
// files, so that a written one replays what was tried. Knows the form of scenarios and manifests.

import { dump } from "js-yaml";

import type { DeploymentWish, Entry, MotionScript, StatefulSetWish, WorkloadWish } from "./motion-script.ts";

/** Long after the last fault that ends, and than any toleration. */
const HORIZON = "4h";

/** Files by path. */
export type ScenarioFiles = Readonly<Record<"s.yaml" | "objects.yaml", string>>;

export function scenarioOf(script: MotionScript): ScenarioFiles {
  const { seed, nodes, zones, cpu, podsPerNode: pods, faults, actions } = script;
  const scenario = {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name: "motion" },
    spec: {
      seed,
      horizon: HORIZON,
      cluster: { nodePools: [{ name: "m", count: nodes, zones, allocatable: { cpu, memory: "8Gi", pods } }] },
      workloads: [{ manifests: ["objects.yaml"] }],
      controllers: "simulated",
      faults,
      actions,
    },
  };
  const objects = objectsOf(script).map((object) => dump(object, { noRefs: true }));
  return { "s.yaml": dump(scenario, { noRefs: true }), "objects.yaml": objects.join("---\n") };
}

function objectsOf({ deployments, statefulSets, hasAgent }: MotionScript): readonly Entry[] {
  return [
    ...deployments.flatMap((wish, index) => withCompany(`web-${index + 1}`, wish, deploymentOf)),
    ...statefulSets.flatMap((wish, index) => withCompany(`db-${index + 1}`, wish, statefulSetOf)),
    ...(hasAgent ? [agent()] : []),
  ];
}

/** A workload with its Service and its budget. */
function withCompany<Wish extends WorkloadWish>(
  name: string,
  wish: Wish,
  objectOf: (name: string, wish: Wish) => Entry,
): readonly Entry[] {
  const selector = { matchLabels: { app: name } };
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name },
    spec: { selector: selector.matchLabels, ports: [{ port: 80 }] },
  };
  if (wish.budget === null) return [objectOf(name, wish), service];
  const budget = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: { ...wish.budget, selector },
  };
  return [objectOf(name, wish), service, budget];
}

function deploymentOf(name: string, wish: DeploymentWish): Entry {
  const spec = { replicas: wish.replicas, strategy: wish.strategy, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec };
}

function statefulSetOf(name: string, wish: StatefulSetWish): Entry {
  const { replicas, management: podManagementPolicy } = wish;
  const spec = { replicas, podManagementPolicy, serviceName: name, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name }, spec };
}

function agent(): Entry {
  const wish = { cpuMilli: 50, graceSeconds: 5, readyAfterSeconds: 0 };
  return { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "agent" }, spec: selected("agent", wish) };
}

type PodWish = Pick<WorkloadWish, "cpuMilli" | "graceSeconds" | "readyAfterSeconds">;

function selected(app: string, { cpuMilli, graceSeconds, readyAfterSeconds }: PodWish): Entry {
  const probe = { readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: readyAfterSeconds } };
  const container = {
    name: "main",
    image: "main:1",
    resources: { requests: { cpu: `${cpuMilli}m` } },
    ...(readyAfterSeconds === 0 ? {} : probe),
  };
  const spec = { terminationGracePeriodSeconds: graceSeconds, containers: [container] };
  return { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } }, spec } };
}

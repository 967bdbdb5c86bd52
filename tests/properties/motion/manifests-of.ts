// The manifests of a script's workloads. Knows the form of manifests.

import type { DeploymentWish, Entry, StatefulSetWish, WorkloadWish } from "./workload-wish.ts";

export function deploymentOf(name: string, wish: DeploymentWish): Entry {
  const { replicas, minReadySeconds, strategy } = wish;
  const spec = { replicas, minReadySeconds, strategy, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec };
}

export function statefulSetOf(name: string, wish: StatefulSetWish): Entry {
  const { replicas, minReadySeconds, management: podManagementPolicy } = wish;
  const spec = { replicas, minReadySeconds, podManagementPolicy, serviceName: name, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name }, spec };
}

export function agent(): Entry {
  const wish = { cpuMilli: 50, graceSeconds: 5, readyAfterSeconds: 0, isOnePerNode: false };
  return { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "agent" }, spec: selected("agent", wish) };
}

type PodWish = Pick<WorkloadWish, "cpuMilli" | "graceSeconds" | "readyAfterSeconds" | "isOnePerNode">;

function selected(app: string, { cpuMilli, graceSeconds, readyAfterSeconds, isOnePerNode }: PodWish): Entry {
  const probe = { readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: readyAfterSeconds } };
  const container = {
    name: "main",
    image: "main:1",
    resources: { requests: { cpu: `${cpuMilli}m` } },
    ...(readyAfterSeconds === 0 ? {} : probe),
  };
  const term = { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app } } };
  const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const spec = {
    terminationGracePeriodSeconds: graceSeconds,
    containers: [container],
    ...(isOnePerNode ? { affinity: apart } : {}),
  };
  return { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } }, spec } };
}

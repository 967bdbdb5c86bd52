// A small cluster with load and an autoscaler, for tests: the plan, and the cluster as it stands before anything happens.

import type { HorizontalPodAutoscaler } from "../../src/model/api/types/autoscaling-v2.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { ServiceSeries } from "../../src/metrics/load/load-findings.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { ServedWorkloads } from "../../src/simulation/served-workloads.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

import { load } from "../scenario/memory-files.ts";

const OBJECTS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: main, image: m, resources: { requests: { cpu: 500m }, limits: { cpu: "1" } } }
        - { name: proxy, image: m, resources: { requests: { cpu: 100m } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: other }
spec:
  selector: { matchLabels: { app: other } }
  template: { metadata: { labels: { app: other } }, spec: { containers: [{ name: main, image: m }] } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 6
  metrics: METRICS
`;

const SCENARIO = `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: loaded }
spec:
  horizon: 5m
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }] }
  workloads: [{ manifests: [objects.yaml] }]
  load:
    - { target: service/web, requestsPerSecond: RATE, cpuPerRequest: 20ms, timeout: 1s }
  metrics:
    pods: { http_requests: requestsPerSecond }
  thresholds: ["http_request_duration_seconds{target=web} p(95) < 0.001"]
`;

export const CPU_AT_60 =
  "[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]";

export interface LoadWorld {
  readonly plan: Plan;
  readonly simulation: Simulation;
  readonly cluster: ClusterState;
  readonly workloads: ServedWorkloads;
  readonly autoscaler: HorizontalPodAutoscaler;
}

/** `metrics`: of the autoscaler, as YAML; `rate`: requests per second. */
export function loadWorld(metrics = CPU_AT_60, rate = 40): LoadWorld {
  const objects = OBJECTS.replace("METRICS", metrics);
  const { plan } = load({ "s.yaml": SCENARIO.replace("RATE", String(rate)), "objects.yaml": objects });
  const simulation = new Simulation(plan!);
  const { cluster } = simulation;
  const autoscaler = cluster.objects.find("HorizontalPodAutoscaler", "default", "web")!;
  return { plan: plan!, simulation, cluster, workloads: new ServedWorkloads(cluster), autoscaler };
}

/** What service/web was asked for in spans of 15 seconds. */
export function demandOf(requestsPerSecond: readonly number[], demandCores: readonly number[]): ServiceSeries {
  return {
    service: "web",
    target: "service/default/web",
    atSeconds: requestsPerSecond.map((_, span) => 15 * span),
    requestsPerSecond,
    errorsPerSecond: requestsPerSecond.map(() => 0),
    demandCores,
  };
}

// A service under load with an autoscaler, as a scenario, for tests of whole runs.

import { expect } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: web, resources: { requests: { cpu: 500m }, limits: { cpu: "1" } } }] }
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
  minReplicas: 2
  maxReplicas: 10
  metrics: METRICS
`;

const CPU_AT_60 =
  "[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]";

const SCENARIO = `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: loaded }
spec:
  horizon: 20m
  cluster: { nodePools: [{ name: general, count: 3, allocatable: { cpu: 8, memory: 32Gi } }] }
  workloads: [{ manifests: [web.yaml] }]
`;

const LOAD = `
  load:
    - target: service/web
      requestsPerSecond: RATE
      cpuPerRequest: 12ms
      latency: { distribution: lognormal, mean: 40ms, cv: 1.2 }
      timeout: 2s
`;

export interface LoadedOptions {
  /** `requestsPerSecond`. */
  readonly rate: string;
  /** The autoscaler's metrics; absent: CPU at 60 %. */
  readonly metrics?: string;
  /** Lines of `spec` beside the load. */
  readonly more?: string;
}

export function loadedPlan({ rate, metrics = CPU_AT_60, more = "" }: LoadedOptions): Plan {
  const sink = new DiagnosticSink();
  const files = new MemoryFiles({
    "loaded.yaml": SCENARIO + LOAD.replace("RATE", rate) + more,
    "web.yaml": WEB.replace("METRICS", metrics),
  });
  const plan = loadScenario("loaded.yaml", files, sink);
  // That nobody serves what an autoscaler asks for is what some tests are about.
  const told = sink.all.filter(({ code }) => code !== "unserved-metric");
  expect(told.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  return plan!;
}

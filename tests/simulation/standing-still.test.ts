// Runs in which pods make room for one another for ever, in no time.

import { expect, it } from "vitest";

import { buildResult } from "../../src/simulation/build-result.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

import { load, scenario } from "../scenario/memory-files.ts";

function web(replicas: number, strategy: string, pod: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  strategy: { rollingUpdate: ${strategy} }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: main, image: "main:1", resources: { requests: { cpu: 100m } } }]
${pod}`;
}

const LOW = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: low }
value: 10
---
`;
/** Old pods are less important, and no new one may stand beside them. */
const APART = `      priorityClassName: low
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }
`;

const SPEC = `  controllers: simulated
  controlPlane: instant
  horizon: 10m
  workloads: [{ manifests: [old.yaml] }]
  actions: [{ at: 1m, apply: { manifests: [new.yaml] } }]
`;

const TWO_NODES = "    nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }]\n";

function simulationOf(old: string, next: string): Simulation {
  return new Simulation(load({ "s.yaml": scenario(SPEC, TWO_NODES), "old.yaml": old, "new.yaml": next }).plan!);
}

it("a rollout whose old and new pods preempt one another at one moment is given up, and that is told", () => {
  const old = LOW + web(4, "{ maxSurge: 2, maxUnavailable: 0 }", "");
  const simulation = simulationOf(old, web(6, "{ maxSurge: 1, maxUnavailable: 25% }", APART));
  const outcome = simulation.run();
  expect(outcome.endedBy).toBe("event-limit");
  expect(outcome.at).toBe(60_000_000);
  const { run, verdict } = buildResult(simulation, outcome);
  expect(run.endedBy).toBe("event-limit");
  expect(JSON.stringify(verdict)).toMatch(/The run was given up after \d{3},\d{3} events, at 60 s/);
});

it("as many pods as are asked for may come at one moment", () => {
  const old = web(1, "{}", "");
  const simulation = simulationOf(old, web(12_000, "{}", ""));
  expect(simulation.run().endedBy).not.toBe("event-limit");
});

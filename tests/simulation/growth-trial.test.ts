// Whole runs with a pool that grows: nodes come for pods that they take, for no others, and a saved run goes on bit-equal.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { load } from "../scenario/memory-files.ts";

const POD_SPEC = `containers: [{ name: main, image: "web:1", resources: { requests: { cpu: "1" } } }]`;

const AGENT = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { ${POD_SPEC} }
`;

/** So many pods of one core, with what else their spec says. */
function web(replicas: number, more = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { ${POD_SPEC}${more} }
`;
}

/** One node of four cores that may become six. */
function planOf(manifests: string): Plan {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: grows }
spec:
  horizon: 30m
  cluster:
    nodePools: [{ name: m, count: 1, pricePerHour: 1, growth: { max: 6, delay: 2m }, allocatable: { cpu: 4, memory: 8Gi } }]
  workloads: [{ manifests: [web.yaml] }]
`;
  const { plan, errors } = load({ "s.yaml": scenario, "web.yaml": manifests });
  expect(errors).toEqual([]);
  return plan!;
}

const ANTI_AFFINITY =
  ", affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: " +
  "[{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }] } }";

describe("a pool that grows in a run", () => {
  it("gets as many nodes as the pods that wait need, and they are paid for from when they come", () => {
    const { nodes, pods, metrics } = runSimulation(planOf(web(10)));
    expect(nodes).toBe(3);
    expect(pods.running).toBe(10);
    const cost = metrics.find(({ name }) => name === "plimsoll_cost_total")?.value;
    // One node for half an hour, and two for all but the 10 s of the scan and the 2 minutes.
    expect(cost).toBeCloseTo(0.5 + (2 * (1800 - 130)) / 3600, 6);
  });

  it("counts the pods of DaemonSets that a new node has from the beginning", () => {
    const { nodes, pods } = runSimulation(planOf(`${web(10)}---\n${AGENT}`));
    expect(nodes).toBe(4);
    expect(pods.running).toBe(14);
  });

  it("orders a node for each pod that suffers no other beside it", () => {
    const { nodes, pods } = runSimulation(planOf(web(4, ANTI_AFFINITY)));
    expect(nodes).toBe(4);
    expect(pods.running).toBe(4);
  });

  it.each([
    ["that is too large for its nodes", web(1).replace('cpu: "1"', 'cpu: "5"')],
    ["that wants other nodes", web(1, ", nodeSelector: { disk: fast }")],
  ])("orders nothing for a pod %s", (_what, manifests) => {
    expect(runSimulation(planOf(manifests)).nodes).toBe(1);
  });

  it.each([5, 60, 200])("goes on bit-equal in a fork of the run at %s s", (second) => {
    const plan = planOf(web(14));
    const first = new Simulation(plan);
    first.run(moment(second * 1e6));
    const fork = new Simulation(plan);
    fork.restore(first.snapshot());
    for (const simulation of [first, fork]) simulation.run();
    expect(fork.engine.fingerprint).toBe(first.engine.fingerprint);
    expect(fork.cluster.nodes.size).toBe(4);
  });
});

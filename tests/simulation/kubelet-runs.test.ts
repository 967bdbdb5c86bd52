// Whole runs in which kubelets save their nodes: pods that use too much memory, and what availability makes of it.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { isPodReady } from "../../src/cluster/live-pods.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { load } from "../scenario/memory-files.ts";

const WEB = (memory: string, resources: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
      annotations: { plimsoll/memory-use: "${memory}", plimsoll/stops-within: 1s }
    spec: { containers: [{ name: main, image: "web:1", resources: ${resources} }] }
`;

/** Two nodes of 1 GiB, two hours. */
function planOf(memory: string, resources: string): Plan {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: memory }
spec:
  horizon: 2h
  controllers: simulated
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 1Gi } }] }
  workloads: [{ manifests: [web.yaml] }]
`;
  const { plan, errors } = load({ "s.yaml": scenario, "web.yaml": WEB(memory, resources) });
  expect(errors).toEqual([]);
  return plan!;
}

/** The same with settings of kubelets, and a fault. */
function planWith(kubelet: string, fault: string): Plan {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: settings }
spec:
  horizon: 2h
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 1Gi }, kubelet: ${kubelet} }] }
  workloads: [{ manifests: [web.yaml] }]
  faults: [${fault}]
`;
  const { plan, errors } = load({ "s.yaml": scenario, "web.yaml": WEB("1Mi", "{}") });
  expect(errors).toEqual([]);
  return plan!;
}

function heardIn(plan: Plan): { readonly simulation: Simulation; readonly changes: readonly Change[] } {
  const simulation = new Simulation(plan);
  const changes: Change[] = [];
  simulation.cluster.observe({ hear: ({ change }) => void changes.push(change) });
  simulation.run();
  return { simulation, changes };
}

describe("pods of a workload that all nodes turn away", () => {
  it("come one after the other, until the API knows why, also where requests take no time", () => {
    const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: pressure }
spec:
  horizon: 1h
  controlPlane: instant
  controllers: simulated
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 1Gi } }] }
  workloads: [{ manifests: [web.yaml] }]
  faults: [{ nodePressure: { pool: m, at: 10m, for: 5m, pressure: disk } }]
  actions: [{ at: 601s, scale: { deployment: web, replicas: 4 } }]
`;
    const { plan } = load({ "s.yaml": scenario, "web.yaml": WEB("1Mi", "{}") });
    const { simulation, changes } = heardIn(plan!);
    const refused = changes.flatMap((change) => (change.kind === "pod-ended" && change.message ? [change] : []));
    const rejected = refused.filter(({ message }) => message!.startsWith("Pod was rejected:"));
    // Two kubelets, 50 pods a second each, for 10 s until the status of their nodes is posted.
    expect(rejected.length).toBeGreaterThan(100);
    expect(rejected.length).toBeLessThanOrEqual(2 * 50 * 10);
    const ready = Array.from({ length: simulation.cluster.pods.size }, (_, pod) => pod).filter((pod) =>
      isPodReady(simulation.cluster, pod),
    );
    expect(ready).toHaveLength(4);
  });
});

const LEAK = planOf("100Mi@0s,1200Mi@1h", "{ requests: { memory: 100Mi } }");

describe("pods that use up their nodes' memory", () => {
  it("are evicted, replaced elsewhere, and cost what availability calls eviction", () => {
    const { simulation, changes } = heardIn(LEAK);
    const evicted = changes.filter((change) => change.kind === "pod-ended" && change.reason === "Evicted");
    expect(evicted.length).toBeGreaterThanOrEqual(2);
    const events = changes.flatMap((change) => (change.kind === "event-recorded" ? [change.event.reason] : []));
    expect(events).toContain("Evicted");
    expect(events).toContain("EvictionThresholdMet");
    const [web] = simulation.motion!.availability.findings(moment(7_200e6)).workloads;
    expect(web).toMatchObject({ desired: 2, serving: 2 });
    expect(web!.missingReplicaSeconds.map(({ cause }) => cause)).toContain("eviction");
  });

  it("leave their nodes with the condition and its taint for as long as the kubelet says so", () => {
    const { simulation, changes } = heardIn(LEAK);
    const nodes = changes.flatMap((change) => (change.kind === "node-updated" ? [change.node] : []));
    const pressed = nodes.filter(({ status }) =>
      (status?.conditions ?? []).some(({ type, status: is }) => type === "MemoryPressure" && is === "True"),
    );
    expect(pressed.length).toBeGreaterThan(0);
    const keys = nodes.flatMap(({ spec }) => (spec?.taints ?? []).map(({ key }) => key));
    expect(keys).toContain("node.kubernetes.io/memory-pressure");
    for (const node of [0, 1]) expect(simulation.cluster.kubelets.of(node).conditions).toEqual([]);
  });

  it("go on bit-equal from a saved moment under pressure", () => {
    const { simulation: whole, changes } = heardIn(LEAK);
    expect(changes.some(({ kind }) => kind === "kubelet-pressure")).toBe(true);
    const first = new Simulation(LEAK);
    // About 50 minutes after their start they use all that there is.
    first.run(moment(3_030e6));
    expect([0, 1].some((node) => first.cluster.kubelets.of(node).conditions.length > 0)).toBe(true);
    const second = new Simulation(LEAK);
    second.restore(first.snapshot());
    second.run();
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
  });

  it("are killed before where they have a limit, and cost what availability calls a crash loop", () => {
    const { motion } = runSimulation(planOf("100Mi@0s,1200Mi@1m", "{ limits: { memory: 500Mi } }"));
    const [web] = motion!.availability.workloads;
    expect(web!.missingReplicaSeconds.map(({ cause }) => cause)).toContain("crash-loop");
  });
});

describe("a node that is shut down", () => {
  const fault = "{ nodeShutdown: { node: m-1, at: 10m, for: 20m } }";

  it("stops its pods as its settings say, and they are back elsewhere long before it is", () => {
    const { simulation, changes } = heardIn(planWith("{ shutdownGracePeriod: 60s }", fault));
    expect(changes.filter((change) => change.kind === "pod-ended").map(({ reason }) => reason)).toContain("Terminated");
    const [web] = simulation.motion!.availability.findings(moment(7_200e6)).workloads;
    expect(web).toMatchObject({ desired: 2, serving: 2 });
    expect(web!.missingReplicaSeconds.map(({ cause }) => cause)).toContain("eviction");
    const missing = web!.missingReplicaSeconds.reduce((total, { replicaSeconds }) => total + replicaSeconds, 0);
    expect(missing).toBeLessThan(60);
    // It is down, and well again when it is over.
    const silent = changes.filter((change) => change.kind === "kubelet-changed" && !change.health.runsContainers);
    expect(silent).toHaveLength(1);
    expect(simulation.cluster.kubelets.of(0)).toMatchObject({ runsContainers: true, isShuttingDown: false });
  });

  it("goes at once where nothing is set, and its pods with it", () => {
    const { simulation, changes } = heardIn(planWith("{ maxPods: 20 }", fault));
    expect(changes.some((change) => change.kind === "pod-ended" && change.reason === "Terminated")).toBe(false);
    const [web] = simulation.motion!.availability.findings(moment(7_200e6)).workloads;
    expect(web).toMatchObject({ desired: 2, serving: 2 });
  });
});

describe("a run without controllers", () => {
  const POD = (name: string, annotations: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: { containers: [{ name: main, image: "web:1", resources: { requests: { memory: 1Mi }, limits: { memory: 500Mi } } }] }
`;
  const resultOf = (pods: string) => {
    const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: expanded }
spec:
  horizon: 30m
  cluster: { nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 8Gi } }] }
  workloads: [{ manifests: [pods.yaml] }]
`;
    const { plan, errors } = load({ "s.yaml": scenario, "pods.yaml": pods });
    expect(errors).toEqual([]);
    expect(plan!.controlled).toBeUndefined();
    return runSimulation(plan!);
  };

  it("tells of kills for memory, restarts and images that cannot be pulled", () => {
    const leaky = POD("leaky", 'plimsoll/memory-use: "200Mi@0s,600Mi@10m"');
    const { verdict, motion } = resultOf(`${leaky}---\n${POD("stuck", 'plimsoll/pull-fails: "true"')}`);
    expect(verdict.sentence).toBe(
      "At the end 2 of 2 pods are placed. 1 pod has a container that does not run: pod/stuck (ImagePullBackOff). " +
        "Containers were restarted 3 times in pod/leaky.",
    );
    const events = motion!.chronicle.events.map(({ object, reason }) => `${object} ${reason}`);
    expect(events).toContain("default/leaky OOMKilled");
    const refusals = motion!.chronicle.events.filter(({ object }) => object === "default/stuck");
    // At 0, 10, 30, 70, 150 and 310 s, and then each five minutes, as the kubelet comes to look.
    expect(refusals.map(({ reason, type, count }) => [reason, type, count])).toEqual([
      ["Failed", "Warning", 10],
      ["BackOff", "Normal", 9],
    ]);
  });

  it("has nothing to tell of containers that only run", () => {
    const { verdict, motion } = resultOf(POD("calm", "team: a"));
    expect(verdict.sentence).toBe("The cluster carries the pod.");
    expect(motion).toBeUndefined();
  });
});

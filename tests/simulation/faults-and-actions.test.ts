// Whole runs with faults and actions: all comes back, what cannot end is told, and a saved run goes on bit-equal.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { load } from "../scenario/memory-files.ts";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: "web:1", resources: { requests: { cpu: 500m } } }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 3, selector: { matchLabels: { app: web } } }
`;

/** Six nodes in three zones, the Deployment, and what else the lines of the spec say. */
function planOf(...lines: readonly string[]): Plan {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: events }
spec:
  cluster:
    nodePools: [{ name: m, count: 6, zones: [a, b, c], allocatable: { cpu: 4, memory: 8Gi } }]
  workloads: [{ manifests: [web.yaml] }]
${lines.map((line) => `  ${line}\n`).join("")}`;
  const { plan, errors } = load({ "s.yaml": scenario, "web.yaml": WEB });
  expect(errors).toEqual([]);
  return plan!;
}

function servingOf(plan: Plan): {
  readonly desired: number;
  readonly serving: number;
  readonly unfinished: readonly string[];
} {
  const { motion } = runSimulation(plan);
  const [web] = motion!.availability.workloads;
  return { desired: web!.desired, serving: web!.serving, unfinished: motion!.unfinished.map(({ text }) => text) };
}

describe("a run in which a user's taint drives pods away", () => {
  it("says so of each pod until it is gone, also under a disruption budget", () => {
    const plan = planOf(
      "horizon: 10m",
      "actions: [{ at: 5m, taint: { pool: m, key: gone, value: soon, effect: NoExecute } }]",
    );
    const simulation = new Simulation(plan);
    const said: string[] = [];
    const { cluster } = simulation;
    cluster.observe({
      hear: ({ change }) => {
        if (change.kind !== "pod-terminating" || change.graceSeconds === 0) return;
        const { status, reason = "" } = cluster.life.detailOf(change.pod).conditions?.["DisruptionTarget"] ?? {};
        said.push(`${status} ${reason}`);
      },
    });
    simulation.run();
    expect(said).toEqual(Array.from({ length: 4 }, () => "True DeletionByTaintManager"));
  });
});

describe("a run with a fault", () => {
  it.each([
    "nodeCrash: { node: [m-1, m-2], at: 10m, for: 20m }",
    "nodeHang: { node: m-1, at: 10m, for: 3m }",
    "kubeletLoss: { zone: a, at: 10m, for: 20m }",
    "networkPartition: { zone: a, at: 10m, for: 20m }",
    "nodePressure: { node: m-1, at: 10m, for: 5m, pressure: disk }",
    "flapping: { node: m-1, at: 10m, for: 30m, down: 90s, up: 60s }",
    "spotReclaim: { node: [m-1, m-2], at: 10m, for: 20m }",
    "nodeDeleted: { node: [m-1, m-2], at: 10m, for: 20m }",
    "zoneOutage: { zone: a, at: 10m, for: 30m }",
    "poolOutage: { pool: m, at: 10m, for: 10m }",
    "groupOutage: { nodes: 3, at: 10m, for: 30m, as: networkPartition }",
    "maintenanceWindow: { pool: m, at: 10m, down: 2m }",
    "nodeCrash: { meanTimeBetweenFailures: 30m, repair: 5m }",
  ])("has all its pods again at the end: %s", (fault) => {
    const later = "actions: [{ at: 150m, scale: { deployment: web, replicas: 5 } }]";
    // By law, nodes fail for as long as the run goes on.
    const least = fault.includes("meanTime") ? 3 : 5;
    const { desired, serving, unfinished } = servingOf(planOf("horizon: 3h", `faults: [{ ${fault} }]`, later));
    expect(desired).toBe(5);
    expect(serving).toBeGreaterThanOrEqual(least);
    expect(unfinished).toEqual([]);
  });
});

describe("a drain that a disruption budget blocks for ever", () => {
  const blocked = [
    "actions:",
    "  - { at: 1m, scale: { deployment: web, replicas: 3 } }",
    "  - { at: 5m, drain: { selector: { kubernetes.io/os: linux } } }",
  ];

  it.each([[[] as readonly string[]], [["horizon: 30d"]]])("does not hold up a run, and is told: %j", (horizon) => {
    const { motion, run } = runSimulation(planOf(...horizon, ...blocked));
    expect(run.endedBy).toBe(horizon.length === 0 ? "quiescence" : "horizon");
    expect(motion?.unfinished).toMatchObject([
      {
        by: "drain",
        sinceSeconds: 300,
        position: { file: "s.yaml", line: horizon.length === 0 ? 10 : 11 },
        text: expect.stringMatching(
          /^node\/m-\d is not drained: it waits for pod default\/web-.* to be evicted/,
        ) as string,
      },
    ]);
  });
});

describe("a run that is saved", () => {
  it("goes on bit-equal in the midst of faults, drains and waits", () => {
    const plan = planOf(
      "horizon: 1h",
      "faults:",
      "  - { nodeCrash: { meanTimeBetweenFailures: 1h, repair: { distribution: lognormal, mean: 8m, cv: 1 } } }",
      "  - { spotReclaim: { node: m-3, at: 20m, for: 15m } }",
      "  - { flapping: { node: m-4, at: 30m, for: 20m, down: { distribution: exponential, mean: 1m }, up: 1m } }",
      "actions:",
      "  - { name: roll, at: 10m, rolloutRestart: { deployment: web } }",
      "  - { after: roll, when: { deployment: web, is: rolled-out }, drain: { zone: b, timeout: 10m } }",
    );
    const whole = new Simulation(plan);
    whole.run();
    for (const minutes of [20.5, 33]) {
      const first = new Simulation(plan);
      first.engine.run(moment(minutes * 60e6));
      const second = new Simulation(plan);
      second.restore(first.snapshot());
      second.run();
      expect(second.engine.fingerprint, `saved at ${minutes} min`).toBe(whole.engine.fingerprint);
    }
  });
});

describe("a run in which somebody applies a Service", () => {
  it("takes it in with its ports, and lists the pods behind it", () => {
    const service =
      "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { selector: { app: web }, ports: [{ port: 80 }] } }";
    const simulation = new Simulation(
      planOf("horizon: 10m", "actions:", `  - { at: 1m, apply: { objects: [${service}] } }`),
    );
    simulation.run();
    expect(simulation.motion!.openEnds()).toEqual([]);
    expect(simulation.probes.chronicle.chronicle().messages.map(({ text }) => text)).toEqual(["service/web created"]);
    const slices = [...simulation.cluster.objects.list("EndpointSlice")].filter(
      ({ addressType }) => addressType === "IPv4",
    );
    expect(slices.map(({ ports, endpoints }) => [ports?.map(({ port }) => port), endpoints?.length])).toEqual([
      [[80], 4],
    ]);
  });
});

describe("an autoscaler that an action brings or takes away", () => {
  const HPA =
    "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { " +
    "scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 6, maxReplicas: 9, " +
    "metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }] } }";
  /** What may scale to zero needs one that does not come from the pods. */
  const ONE_METRIC =
    "metrics: [{ type: External, external: { metric: { name: waiting }, target: { type: AverageValue, averageValue: 5 } } }] ";
  const desiredAfter = (...actions: readonly string[]) =>
    servingOf(planOf("horizon: 1h", "controllers: simulated", "actions:", ...actions.map((action) => `  - ${action}`)));

  it("scales from then on, and no longer", () => {
    const applied = `{ at: 5m, apply: { objects: [${HPA}] } }`;
    const scaled = "{ at: 30m, scale: { deployment: web, replicas: 2 } }";
    expect(desiredAfter(applied)).toEqual({ desired: 6, serving: 6, unfinished: [] });
    expect(desiredAfter(applied, scaled).desired).toBe(6);
    const deleted = "{ at: 20m, delete: { horizontalPodAutoscaler: web } }";
    expect(desiredAfter(applied, deleted, scaled)).toEqual({ desired: 2, serving: 2, unfinished: [] });
  });

  it("is judged with the gates of the API server", () => {
    const gates = "controllerManager: { featureGates: { HPAScaleToZero: true } }";
    const zero = HPA.replace("minReplicas: 6", "minReplicas: 0").replaceAll(/metrics: .*] /g, ONE_METRIC);
    const { motion } = runSimulation(
      planOf("horizon: 1h", gates, "actions:", `  - { at: 5m, apply: { objects: [${zero}] } }`),
    );
    expect(motion!.autoscalers).toMatchObject([{ name: "web", minReplicas: 0 }]);
    expect(motion!.unfinished).toEqual([]);
  });

  it("may be of autoscaling/v1, and change one that is there", () => {
    const old =
      "{ apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { minReplicas: 3, " +
      "maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, targetCPUUtilizationPercentage: 50 } }";
    const [first, second] = [HPA, old].map(
      (object, index) => `{ name: a${index}, at: ${5 + index}m, apply: { objects: [${object}] } }`,
    );
    const scaled = "{ at: 30m, scale: { deployment: web, replicas: 2 } }";
    expect(desiredAfter(first!, second!).desired).toBe(3);
    expect(desiredAfter(second!, scaled).desired).toBe(3);
  });
});

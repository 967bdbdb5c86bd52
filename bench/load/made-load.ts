// Services under load made for measuring, each with a Deployment and an autoscaler by CPU: a day as somebody's monitoring would have
// recorded it, a value each five minutes, or a rate that never changes. The same sizes give the same scenario.

import type { Plan } from "../../src/scenario/plan.ts";
import { madePlan } from "../motion/made-motion.ts";
import { selecting, serviceOf, template } from "../motion/made-workloads.ts";

export interface LoadSizes {
  readonly services: number;
  readonly horizonMinutes: number;
  readonly rates: "recorded" | "steady";
}

const FILE = "load.yaml";
const MANIFESTS = "services.json";
const SERIES = "requests.csv";
const STEP_MINUTES = 5;
const PODS_AT_FIRST = 4;
const PODS_MOST = 20;
const SERVICES_PER_NODE = 2;
const STEADY_PER_SECOND = 100;

/** @throws Error if the scenario has a mistake, which is the benchmark's own. */
export function loadPlan(sizes: LoadSizes): Plan {
  const names = Array.from({ length: sizes.services }, (_, index) => `web-${index}`);
  const list = { apiVersion: "v1", kind: "List", items: names.flatMap(objectsOf) };
  const files = new Map([
    [FILE, JSON.stringify(scenarioOf(names, sizes))],
    [MANIFESTS, JSON.stringify(list)],
    [SERIES, recorded(sizes.horizonMinutes)],
  ]);
  return madePlan(FILE, files);
}

function objectsOf(name: string): readonly object[] {
  const spec = { replicas: PODS_AT_FIRST, selector: selecting(name), template: template(name, "500m", "64Mi") };
  const target = { type: "Utilization", averageUtilization: 60 };
  const autoscaler = {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
    minReplicas: 2,
    maxReplicas: PODS_MOST,
    metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
  };
  return [
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec },
    serviceOf(name),
    { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata: { name }, spec: autoscaler },
  ];
}

function scenarioOf(names: readonly string[], { rates, horizonMinutes }: LoadSizes): object {
  const count = 2 + Math.ceil(names.length / SERVICES_PER_NODE);
  const load = names.map((name, index) => ({
    target: `service/${name}`,
    // No two are alike, so that no two autoscalers change anything together.
    requestsPerSecond: rates === "steady" ? STEADY_PER_SECOND + index / 100 : seriesOf(1 + index / 10_000),
    cpuPerRequest: "12ms",
    latency: { distribution: "lognormal", mean: "40ms", cv: 1.2 },
  }));
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name: "load" },
    spec: {
      controllers: "simulated",
      loadMode: "intervals",
      horizon: `${horizonMinutes}m`,
      cluster: { nodePools: [{ name: "general", count, allocatable: { cpu: 16, memory: "64Gi" } }] },
      workloads: [{ manifests: [MANIFESTS] }],
      load,
    },
  };
}

function seriesOf(scale: number): object {
  return { recorded: { file: SERIES, values: "perSecond", scale, gaps: "hold", atEnd: "hold" } };
}

/** Low at night, high in the afternoon, and never quite the same: seconds since the begin, and a rate. */
function recorded(horizonMinutes: number): string {
  const rows = ["timestamp,value"];
  let state = 1;
  for (let minute = 0; minute <= horizonMinutes; minute += STEP_MINUTES) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const day = 1 - Math.cos((2 * Math.PI * minute) / 1440);
    rows.push(`${minute * 60},${(20 + 100 * day + (40 * state) / 4_294_967_296).toFixed(1)}`);
  }
  return `${rows.join("\n")}\n`;
}

// Every metric that a threshold may name is measured by a run, with and without labels, in every figure that it has.

import { expect, it } from "vitest";

import { METRIC_NAMES, type MetricName } from "../../src/metrics/metric-names.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";

import { load, POD, scenario } from "../scenario/memory-files.ts";

const LABELS: Readonly<Record<string, string>> = {
  class: "default",
  kind: "StatefulSet",
  name: "db",
  namespace: "default",
  phase: "Running",
  plugin: "NodeResourcesFit",
  profile: "default-scheduler",
  queue: "active",
  resource: "cpu",
  result: "scheduled",
  source: "db",
  stage: "total",
  target: "db",
  unit: "cores",
};

const FIGURES = ["p(0)", "p(95)", "p(99.9)", "p(100)", "mean", "min", "max", "count"];

function promisesOn({ name, kind, labels }: MetricName): readonly string[] {
  const all = `{${labels.map((label) => `${label}=${LABELS[label]!}`).join(",")}}`;
  const series = labels.length === 0 ? [""] : labels.includes("resource") ? [all] : ["", all];
  const figures = kind === "distribution" ? FIGURES : ["value"];
  return series.flatMap((braces) => figures.map((figure) => `${name}${braces} ${figure} >= 0`));
}

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: c, image: c, resources: { requests: { cpu: 1 } } }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: db }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: db }, maxReplicas: 2 }
`;

const LOAD = "  load: [{ target: statefulset/db, requestsPerSecond: 20, cpuPerRequest: 5ms, slo: 1s }]\n";

/** Nothing is preempted here: no distribution to speak of. */
const promises = METRIC_NAMES.filter(({ name }) => name !== "scheduler_preemption_victims").flatMap(promisesOn);

it("every metric can be promised something about", () => {
  const listed = promises.map((promise) => `    - "${promise}"\n`).join("");
  const workloads = `  controllers: simulated\n  horizon: 5m\n  workloads: [{ manifests: [a.yaml, db.yaml] }]\n${LOAD}`;
  const files = { "s.yaml": scenario(`${workloads}  thresholds:\n${listed}`), "a.yaml": POD, "db.yaml": SET };
  const { plan } = load(files);
  const { thresholds } = runSimulation(plan!);
  expect(thresholds).toHaveLength(promises.length);
  expect(thresholds.filter(({ observed, passed }) => observed === null || !passed)).toEqual([]);
});

// The list of metrics that a threshold may name, against everything that probes really measure.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { autoscalingMeasurements } from "../../src/metrics/autoscaling/autoscaling-measurements.ts";
import { AvailabilityProbe } from "../../src/metrics/availability/availability-probe.ts";
import { AdmissionProbe } from "../../src/metrics/admission-probe.ts";
import { AttemptProbe } from "../../src/metrics/attempt-probe.ts";
import { CostProbe } from "../../src/metrics/cost-probe.ts";
import { schedulingMeasurements, stageMeasurements } from "../../src/metrics/latency.ts";
import { LoadProbe } from "../../src/metrics/load/load-probe.ts";
import type { Measurement } from "../../src/metrics/measurement.ts";
import { METRIC_NAMES, metricNamed } from "../../src/metrics/metric-names.ts";
import { placementMeasurements } from "../../src/metrics/placement-measurements.ts";
import { PodWays } from "../../src/metrics/pod-ways.ts";
import { QueueProbe } from "../../src/metrics/queue-probe.ts";
import { UtilisationProbe } from "../../src/metrics/utilisation-probe.ts";
import { PRICE_PER_HOUR } from "../../src/model/node-price.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";
import { autoscaler, autoscalingWorld } from "./autoscaling/autoscaling-world.ts";

/** Metrics that are counted from the cluster at the end of a run, by no probe. */
const COUNTED_AT_THE_END = [
  "kube_pod_status_phase",
  "kube_pod_status_unschedulable",
  "plimsoll_device_requested_ratio",
];

const FRAGMENT = { resource: "cpu", unit: "cores", free: 2, unusable: 1, medianRequest: 1 } as const;

/** A short run in which everything happens that any probe measures. */
function everythingMeasured(): readonly Measurement[] {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const admission = new AdmissionProbe(cluster);
  const attempts = new AttemptProbe(cluster);
  const queues = new QueueProbe(cluster);
  const ways = new PodWays(cluster);
  const utilisation = new UtilisationProbe(cluster);
  const cost = new CostProbe(cluster);
  const availability = new AvailabilityProbe(cluster);
  for (const probe of [admission, attempts, queues, utilisation, cost, availability]) cluster.observe(probe);
  const now = moment(0);
  const object = { metadata: { name: "web" }, spec: { replicas: 1 } } as StoredObject["object"];
  cluster.apply({ kind: "object-stored", stored: { kind: "Deployment", object } as StoredObject }, now);
  const metadata = { name: "n1", annotations: { [PRICE_PER_HOUR]: "1" } };
  cluster.apply({ kind: "node-added", node: { ...node("n1", { cpu: 4, memory: "8Gi" }), metadata }, pool: "p" }, now);
  const classId = cluster.classify(podAsking({ cpu: "1" }));
  const [placed, refused, failed] = ["placed", "refused", "failed"].map(
    (name) => cluster.apply({ kind: "pod-created", classId, name }, now).pod,
  ) as [number, number, number];
  const refusal = { plugin: "ResourceQuota", message: "full" };
  cluster.apply({ kind: "pod-refused", classId, name: "turned away", refusal }, now);
  const reasons = [{ plugin: "Fit", reason: "full", nodes: 1 }];
  const failure = { plugins: ["Fit"], reasons, message: "full", preemption: { victims: 1 } };
  for (const pod of [placed, refused, failed]) cluster.apply({ kind: "pod-attempted", pod }, now);
  cluster.apply({ kind: "pod-assumed", pod: placed, node: 0 }, now);
  cluster.apply({ kind: "pod-bound", pod: placed }, now);
  cluster.apply({ kind: "pod-unschedulable", pod: refused, failure }, now);
  cluster.apply({ kind: "pod-attempt-failed", pod: failed, message: "error" }, now);
  return [
    ...admission.measurements(),
    ...availability.measurements(now),
    ...attempts.measurements(),
    ...queues.measurements(),
    ...utilisation.measurements(),
    ...cost.measurements(),
    ...cost.total(now),
    ...placementMeasurements(
      cluster,
      { own: [placed], placed: 1, waiting: 2, preempted: 0 },
      utilisation.groups(now)[0],
      [FRAGMENT],
    ),
    ...stageMeasurements(ways, [placed, refused, failed]),
    ...schedulingMeasurements(cluster.pods, [placed, refused, failed], queues),
    ...requestsMeasured(),
    ...autoscalingMeasured(),
  ];
}

function requestsMeasured(): readonly Measurement[] {
  const patience = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
  const page = { name: "page", serviceTime: { kind: "constant", value: 1 }, cpuShare: 1, stages: [] } as const;
  const service = { name: "web", classes: [page], concurrency: 1, queueLimit: 0, balancing: "random" } as const;
  const source = { name: "web", service: 0, mix: [{ requestClass: 0, share: 1 }], arrivals: "even", patience } as const;
  const network = { services: [service], sources: [source] };
  return new LoadProbe({ network, targets: ["service/default/web"], slosUs: [1] }, null).measurements();
}

function autoscalingMeasured(): readonly Measurement[] {
  const { probe, put } = autoscalingWorld();
  put(0, autoscaler("web", { current: 2, desired: 2 }));
  return autoscalingMeasurements(probe.findings(moment(1)));
}

/** As thresholds see it. */
function kindOf({ kind }: Measurement): string {
  if (kind === "latencies") return "distribution";
  return kind === "ratio" ? "gauge" : kind;
}

describe("the list of metrics", () => {
  it("holds every measured metric with its kind and its labels", () => {
    for (const measurement of everythingMeasured()) {
      const { name, labels } = measurement;
      const listed = METRIC_NAMES.find((metric) => metric.name === name);
      expect({ name, kind: kindOf(measurement), labels: listed?.labels.toSorted() }).toEqual({
        name,
        kind: listed?.kind,
        labels: Object.keys(labels).toSorted(),
      });
    }
  });

  it("holds nothing that nobody measures", () => {
    const measured = everythingMeasured().map(({ name }) => name);
    const unknown = METRIC_NAMES.filter(({ name }) => !measured.includes(name)).map(({ name }) => name);
    expect(unknown.toSorted()).toEqual(COUNTED_AT_THE_END.toSorted());
  });

  it("holds each name once", () => {
    const names = METRIC_NAMES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a metric's name", () => {
  it("finds the metric", () => {
    expect(metricNamed("kube_pod_status_phase")?.labels).toEqual(["phase"]);
  });

  it("may lack the scheduler's prefix", () => {
    expect(metricNamed("pending_pods")).toBe(metricNamed("scheduler_pending_pods"));
    expect(metricNamed("pending_pods")?.kind).toBe("gauge");
  });

  it("of no metric finds nothing", () => {
    expect([metricNamed("kube_pods"), metricNamed(""), metricNamed("pod_status_phase")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

// A result like that of the main job (the openb cluster: 1,523 nodes, 8,152 pods, GPUs as an extended resource),
// with invented figures of realistic size. Always the same.

import { RESULT_API_VERSION } from "../../src/simulation/result.ts";
import type { SimulationResult, UnplacedPod } from "../../src/simulation/result.ts";
import { sampleLatency, sampleSeries } from "./sample-latency.ts";
import { GPU, sampleNodeUse, sampleUtilisation } from "./sample-nodes.ts";

const CREATED = 8_152;
const PENDING = 53;
const TIB = 1_099_511_627_776;

const REFUSED = 12;

const REFUSAL =
  'pods "openb-pod-8153" is forbidden: exceeded quota: team, requested: requests.cpu=4, ' +
  "used: requests.cpu=79998, limited: requests.cpu=80k";

const BY_QUOTA: SimulationResult["refused"][number] = {
  plugin: "ResourceQuota",
  pods: REFUSED,
  firstPod: "openb/openb-pod-8153",
  firstAtSeconds: 815.3,
  firstMessage: REFUSAL,
};

const MESSAGE =
  "0/1523 nodes are available: 310 node(s) didn't match Pod's node affinity/selector, " +
  `1209 Insufficient ${GPU}, 4 Insufficient cpu. preemption: 0/1523 nodes are available: ` +
  "1213 No preemption victims found for incoming pod, 310 Preemption is not helpful for scheduling.";

function unplacedPods(): UnplacedPod[] {
  return Array.from({ length: 10 }, (_, index) => ({
    pod: `openb/openb-pod-${String(7_411 + 61 * index)}`,
    attempts: 2 + (index % 4),
    message: MESSAGE,
  }));
}

const SCHEDULING_SLI = "scheduler_pod_scheduling_sli_duration_seconds";

const WHAT_LIMITS: SimulationResult["limits"] = [
  {
    resource: GPU,
    sentence: `${GPU} is 96.4 % requested; 53 pending pods ask for it and no node has room for the median request`,
  },
  { resource: "cpu", sentence: "cpu is 78.7 % requested; 4 nodes with a free GPU have no cpu left" },
];

const THRESHOLDS: SimulationResult["thresholds"] = [
  { threshold: `${SCHEDULING_SLI} p(99) < 5`, passed: true, observed: 3.6142, limit: 5, unit: "seconds" },
  { threshold: `${SCHEDULING_SLI} p(50) < 0.1`, passed: true, observed: 0.0091, limit: 0.1, unit: "seconds" },
  {
    threshold: "kube_pod_status_unschedulable value == 0",
    passed: false,
    observed: PENDING,
    limit: 0,
    unit: "pods",
  },
];

const STRANDED: SimulationResult["stranded"] = [
  {
    limitedBy: GPU,
    nodes: 1_118,
    free: [
      { resource: "cpu", unit: "cores", amount: 20_414 },
      { resource: "memory", unit: "bytes", amount: 213.4 * TIB },
      { resource: GPU, unit: "count", amount: 56_150 },
    ],
  },
  {
    limitedBy: "cpu",
    nodes: 61,
    free: [
      { resource: "cpu", unit: "cores", amount: 41.5 },
      { resource: "memory", unit: "bytes", amount: 11.2 * TIB },
      { resource: GPU, unit: "count", amount: 38_400 },
    ],
  },
  {
    limitedBy: "memory",
    nodes: 34,
    free: [
      { resource: "cpu", unit: "cores", amount: 1_210 },
      { resource: "memory", unit: "bytes", amount: 0.4 * TIB },
      { resource: GPU, unit: "count", amount: 9_100 },
    ],
  },
  {
    limitedBy: "none",
    nodes: 310,
    free: [
      { resource: "cpu", unit: "cores", amount: 5_392 },
      { resource: "memory", unit: "bytes", amount: 64.8 * TIB },
      { resource: GPU, unit: "count", amount: 118_000 },
    ],
  },
];

const COEFFICIENTS: SimulationResult["coefficients"] = [
  {
    name: "scheduler.cycleFixedUs",
    value: 350,
    unit: "µs",
    source: "scheduler_perf SchedulingBasic, 5,000 nodes, Kubernetes 1.33, fixed part of the fit over node counts",
  },
  {
    name: "scheduler.cyclePerNodeNs",
    value: 780,
    unit: "ns",
    source: "scheduler_perf SchedulingBasic, slope over the nodes visited",
  },
  {
    name: "scheduler.bindUs",
    value: 5_200,
    unit: "µs",
    source: "binding round trip, etcd on local SSD, SIG Scalability",
  },
  {
    name: "kubelet.startSeconds",
    value: 1.7,
    unit: "s",
    source: "pod startup SLO dashboards (image present), median of 100-node density runs",
  },
];

const NOTES: SimulationResult["notes"] = [
  {
    code: "field-not-simulated",
    severity: "not-simulated",
    message: "sharing of single GPU devices is not simulated; GPUs count as totals of the node",
    position: { file: "scenarios/data/openb/openb_node_list_all_node.csv", line: 1, column: 23 },
  },
  {
    code: "field-ignored",
    severity: "ignored",
    message: "gpu_spec of 2,231 pods is read as a node selector by GPU model",
    position: { file: "scenarios/data/openb/openb_pod_list_default.csv", line: 1, column: 42 },
    path: "gpu_spec",
  },
];

const METRICS: SimulationResult["metrics"] = [
  {
    name: "scheduler_schedule_attempts_total",
    labels: { result: "scheduled", profile: "default-scheduler" },
    kind: "counter",
    value: CREATED - PENDING,
  },
  {
    name: "scheduler_schedule_attempts_total",
    labels: { result: "unschedulable", profile: "default-scheduler" },
    kind: "counter",
    value: 171,
  },
  { name: "scheduler_pending_pods", labels: { queue: "unschedulable" }, kind: "gauge", value: PENDING },
  {
    name: SCHEDULING_SLI,
    labels: {},
    kind: "distribution",
    value: CREATED - PENDING,
    distribution: { count: CREATED - PENDING, mean: 0.14, min: 0.003, p50: 0.0091, p90: 0.021, p99: 3.6142, max: 61.3 },
  },
];

/** The sample; frozen, so that whoever changes it is found out. */
export function sampleResult(): SimulationResult {
  return SAMPLE;
}

function makeSample(): SimulationResult {
  const placed = CREATED - PENDING;
  return {
    apiVersion: RESULT_API_VERSION,
    kind: "RunResult",
    plimsoll: "0.1.0",
    scenario: {
      name: "openb",
      description: "Alibaba's GPU cluster of 2023: 1,523 nodes and 8,152 pods that arrive at 10 a second",
      inputs: [
        { path: "scenarios/openb.yaml", sha256: "4f7c8a1d".repeat(8) },
        { path: "scenarios/data/openb/openb_node_list_all_node.csv", sha256: "09be31c2".repeat(8) },
        { path: "scenarios/data/openb/openb_pod_list_default.csv", sha256: "d2a07f55".repeat(8) },
      ],
    },
    kubernetes: "1.36",
    seed: "1",
    run: { endedBy: "quiescence", endSeconds: 815.2, events: 61_208, fingerprint: "9c41e0b7d2a85f13" },
    verdict: {
      outcome: "failed",
      sentence: `53 of 8,152 pods could not be placed: the cluster runs out of ${GPU}`,
    },
    thresholds: THRESHOLDS,
    limits: WHAT_LIMITS,
    pods: {
      created: CREATED,
      placed,
      running: placed,
      succeeded: 0,
      failed: 0,
      pending: PENDING,
      gated: 0,
      refused: REFUSED,
      preempted: 0,
      preexisting: 0,
    },
    nodes: 1_523,
    attempts: { scheduled: placed, unschedulable: 171, error: 0 },
    preemption: { attempts: 171, preemptions: 0, victims: 0 },
    latency: sampleLatency(placed),
    utilisation: sampleUtilisation(),
    nodeUse: sampleNodeUse(),
    stranded: STRANDED,
    fragmentation: [
      { resource: "cpu", unit: "cores", free: 27_057.5, unusable: 1_804, medianRequest: 8 },
      { resource: "memory", unit: "bytes", free: 289.8 * TIB, unusable: 3.1 * TIB, medianRequest: 32_212_254_720 },
      { resource: GPU, unit: "count", free: 221_650, unusable: 129_650, medianRequest: 1_000 },
    ],
    failures: [
      { plugin: "NodeResourcesFit", reason: `Insufficient ${GPU}`, pods: 53, nodes: 1_209, attempts: 171 },
      {
        plugin: "NodeAffinity",
        reason: "node(s) didn't match Pod's node affinity/selector",
        pods: 31,
        nodes: 310,
        attempts: 96,
      },
      { plugin: "NodeResourcesFit", reason: "Insufficient cpu", pods: 12, nodes: 4.25, attempts: 33 },
    ],
    unplaced: unplacedPods(),
    refused: [BY_QUOTA],
    series: sampleSeries(),
    metrics: METRICS,
    coefficients: COEFFICIENTS,
    notes: NOTES,
  };
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const held of Object.values(value)) deepFrozen(held);
    Object.freeze(value);
  }
  return value;
}

const SAMPLE = deepFrozen(makeSample());

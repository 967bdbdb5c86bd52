// What a run with load and autoscalers found, invented: a shop whose autoscaler stands at its maximum, and one that cannot see. Always
// the same.

import type { AutoscalerOutcome, LoadFindings, SimulationResult, TimeSeries } from "../../../src/simulation/result.ts";

import { resultInMotion, SAMPLE_MOTION } from "../motion/sample-motion.ts";

const LATENCY = { mean: 0.05, p50: 0.03, p90: 0.09, p95: 0.13, p99: 0.4, max: 1.9 };

const PEOPLE: LoadFindings["sources"][number] = {
  source: "people",
  target: "service/shop/web",
  requestClass: "page",
  requests: 40_000.4,
  answered: 38_000,
  failed: { timeout: 1_900, "queue-full": 100.4 },
  errorRatio: 0.05,
  requestsPerSecond: 49.07,
  latencySeconds: LATENCY,
  slo: { seconds: 0.25, missed: 3_000, missedRatio: 0.075 },
};

const { slo: _slo, ...AS_SERVICE } = PEOPLE;

const ROBOTS: LoadFindings["sources"][number] = {
  ...AS_SERVICE,
  source: "robots",
  target: "service/shop/api",
  requestClass: "get",
  requests: 12,
  answered: 0,
  failed: {},
  errorRatio: 0,
  latencySeconds: null,
};

const WEB = { ...AS_SERVICE, service: "web" };
const API = { ...WEB, service: "api", target: "service/shop/api", requestClass: "get" };

const SPANS = Array.from({ length: 55 }, (_, span) => 15 * span);
const RATES = {
  atSeconds: SPANS,
  requestsPerSecond: SPANS.map((_, span) => 40 + ((span * 7) % 20)),
  errorsPerSecond: SPANS.map((_, span) => (span > 30 ? 2 : 0)),
};

export const SAMPLE_LOAD: LoadFindings = {
  way: "intervals",
  crowdedNodes: [{ node: "pool-1", cores: 3.8, seconds: 90 }],
  sources: [ROBOTS, PEOPLE],
  services: [WEB, API, { ...API, service: "store", target: "statefulset/shop/store" }],
  series: [
    {
      source: "robots",
      ...RATES,
      p50Seconds: SPANS.map(() => null),
      p95Seconds: SPANS.map(() => null),
      p99Seconds: SPANS.map(() => null),
    },
    {
      source: "people",
      ...RATES,
      p50Seconds: SPANS.map((_, span) => (span === 3 ? null : 0.03)),
      p95Seconds: SPANS.map((_, span) => (span === 3 ? null : 0.1 + span / 100)),
      p99Seconds: SPANS.map((_, span) => (span === 3 ? null : 0.4)),
    },
  ],
  demand: [
    { service: "web", target: "service/shop/web", ...RATES, demandCores: SPANS.map(() => 3) },
    { service: "api", target: "service/shop/api", ...RATES, demandCores: SPANS.map(() => 1) },
  ],
};

function stepsOf(name: string, value: readonly number[]): TimeSeries {
  const labels = { namespace: "shop", name: "web" };
  return { name, labels, unit: "pods", atSeconds: value.map((_, place) => 100 * place), value };
}

const SCALING: AutoscalerOutcome = {
  namespace: "shop",
  name: "web",
  target: "deployment/web",
  loadTargets: ["service/shop/web"],
  minReplicas: 2,
  maxReplicas: 20,
  desired: stepsOf("hpa_desired_replicas", [0, 4, 20, 20]),
  current: stepsOf("hpa_current_replicas", [4, 4, 4, 20]),
  needed: stepsOf("hpa_needed_replicas", [3, 5, 24, 18]),
  metrics: [
    { name: "cpu utilization", target: 60, seen: stepsOf("hpa_metric", [30, 58, 120, 66]), aboveTargetSeconds: 515.2 },
    { name: "http_requests average value", target: 10, seen: stepsOf("hpa_metric", []), aboveTargetSeconds: 0 },
  ],
  countsFromSeconds: 0,
  rescales: [
    { atSeconds: 200, from: 4, to: 20, reason: "cpu resource utilization (percentage of request) above target" },
    { atSeconds: 460, from: 20, to: 18, reason: "All metrics below target" },
  ],
  rescaleCount: 2,
  flaps: 1,
  countedSeconds: 300,
  replicaSeconds: 9_000,
  atMaximumSeconds: 300,
  complaints: [],
};

const BLIND: AutoscalerOutcome = {
  ...SCALING,
  name: "mail",
  target: "statefulset/mail",
  loadTargets: [],
  desired: stepsOf("hpa_desired_replicas", [0]),
  current: stepsOf("hpa_current_replicas", [3]),
  needed: null,
  metrics: [],
  rescales: [],
  rescaleCount: 0,
  flaps: 0,
  atMaximumSeconds: 0,
  complaints: ["FailedGetResourceMetric: unable to get metrics for resource cpu: no metrics returned"],
};

export const SAMPLE_AUTOSCALERS: readonly AutoscalerOutcome[] = [SCALING, BLIND];

const PROMISE = "http_request_duration_seconds{target=web} p(95) < 0.2";

/** The sample in motion, with load and autoscalers. */
export function resultUnderLoad(): SimulationResult {
  const sample = resultInMotion();
  const promise = { threshold: PROMISE, passed: true, observed: 0.13, limit: 0.2, unit: "seconds" };
  return {
    ...sample,
    thresholds: [...sample.thresholds, promise],
    motion: { ...SAMPLE_MOTION, autoscalers: SAMPLE_AUTOSCALERS, load: SAMPLE_LOAD },
  };
}

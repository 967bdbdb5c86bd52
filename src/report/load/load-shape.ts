// The shape of a run's load and autoscalers in `summary.json`. Mirrors src/metrics/load/load-findings.ts,
// src/metrics/autoscaling/autoscaling-findings.ts and src/simulation/result.ts.

import { listOf, mapOf, NUMBER, objectOf, oneOf, orNull, TEXT, withOptional, type Shape } from "../data-shape.ts";

const LATENCY = objectOf({ mean: NUMBER, p50: NUMBER, p90: NUMBER, p95: NUMBER, p99: NUMBER, max: NUMBER });

const REQUESTS = {
  target: TEXT,
  requestClass: TEXT,
  requests: NUMBER,
  answered: NUMBER,
  failed: mapOf(NUMBER),
  errorRatio: NUMBER,
  requestsPerSecond: NUMBER,
  latencySeconds: orNull(LATENCY),
};

const PROMISED = objectOf({ seconds: NUMBER, missed: NUMBER, missedRatio: NUMBER });

const OVERDUE = objectOf({ requests: NUMBER, longestSeconds: NUMBER });

const RATES = {
  atSeconds: listOf(NUMBER),
  requestsPerSecond: listOf(NUMBER),
  errorsPerSecond: listOf(NUMBER),
};

export const LOAD_SHAPE: Shape = objectOf({
  way: oneOf("exact", "intervals"),
  sources: listOf(withOptional(objectOf({ source: TEXT, ...REQUESTS }), { slo: PROMISED, overdue: OVERDUE })),
  services: listOf(objectOf({ service: TEXT, ...REQUESTS })),
  series: listOf(
    objectOf({
      source: TEXT,
      ...RATES,
      p50Seconds: listOf(NUMBER),
      p95Seconds: listOf(NUMBER),
      p99Seconds: listOf(NUMBER),
    }),
  ),
  demand: listOf(objectOf({ service: TEXT, target: TEXT, ...RATES, demandCores: listOf(NUMBER) })),
});

const SERIES = objectOf({
  name: TEXT,
  labels: mapOf(TEXT),
  unit: TEXT,
  atSeconds: listOf(NUMBER),
  value: listOf(NUMBER),
});

export const AUTOSCALERS_SHAPE: Shape = listOf(
  withOptional(
    objectOf({
      namespace: TEXT,
      name: TEXT,
      target: TEXT,
      loadTargets: listOf(TEXT),
      minReplicas: NUMBER,
      maxReplicas: NUMBER,
      desired: SERIES,
      current: SERIES,
      needed: orNull(SERIES),
      metrics: listOf(objectOf({ name: TEXT, target: NUMBER, seen: SERIES, aboveTargetSeconds: NUMBER })),
      countsFromSeconds: NUMBER,
      rescales: listOf(objectOf({ atSeconds: NUMBER, from: NUMBER, to: NUMBER, reason: TEXT })),
      rescaleCount: NUMBER,
      flaps: NUMBER,
      countedSeconds: NUMBER,
      replicaSeconds: NUMBER,
      atMaximumSeconds: NUMBER,
      complaints: listOf(TEXT),
    }),
    { asked: SERIES },
  ),
);

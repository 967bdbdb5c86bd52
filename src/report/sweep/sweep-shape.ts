// The shape of `sweep.json`: what reports rely on when they are made again from the file. Mirrors src/experiment/sweep-result.ts.

import { SWEEP_API_VERSION } from "../../experiment/sweep-result.ts";

import {
  ANYTHING,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  oneOf,
  orNull,
  PLACE,
  TEXT,
  TRUTH,
  type Shape,
} from "./data-shape.ts";

const INTERVAL = objectOf({
  estimate: NUMBER,
  low: NUMBER,
  high: NUMBER,
  confidence: NUMBER,
  count: PLACE,
  method: TEXT,
});

const ESTIMATES = listOf(orNull(INTERVAL));

const FACTOR = objectOf({ name: TEXT, paths: listOf(TEXT), levels: listOf(TEXT), isNumeric: TRUTH });

const DESIGN = objectOf({
  factors: listOf(FACTOR),
  points: listOf(
    objectOf({
      index: PLACE,
      assignments: listOf(objectOf({ path: TEXT, value: ANYTHING })),
      levels: listOf(PLACE),
    }),
  ),
});

const FIGURE = objectOf({
  key: TEXT,
  metric: TEXT,
  labels: mapOf(TEXT),
  figure: TEXT,
  unit: TEXT,
  better: oneOf("lower", "higher", null),
  isHeadline: TRUTH,
});

const RUN = objectOf({
  point: PLACE,
  replication: PLACE,
  seed: TEXT,
  status: oneOf("finished", "failed"),
  reason: orNull(TEXT),
  fingerprint: orNull(TEXT),
  outcome: orNull(TEXT),
  values: listOf(NUMBER),
});

const THRESHOLD = objectOf({
  threshold: TEXT,
  outcome: oneOf("passed", "failed", "inconclusive"),
  observed: orNull(INTERVAL),
  limit: NUMBER,
  unit: TEXT,
  keptShare: NUMBER,
});

const SUMMARY = objectOf({
  count: NUMBER,
  mean: NUMBER,
  min: NUMBER,
  p50: NUMBER,
  p90: NUMBER,
  p99: NUMBER,
  max: NUMBER,
});

const STAGE = objectOf({
  stage: TEXT,
  meaning: TEXT,
  seconds: SUMMARY,
  cdf: objectOf({ seconds: listOf(NUMBER), fraction: listOf(NUMBER) }),
});

const RESOURCE_USE = objectOf({
  resource: TEXT,
  unit: TEXT,
  allocatable: NUMBER,
  requestedAtEnd: NUMBER,
  requestedMean: NUMBER,
  requestedPeak: NUMBER,
  usedMean: NUMBER,
});

const DETAIL = objectOf({
  verdict: objectOf({ outcome: TEXT, sentence: TEXT }),
  limits: listOf(objectOf({ resource: TEXT, sentence: TEXT })),
  pods: mapOf(NUMBER),
  nodes: NUMBER,
  latency: listOf(STAGE),
  utilisation: listOf(objectOf({ dimension: TEXT, name: TEXT, nodes: NUMBER, resources: listOf(RESOURCE_USE) })),
  failures: listOf(objectOf({ plugin: TEXT, reason: TEXT, pods: NUMBER, nodes: NUMBER, attempts: NUMBER })),
  series: listOf(
    objectOf({ name: TEXT, labels: mapOf(TEXT), unit: TEXT, atSeconds: listOf(NUMBER), value: listOf(NUMBER) }),
  ),
  run: objectOf({ endedBy: TEXT, endSeconds: NUMBER, events: NUMBER, fingerprint: TEXT }),
});

const POINT = objectOf({
  index: PLACE,
  label: TEXT,
  finished: PLACE,
  failed: PLACE,
  estimates: ESTIMATES,
  thresholds: listOf(THRESHOLD),
  outcome: oneOf("passed", "failed", "inconclusive", "incomplete"),
  detail: orNull(DETAIL),
});

const LEVEL_GROUP = objectOf({
  levels: listOf(objectOf({ factor: PLACE, level: PLACE })),
  points: PLACE,
  estimates: ESTIMATES,
});

/** Everything that a report reads. */
export const SWEEP_SHAPE: Shape = objectOf({
  apiVersion: oneOf(SWEEP_API_VERSION),
  kind: oneOf("SweepResult"),
  plimsoll: TEXT,
  scenario: objectOf({
    name: TEXT,
    description: TEXT,
    inputs: listOf(objectOf({ path: TEXT, sha256: TEXT })),
  }),
  kubernetes: TEXT,
  seed: TEXT,
  complete: TRUTH,
  design: DESIGN,
  confidence: NUMBER,
  replications: TEXT,
  figures: listOf(FIGURE),
  runs: listOf(RUN),
  points: listOf(POINT),
  levelGroups: listOf(LEVEL_GROUP),
  coefficients: listOf(objectOf({ name: TEXT, value: NUMBER, unit: TEXT, source: TEXT })),
  notes: listOf(objectOf({ code: TEXT, severity: TEXT, message: TEXT })),
});

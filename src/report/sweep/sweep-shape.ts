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
  withOptional,
  type Shape,
} from "../data-shape.ts";
import { BASIS_FIELDS, DETAIL_FIELDS } from "../result-shape.ts";

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
  negligible: NUMBER,
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

const POINT = objectOf({
  index: PLACE,
  label: TEXT,
  finished: PLACE,
  failed: PLACE,
  estimates: ESTIMATES,
  thresholds: listOf(THRESHOLD),
  outcome: oneOf("passed", "failed", "inconclusive", "incomplete"),
  detail: orNull(objectOf(DETAIL_FIELDS)),
});

const LEVEL_GROUP = objectOf({
  levels: listOf(objectOf({ factor: PLACE, level: PLACE })),
  points: PLACE,
  estimates: ESTIMATES,
});

const JUDGEMENT = objectOf({
  verdict: objectOf({ kind: oneOf("better", "worse", "different", "no-difference", "too-few-runs") }),
  difference: orNull(INTERVAL),
  pairsLost: PLACE,
});

const COMPARISON = objectOf({
  confidence: NUMBER,
  confidenceOfEach: NUMBER,
  judgements: PLACE,
  indifference: NUMBER,
  figures: listOf(PLACE),
  pairs: listOf(objectOf({ first: PLACE, second: PLACE, judgements: listOf(JUDGEMENT) })),
  answer: objectOf({
    kind: oneOf("winner", "leader", "tie", "trade-off", "no-difference", "too-few-runs"),
    best: listOf(PLACE),
    moreReplications: orNull(PLACE),
  }),
});

const LINE = objectOf({
  kind: oneOf("most", "least", "cheapest"),
  unit: TEXT,
  subject: orNull(TEXT),
  measure: oneOf("arrival", "nodes", "amount"),
  confidence: NUMBER,
  confidenceOfEach: NUMBER,
  judgements: PLACE,
  candidates: PLACE,
  mostReplications: PLACE,
  asked: listOf(TEXT),
  points: listOf(
    objectOf({
      amount: NUMBER,
      outcome: oneOf("holds", "breaks", "open"),
      reason: orNull(TEXT),
      thresholds: listOf(THRESHOLD),
    }),
  ),
  answer: objectOf({
    kind: oneOf("found", "wide", "everywhere", "nowhere", "contradicted"),
    holds: orNull(PLACE),
    breaks: orNull(PLACE),
    broken: listOf(PLACE),
    contradiction: orNull(objectOf({ held: PLACE, broke: PLACE })),
    openFromPrice: NUMBER,
  }),
});

const INTERVAL_OR_NONE = orNull(INTERVAL);

const BACKTEST = objectOf({
  target: TEXT,
  namespace: TEXT,
  autoscaler: TEXT,
  series: TEXT,
  source: TEXT,
  seconds: NUMBER,
  sloSeconds: NUMBER,
  mayMiss: NUMBER,
  costUnit: oneOf("currency", "CPU-hours", "pod-hours"),
  assumptions: listOf(TEXT),
  unserved: listOf(objectOf({ metric: TEXT, because: TEXT })),
  confidence: NUMBER,
  confidenceOfEach: NUMBER,
  settings: listOf(
    objectOf({
      label: TEXT,
      replicas: PLACE,
      minReplicas: PLACE,
      maxReplicas: PLACE,
      costOfPodHour: NUMBER,
      manifest: TEXT,
      figures: mapOf(INTERVAL_OR_NONE),
      against: orNull(objectOf({ missed: JUDGEMENT, cost: JUDGEMENT })),
      keeps: oneOf("yes", "no", "open"),
      isOnFront: TRUTH,
    }),
  ),
  answer: objectOf({ kind: oneOf("cheapest", "open", "none"), point: orNull(PLACE) }),
});

/** Everything that a report reads. */
export const SWEEP_SHAPE: Shape = withOptional(
  objectOf({
    apiVersion: oneOf(SWEEP_API_VERSION),
    kind: oneOf("SweepResult"),
    ...BASIS_FIELDS,
    complete: TRUTH,
    design: DESIGN,
    confidence: NUMBER,
    replications: TEXT,
    command: TEXT,
    figures: listOf(FIGURE),
    runs: listOf(RUN),
    points: listOf(POINT),
    levelGroups: listOf(LEVEL_GROUP),
    comparison: orNull(COMPARISON),
    line: orNull(LINE),
  }),
  { backtest: BACKTEST },
);

// The shape of `summary.json`, and of what a sweep keeps of its runs: what reports rely on when they are made again from files. Mirrors
// src/simulation/result.ts.

import { RESULT_API_VERSION } from "../simulation/result.ts";

import { MOTION_SHAPE } from "./motion/motion-shape.ts";

import { listOf, mapOf, NUMBER, objectOf, oneOf, orNull, TEXT, TRUTH, withOptional, type Shape } from "./data-shape.ts";

/** Who made a result, of what. */
export const BASIS_FIELDS: Readonly<Record<string, Shape>> = Object.freeze({
  plimsoll: TEXT,
  scenario: objectOf({
    name: TEXT,
    description: TEXT,
    inputs: listOf(objectOf({ path: TEXT, sha256: TEXT })),
  }),
  kubernetes: TEXT,
  seed: TEXT,
  coefficients: listOf(objectOf({ name: TEXT, value: NUMBER, unit: TEXT, source: TEXT })),
  notes: listOf(objectOf({ code: TEXT, severity: TEXT, message: TEXT })),
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

const RESOURCE_USE = withOptional(
  objectOf({
    resource: TEXT,
    unit: TEXT,
    allocatable: NUMBER,
    requestedAtEnd: NUMBER,
    requestedMean: NUMBER,
    requestedPeak: NUMBER,
    requestedRunningMean: NUMBER,
  }),
  { usedByLoadMean: NUMBER, allocatableMean: NUMBER, requestedPeakRatio: NUMBER },
);

/** The fields of a run that the details of a sweep keep. */
export const DETAIL_FIELDS: Readonly<Record<string, Shape>> = Object.freeze({
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

const AMOUNT = { resource: TEXT, unit: TEXT };

/** Everything that a report of a run reads. */
export const RESULT_SHAPE: Shape = withOptional(
  objectOf({
    apiVersion: oneOf(RESULT_API_VERSION),
    kind: oneOf("RunResult"),
    ...BASIS_FIELDS,
    ...DETAIL_FIELDS,
    thresholds: listOf(
      objectOf({ threshold: TEXT, passed: TRUTH, observed: orNull(NUMBER), limit: NUMBER, unit: TEXT }),
    ),
    attempts: mapOf(NUMBER),
    preemption: mapOf(NUMBER),
    nodeUse: objectOf({
      name: listOf(TEXT),
      pool: listOf(TEXT),
      zone: listOf(TEXT),
      pods: listOf(NUMBER),
      resources: listOf(
        objectOf({
          ...AMOUNT,
          allocatable: listOf(NUMBER),
          requestedAtEnd: listOf(NUMBER),
          requestedMean: listOf(NUMBER),
        }),
      ),
    }),
    stranded: listOf(
      objectOf({ limitedBy: TEXT, nodes: NUMBER, free: listOf(objectOf({ ...AMOUNT, amount: NUMBER })) }),
    ),
    fragmentation: listOf(
      withOptional(objectOf({ ...AMOUNT, free: NUMBER, unusable: NUMBER, medianRequest: NUMBER }), {
        cordoned: NUMBER,
      }),
    ),
    unplaced: listOf(objectOf({ pod: TEXT, attempts: NUMBER, message: TEXT })),
    refused: listOf(
      objectOf({ plugin: TEXT, pods: NUMBER, firstPod: TEXT, firstAtSeconds: NUMBER, firstMessage: TEXT }),
    ),
    metrics: listOf(objectOf({ name: TEXT, labels: mapOf(TEXT), kind: TEXT, value: NUMBER })),
  }),
  { motion: MOTION_SHAPE },
);

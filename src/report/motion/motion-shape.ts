// The shape of `motion` in `summary.json`. Mirrors src/simulation/result.ts.

import { listOf, NUMBER, objectOf, oneOf, orNull, TEXT, TRUTH, withOptional, type Shape } from "../data-shape.ts";
import { AUTOSCALERS_SHAPE, LOAD_SHAPE } from "../load/load-shape.ts";

import { CAUSES } from "./workload-readings.ts";

const CAUSE = oneOf(...CAUSES);

const WORKLOAD = objectOf({
  kind: TEXT,
  namespace: TEXT,
  name: TEXT,
  desired: NUMBER,
  serving: NUMBER,
  minimum: NUMBER,
  belowDesiredSeconds: NUMBER,
  belowMinimumSeconds: NUMBER,
  missingReplicaSeconds: listOf(objectOf({ cause: CAUSE, replicaSeconds: NUMBER })),
  outages: listOf(objectOf({ fromSeconds: NUMBER, toSeconds: orNull(NUMBER), fewestServing: NUMBER, cause: CAUSE })),
  outageCount: NUMBER,
  longestOutageSeconds: NUMBER,
  rollouts: listOf(
    objectOf({
      fromSeconds: NUMBER,
      toSeconds: orNull(NUMBER),
      fewestServing: NUMBER,
      stuckSinceSeconds: orNull(NUMBER),
      isGivenUp: TRUTH,
      isWithoutDowntime: TRUTH,
    }),
  ),
});

const JOB = objectOf({
  kind: oneOf("Job", "CronJob"),
  namespace: TEXT,
  name: TEXT,
  jobs: NUMBER,
  complete: NUMBER,
  failed: NUMBER,
  unfinished: NUMBER,
  podsSucceeded: NUMBER,
  podsFailed: NUMBER,
  meanSeconds: orNull(NUMBER),
  longestSeconds: orNull(NUMBER),
});

const POSITION = objectOf({ file: TEXT, line: NUMBER, column: NUMBER });

const MESSAGE = objectOf({
  atSeconds: NUMBER,
  times: NUMBER,
  lastSeconds: NUMBER,
  by: TEXT,
  level: oneOf("output", "error"),
  text: TEXT,
  position: POSITION,
});

const EVENT = objectOf({
  kind: TEXT,
  object: TEXT,
  type: oneOf("Normal", "Warning"),
  reason: TEXT,
  message: TEXT,
  count: NUMBER,
  firstSeconds: NUMBER,
  lastSeconds: NUMBER,
});

/** What controllers, faults and actions came to. */
export const MOTION_SHAPE: Shape = withOptional(
  objectOf({
    availability: objectOf({
      workloads: listOf(WORKLOAD),
      marks: listOf(objectOf({ atSeconds: NUMBER, text: TEXT })),
    }),
    jobs: listOf(JOB),
    chronicle: objectOf({ messages: listOf(MESSAGE), failures: listOf(MESSAGE), events: listOf(EVENT) }),
    unfinished: listOf(objectOf({ by: TEXT, sinceSeconds: NUMBER, text: TEXT, position: POSITION })),
  }),
  { autoscalers: AUTOSCALERS_SHAPE, load: LOAD_SHAPE },
);

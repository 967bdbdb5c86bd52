// What a run in motion found, invented: a zone outage, a drain that fails, one that waits, two rollouts. Always the same.

import type {
  MotionFindings,
  SimulationResult,
  TimeSeries,
  WorkloadAvailability,
} from "../../../src/simulation/result.ts";

import { sampleResult } from "../sample-result.ts";

const WEB: WorkloadAvailability = {
  kind: "Deployment",
  namespace: "shop",
  name: "web",
  desired: 20,
  serving: 18,
  minimum: 16,
  belowDesiredSeconds: 341.5,
  belowMinimumSeconds: 42.25,
  missingReplicaSeconds: [
    { cause: "start-up", replicaSeconds: 12 },
    { cause: "rollout", replicaSeconds: 96.5 },
    { cause: "failure", replicaSeconds: 1_850 },
    { cause: "eviction", replicaSeconds: 30 },
    { cause: "deletion", replicaSeconds: 5 },
    { cause: "not-ready", replicaSeconds: 11 },
    { cause: "no-room", replicaSeconds: 400 },
  ],
  outages: [
    { fromSeconds: 0, toSeconds: 1.5, fewestServing: 0, cause: "start-up" },
    { fromSeconds: 300, toSeconds: 620, fewestServing: 13, cause: "failure" },
    { fromSeconds: 795.2, toSeconds: null, fewestServing: 18, cause: "no-room" },
  ],
  outageCount: 3,
  longestOutageSeconds: 320,
  rollouts: [
    {
      fromSeconds: 500,
      toSeconds: 560,
      fewestServing: 15,
      stuckSinceSeconds: null,
      isGivenUp: false,
      isWithoutDowntime: false,
    },
    {
      fromSeconds: 700,
      toSeconds: null,
      fewestServing: 18,
      stuckSinceSeconds: null,
      isGivenUp: false,
      isWithoutDowntime: true,
    },
  ],
};

const QUIET: WorkloadAvailability = {
  kind: "Service",
  namespace: "shop",
  name: "quiet",
  desired: 1,
  serving: 1,
  minimum: 1,
  belowDesiredSeconds: 0,
  belowMinimumSeconds: 0,
  missingReplicaSeconds: [],
  outages: [],
  outageCount: 0,
  longestOutageSeconds: 0,
  rollouts: [],
};

const AGENT: WorkloadAvailability = {
  ...QUIET,
  kind: "DaemonSet",
  name: "agent",
  desired: 6,
  serving: 6,
  belowDesiredSeconds: 3,
  missingReplicaSeconds: [{ cause: "start-up", replicaSeconds: 9_000 }],
  outages: [{ fromSeconds: 0, toSeconds: 3, fewestServing: 0, cause: "start-up" }],
  outageCount: 1,
  longestOutageSeconds: 3,
};

const POSITION = { file: "scenarios/motion.yaml", line: 14, column: 7 };

const NOT_FOUND = {
  atSeconds: 650,
  times: 1,
  lastSeconds: 650,
  by: "scale",
  level: "error",
  text: 'deployments.apps "wbe"\n not found',
  position: POSITION,
} as const;
const EVICTED = {
  atSeconds: 720,
  times: 2,
  lastSeconds: 725,
  by: "drain",
  level: "output",
  text: "evicting pod shop/web-1",
  position: POSITION,
} as const;
const REFUSED = "error when evicting pods/web-1 (will retry after 5s)";

/** The findings. */
export const SAMPLE_MOTION: MotionFindings = {
  availability: {
    workloads: [AGENT, WEB, QUIET],
    marks: [
      { atSeconds: 300, text: "zoneOutage begins a-1 a-2 a-3 …" },
      { atSeconds: 500, text: "rollout of web begins" },
      { atSeconds: 560, text: "rollout of web ends" },
      { atSeconds: 600, text: "zoneOutage ends a-1 a-2 a-3 …" },
      { atSeconds: 650, text: "scale begins" },
      { atSeconds: 650, text: "scale fails" },
      { atSeconds: 655, text: "rollout of other begins" },
      { atSeconds: 720, text: "drain begins" },
    ],
  },
  jobs: [
    {
      kind: "CronJob",
      namespace: "shop",
      name: "backup",
      jobs: 12,
      complete: 10,
      failed: 1,
      unfinished: 1,
      podsSucceeded: 10,
      podsFailed: 7,
      meanSeconds: 61.5,
      longestSeconds: 90,
    },
    {
      kind: "Job",
      namespace: "shop",
      name: "mail",
      jobs: 1,
      complete: 0,
      failed: 0,
      unfinished: 1,
      podsSucceeded: 3,
      podsFailed: 0,
      meanSeconds: null,
      longestSeconds: null,
    },
  ],
  chronicle: {
    messages: [NOT_FOUND, EVICTED, { ...EVICTED, level: "error", text: REFUSED }],
    failures: [NOT_FOUND],
    events: [
      {
        kind: "ReplicaSet",
        object: "shop/web-1",
        type: "Normal",
        reason: "SuccessfulCreate",
        message: "Created pod: web-1-a",
        count: 20,
        firstSeconds: 0.5,
        lastSeconds: 9,
      },
      {
        kind: "ReplicaSet",
        object: "shop/web-2",
        type: "Normal",
        reason: "SuccessfulCreate",
        message: "Created pod: web-2-a",
        count: 3,
        firstSeconds: 0.25,
        lastSeconds: 500,
      },
      {
        kind: "Node",
        object: "/a-1",
        type: "Warning",
        reason: "NodeNotReady",
        message: "Node is not ready",
        count: 1,
        firstSeconds: 340,
        lastSeconds: 340,
      },
    ],
  },
  unfinished: [
    {
      by: "drain",
      sinceSeconds: 720,
      text: "node/c-1 is not drained: it waits for pod shop/web-1 to be evicted",
      position: { ...POSITION, line: 16 },
    },
  ],
};

function stepsOf({ kind, namespace, name, desired }: WorkloadAvailability): readonly TimeSeries[] {
  const series = { labels: { kind, namespace, name }, unit: "pods" };
  return [
    { ...series, name: "workload_desired", atSeconds: [0, 815.2], value: [desired, desired] },
    {
      ...series,
      name: "workload_serving",
      atSeconds: [0, 3, 300, 620, 815.2],
      value: [0, desired, Math.floor(0.7 * desired), desired, desired],
    },
  ];
}

/** The sample result with what controllers, faults and actions came to. */
export function resultInMotion(): SimulationResult {
  const sample = sampleResult();
  const steps = SAMPLE_MOTION.availability.workloads.flatMap(stepsOf);
  return { ...sample, motion: SAMPLE_MOTION, series: [...sample.series, ...steps] };
}

// A pod's way by stage: asked for, created, seen, tried, decided, bound, heard of by its kubelet, running, ready.
// The stages of a pod sum to its total exactly.

import { inSeconds, type Duration, type SimTime } from "../base/time.ts";

import { NOT_YET, type PodId, type PodTable } from "../cluster/pod-table.ts";

import { cumulative, percentile, summarise } from "./distribution.ts";
import type { StageLatency, TimeSeries } from "./findings.ts";
import { measuredDistribution, type Measurement } from "./measurement.ts";
import type { PodWays } from "./pod-ways.ts";
import type { QueueProbe } from "./queue-probe.ts";

const STAGE_METRIC = "plimsoll_pod_stage_duration_seconds";
const SLI_METRIC = "scheduler_pod_scheduling_sli_duration_seconds";

/** Windows over the time of arrivals for percentiles over time. */
const WINDOWS = 60;

type Moment = (ways: PodWays, pod: PodId) => number;

interface Stage {
  readonly stage: string;
  readonly meaning: string;
  readonly from: Moment;
  readonly to: Moment;
}

const asked: Moment = (ways, pod) => ways.askedAtUs(pod);
const created: Moment = (ways, pod) => ways.createdAtUs(pod);
const queued: Moment = (ways, pod) => ways.queuedAtUs(pod);
const firstTried: Moment = (ways, pod) => ways.firstAttemptAtUs(pod);
const lastTried: Moment = (ways, pod) => ways.lastAttemptAtUs(pod);
const assumed: Moment = (ways, pod) => ways.assumedAtUs(pod);
const bound: Moment = (ways, pod) => ways.boundAtUs(pod);
const takenUp: Moment = (ways, pod) => ways.takenUpAtUs(pod);
const started: Moment = (ways, pod) => ways.startedAtUs(pod);
const ready: Moment = (ways, pod) => ways.readyAtUs(pod);

/** In the order of the way; all but the last sum to the last. */
const STAGES: readonly Stage[] = Object.freeze([
  {
    stage: "request",
    meaning: "from the request for the pod to its being stored, the client's rate limit included",
    from: asked,
    to: created,
  },
  { stage: "watch", meaning: "from there to the scheduler's having it in a queue", from: created, to: queued },
  {
    stage: "queue",
    meaning: "from the first place in a queue to the beginning of the first scheduling attempt",
    from: queued,
    to: firstTried,
  },
  {
    stage: "retries",
    meaning: "from the beginning of the first attempt to that of the last one",
    from: firstTried,
    to: lastTried,
  },
  {
    stage: "cycle",
    meaning: "from the beginning of the last attempt to the decision on a node",
    from: lastTried,
    to: assumed,
  },
  {
    stage: "bind",
    meaning: "from the decision to the binding being stored, the client's rate limit included",
    from: assumed,
    to: bound,
  },
  { stage: "notice", meaning: "from the binding to the kubelet's hearing of it", from: bound, to: takenUp },
  { stage: "start", meaning: "from there to the pod's running", from: takenUp, to: started },
  { stage: "ready", meaning: "from the pod's running to its being ready", from: started, to: ready },
  { stage: "total", meaning: "from the request for the pod to its being ready", from: asked, to: ready },
]);

/** A latency of single pods, in the order in which they were created. */
export interface LatenciesInOrder {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly seconds: readonly number[];
}

/** Every latency that is a metric, for statistics that must know which pods came one after the other. */
export function latenciesInOrder(
  ways: PodWays,
  pods: PodTable,
  scheduled: readonly PodId[],
  queues: QueueProbe,
): readonly LatenciesInOrder[] {
  const sli = { name: SLI_METRIC, labels: {}, seconds: sliSeconds(pods, boundPods(pods, scheduled), queues) };
  return [sli, ...stagesInOrder(ways, scheduled)];
}

function stagesInOrder(ways: PodWays, scheduled: readonly PodId[]): readonly LatenciesInOrder[] {
  return STAGES.map(({ stage, from, to }) => {
    const through = scheduled.filter((pod) => to(ways, pod) !== NOT_YET);
    const seconds = through.map((pod) => inSeconds((to(ways, pod) - from(ways, pod)) as Duration));
    return { name: STAGE_METRIC, labels: { stage }, seconds };
  });
}

/** Each stage over the pods that have been through it, `scheduled` being those that this run has placed. */
export function stageMeasurements(ways: PodWays, scheduled: readonly PodId[]): readonly Measurement[] {
  return stagesInOrder(ways, scheduled).map(({ name, labels, seconds }) => measuredDistribution(name, labels, seconds));
}

/** The figures and the curve of each measured stage. */
export function stageLatencies(measurements: readonly Measurement[]): readonly StageLatency[] {
  return STAGES.flatMap(({ stage, meaning }) =>
    measurements.flatMap((measurement) => {
      if (measurement.kind !== "distribution" || measurement.name !== STAGE_METRIC) return [];
      if (measurement.labels["stage"] !== stage) return [];
      const { values } = measurement;
      return [{ stage, meaning, seconds: summarise(values), cdf: cumulative(values) }];
    }),
  );
}

/** Median and 99th percentile from creation to binding, by the time of creation. */
export function latencyOverTime(pods: PodTable, scheduled: readonly PodId[]): readonly TimeSeries[] {
  const bounded = scheduled.filter((pod) => pods.boundAtUs(pod) !== NOT_YET);
  const last = bounded.reduce((latest, pod) => Math.max(latest, pods.createdAtUs(pod)), 0);
  const width = Math.max(1, Math.ceil((last + 1) / WINDOWS));
  const windows: number[][] = [];
  for (const pod of bounded) {
    const window = Math.floor(pods.createdAtUs(pod) / width);
    (windows[window] ??= []).push(inSeconds((pods.boundAtUs(pod) - pods.createdAtUs(pod)) as Duration));
  }
  return [50, 99].map((percent) => percentileSeries(windows, width, percent));
}

function percentileSeries(
  windows: readonly (readonly number[] | undefined)[],
  widthUs: number,
  percent: number,
): TimeSeries {
  const filled = [...windows.entries()].filter(([, values]) => values !== undefined && values.length > 0);
  return {
    name: `scheduling_latency_p${percent}_seconds`,
    labels: {},
    unit: "seconds",
    atSeconds: filled.map(([window]) => inSeconds((window * widthUs) as SimTime)),
    value: filled.map(([, values]) => percentile(Float64Array.from(values!).sort(), percent)),
  };
}

/** kube-scheduler's own measure, from the first entry into the active queue to the binding, and attempts per pod. */
export function schedulingMeasurements(
  pods: PodTable,
  scheduled: readonly PodId[],
  queues: QueueProbe,
): readonly Measurement[] {
  const bounded = boundPods(pods, scheduled);
  const attempts = bounded.map((pod) => pods.attemptsOf(pod));
  return [
    measuredDistribution(SLI_METRIC, {}, sliSeconds(pods, bounded, queues)),
    measuredDistribution("scheduler_pod_scheduling_attempts", {}, attempts),
  ];
}

function boundPods(pods: PodTable, scheduled: readonly PodId[]): readonly PodId[] {
  return scheduled.filter((pod) => pods.boundAtUs(pod) !== NOT_YET);
}

function sliSeconds(pods: PodTable, bounded: readonly PodId[], queues: QueueProbe): readonly number[] {
  return bounded.map((pod) => {
    const since = queues.firstActiveAtUs(pod) ?? pods.createdAtUs(pod);
    return inSeconds((pods.boundAtUs(pod) - since) as Duration);
  });
}

// A pod's way by stage: the stages sum to the total, and each counts the pods that have been through it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment, type SimTime } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import type { ClassId } from "../../src/cluster/class-table.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import {
  latenciesInOrder,
  latencyOverTime,
  schedulingMeasurements,
  stageLatencies,
  stageMeasurements,
} from "../../src/metrics/latency.ts";
import type { Measurement } from "../../src/metrics/measurement.ts";
import { PodWays } from "../../src/metrics/pod-ways.ts";
import { QueueProbe } from "../../src/metrics/queue-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const SEED = 20_260_407;
const SECOND = 1_000_000;
const STAGES = ["request", "watch", "queue", "retries", "cycle", "bind", "notice", "start", "ready", "total"];

/** When a pod was asked for, and how long its stages last but for retries, µs; missing ones have not come. */
interface Way {
  readonly asked: number;
  readonly stages: readonly number[];
}

/** What ends each stage but the first, in the order of the way. */
const CHANGES: readonly ((pod: PodId) => Change)[] = [
  (pod) => ({ kind: "pod-queued", pod, queue: "active" }),
  (pod) => ({ kind: "pod-attempted", pod }),
  (pod) => ({ kind: "pod-assumed", pod, node: 0 }),
  (pod) => ({ kind: "pod-bound", pod }),
  (pod) => ({ kind: "pod-taken-up", pod }),
  (pod) => ({ kind: "pod-started", pod, isReady: false }),
  (pod) => ({ kind: "pod-ready", pod, ready: "True" }),
];

function create(state: ClusterState, classId: ClassId, way: number, askedAtUs: SimTime, at: SimTime): PodId {
  return state.apply({ kind: "pod-created", classId, name: `w${way}`, askedAtUs }, at).pod;
}

/** Pods that went these ways; each change is made in order of time. */
function cluster(drawn: readonly Way[]) {
  const state = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const queues = new QueueProbe(state);
  const ways = new PodWays(state);
  state.observe(queues);
  state.observe(ways);
  state.apply({ kind: "node-added", node: node("n1", { cpu: 64 }), pool: "p" }, moment(0));
  const classId = state.classify(podAsking({}));
  const pods: PodId[] = [];
  const steps = drawn.flatMap(({ asked, stages }, way) => {
    let at = asked;
    return stages.map((length, stage) => ({ at: (at += length), way, stage }));
  });
  for (const { at, way, stage } of steps.toSorted((left, right) => left.at - right.at || left.stage - right.stage)) {
    const pod = pods[way]!;
    if (stage === 0) pods[way] = create(state, classId, way, moment(drawn[way]!.asked), moment(at));
    else state.apply(CHANGES[stage - 1]!(pod), moment(at));
  }
  return { state, queues, ways, pods };
}

function valuesByStage(measurements: readonly Measurement[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    measurements.map((measurement): [string, readonly number[]] => [
      measurement.labels["stage"] ?? "",
      measurement.kind === "distribution" ? [...measurement.values] : [],
    ]),
  );
}

describe("stages", () => {
  it("last from one moment of the pod's way to the next", () => {
    const spans = [1, 2, 4, 8, 16, 32, 64, 128].map((seconds) => seconds * SECOND);
    const { ways, pods } = cluster([{ asked: 5 * SECOND, stages: spans }]);
    expect(valuesByStage(stageMeasurements(ways, pods))).toEqual({
      request: [1],
      watch: [2],
      queue: [4],
      retries: [0],
      cycle: [8],
      bind: [16],
      notice: [32],
      start: [64],
      ready: [128],
      total: [255],
    });
  });

  it("count only pods that have been through them", () => {
    const { ways, pods } = cluster([
      { asked: 0, stages: [0, 0] },
      { asked: 0, stages: [0, 0, SECOND] },
      { asked: 0, stages: [0, 0, SECOND, SECOND, SECOND] },
    ]);
    const counts = Object.entries(valuesByStage(stageMeasurements(ways, pods))).map(
      ([stage, values]): [string, number] => [stage, values.length],
    );
    expect(Object.fromEntries(counts)).toEqual({
      request: 3,
      watch: 3,
      queue: 2,
      retries: 2,
      cycle: 1,
      bind: 1,
      notice: 0,
      start: 0,
      ready: 0,
      total: 0,
    });
  });

  it("tell the first attempt of a pod from those that followed", () => {
    const { state, ways, pods } = cluster([{ asked: 0, stages: [0, 0, 3 * SECOND] }]);
    const failure = { plugins: ["NodeResourcesFit"], reasons: [], message: "" };
    state.apply({ kind: "pod-unschedulable", pod: 0, failure }, moment(4 * SECOND));
    state.apply({ kind: "pod-queued", pod: 0, queue: "unschedulable" }, moment(4 * SECOND));
    state.apply({ kind: "pod-queued", pod: 0, queue: "active" }, moment(9 * SECOND));
    state.apply({ kind: "pod-attempted", pod: 0 }, moment(10 * SECOND));
    expect(valuesByStage(stageMeasurements(ways, pods))).toMatchObject({ watch: [0], queue: [3], retries: [7] });
  });

  it("sum to the total for each pod", () => {
    const drawnWays = fc.array(
      fc.record({
        asked: fc.nat({ max: 10 * SECOND }),
        stages: fc.array(fc.nat({ max: 10 * SECOND }), { minLength: 8, maxLength: 8 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(drawnWays, (drawn) => {
        const { ways, pods } = cluster(drawn);
        for (const pod of pods) {
          const { total, ...parts } = valuesByStage(stageMeasurements(ways, [pod]));
          const microseconds = Object.values(parts).map(([part]) => Math.round(part! * SECOND));
          expect(microseconds.reduce((left, right) => left + right, 0)).toBe(Math.round(total![0]! * SECOND));
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("have figures, a curve and a meaning, in the order of the way", () => {
    const { ways, pods } = cluster([
      { asked: 0, stages: [SECOND, ...Array<number>(7).fill(SECOND)] },
      { asked: 0, stages: [3 * SECOND, ...Array<number>(7).fill(SECOND)] },
    ]);
    const latencies = stageLatencies(stageMeasurements(ways, pods));
    expect(latencies.map(({ stage }) => stage)).toEqual(STAGES);
    expect(latencies[0]).toMatchObject({
      seconds: { count: 2, mean: 2, min: 1, max: 3 },
      cdf: { seconds: [1, 3], fraction: [0.5, 1] },
    });
    for (const { meaning } of latencies) expect(meaning).toMatch(/^from .* to .*$/);
  });

  it("are found among measurements of other kinds", () => {
    const { ways, pods } = cluster([{ asked: 0, stages: [0, 0, SECOND] }]);
    const others: Measurement[] = [
      { kind: "gauge", name: "plimsoll_pod_stage_duration_seconds", labels: { stage: "queue" }, value: 1 },
      { kind: "distribution", name: "other", labels: { stage: "queue" }, values: Float64Array.of(9) },
    ];
    const latencies = stageLatencies([...others, ...stageMeasurements(ways, pods)]);
    expect(latencies.map(({ stage, seconds }) => [stage, seconds.count])).toEqual(
      STAGES.map((stage, place) => [stage, place < 4 ? 1 : 0]),
    );
  });
});

describe("latency over time", () => {
  it("is the median and the 99th percentile from creation to binding of the pods created in each window", () => {
    const { state, pods } = cluster([
      { asked: 0, stages: [0, 0, 0, 0, 1 * SECOND] },
      { asked: 1, stages: [0, 0, 0, 0, 2 * SECOND] },
      { asked: 2, stages: [0, 0, 0, 0, 3 * SECOND] },
      { asked: 60 * SECOND - 1, stages: [0, 0, 0, 0, 7 * SECOND] },
      { asked: 30 * SECOND, stages: [0, 0, 0] },
    ]);
    // Sixty windows over the minute of arrivals: one a second.
    const [median, worst] = latencyOverTime(state.pods, pods);
    expect(median).toEqual({
      name: "scheduling_latency_p50_seconds",
      labels: {},
      unit: "seconds",
      atSeconds: [0, 59],
      value: [2, 7],
    });
    expect(worst).toMatchObject({ name: "scheduling_latency_p99_seconds", atSeconds: [0, 59], value: [3, 7] });
  });

  it("has no points where nothing was bound", () => {
    const { state, pods } = cluster([{ asked: 0, stages: [0, 0, 1] }]);
    for (const series of latencyOverTime(state.pods, pods)) expect(series.value).toEqual([]);
  });

  it("has one window where all pods come at the beginning", () => {
    const ways = [1, 2, 3].map((length) => ({ asked: 0, stages: [0, 0, 0, 0, length * SECOND] }));
    const { state, pods } = cluster(ways);
    expect(latencyOverTime(state.pods, pods)[0]).toMatchObject({ atSeconds: [0], value: [2] });
  });
});

describe("kube-scheduler's own measure", () => {
  it("begins with the first entry into the active queue, and counts attempts", () => {
    const { state, queues, pods } = cluster([{ asked: 0, stages: [0] }]);
    const pod = pods[0]!;
    const at = (second: number) => moment(second * SECOND);
    state.apply({ kind: "pod-queued", pod, queue: "gated" }, at(1));
    state.apply({ kind: "pod-queued", pod, queue: "active" }, at(4));
    state.apply({ kind: "pod-attempted", pod }, at(4));
    state.apply({ kind: "pod-queued", pod, queue: "unschedulable" }, at(5));
    state.apply({ kind: "pod-queued", pod, queue: "active" }, at(7));
    state.apply({ kind: "pod-attempted", pod }, at(8));
    state.apply({ kind: "pod-assumed", pod, node: 0 }, at(8));
    state.apply({ kind: "pod-bound", pod }, at(10));
    expect(schedulingMeasurements(state.pods, pods, queues)).toEqual([
      {
        kind: "distribution",
        name: "scheduler_pod_scheduling_sli_duration_seconds",
        labels: {},
        values: Float64Array.of(6),
      },
      { kind: "distribution", name: "scheduler_pod_scheduling_attempts", labels: {}, values: Float64Array.of(2) },
    ]);
  });

  it("leaves out pods that are not bound yet", () => {
    const { state, queues, pods } = cluster([{ asked: 0, stages: [0, 0, 1, 1] }]);
    for (const measurement of schedulingMeasurements(state.pods, pods, queues)) {
      expect(measurement).toMatchObject({ values: new Float64Array(0) });
    }
  });
});

describe("latencies in order", () => {
  it("are the values of the metrics, as their pods were created", () => {
    const { state, queues, ways, pods } = cluster([
      { asked: 0, stages: [0, 0, 9, 1, 1, 0, 1, 0] },
      { asked: 5, stages: [0, 0, 2, 1, 1, 0, 1, 0] },
      { asked: 6, stages: [0, 0, 3] },
    ]);
    const ordered = latenciesInOrder(ways, state.pods, pods, queues);
    const microseconds = ordered.map(({ seconds }) => seconds.map((one) => Math.round(one * SECOND)));
    expect(microseconds).toEqual([
      [11, 4],
      [0, 0, 0],
      [0, 0, 0],
      [9, 2, 3],
      [0, 0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
      [1, 1],
      [0, 0],
      [12, 5],
    ]);
    const measured = [...schedulingMeasurements(state.pods, pods, queues), ...stageMeasurements(ways, pods)];
    for (const { name, labels, seconds } of ordered) {
      const same = measured.find((one) => one.name === name && one.labels["stage"] === labels["stage"]);
      expect(same?.kind === "distribution" && [...same.values]).toEqual(seconds.toSorted((a, b) => a - b));
    }
  });
});

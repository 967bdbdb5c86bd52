// A pod's way by stage: the stages sum to the total, and each counts the pods that have been through it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
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
import { QueueProbe } from "../../src/metrics/queue-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const SEED = 20_260_407;
const SECOND = 1_000_000;
const STAGES = ["queue", "cycle", "bind", "start", "total"];

/** How long a pod's stages last, µs; missing ones have not come. */
interface Way {
  readonly created: number;
  readonly stages: readonly number[];
}

/** Pods that went these ways; each change is made in order of time. */
function cluster(ways: readonly Way[]) {
  const state = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const queues = new QueueProbe(state);
  state.observe(queues);
  state.apply({ kind: "node-added", node: node("n1", { cpu: 64 }), pool: "p" }, moment(0));
  const classId = state.classify(podAsking({}));
  const pods: PodId[] = [];
  const steps = ways.flatMap(({ created, stages }, way) => {
    let at = created;
    const moments = stages.map((length, stage) => ({ at: (at += length), way, stage }));
    return [{ at: created, way, stage: -1 }, ...moments];
  });
  for (const { at, way, stage } of steps.toSorted((left, right) => left.at - right.at || left.stage - right.stage)) {
    const pod = pods[way]!;
    if (stage === -1) pods[way] = state.apply({ kind: "pod-created", classId, name: `w${way}` }, moment(at)).pod;
    else if (stage === 0) state.apply({ kind: "pod-attempted", pod }, moment(at));
    else if (stage === 1) state.apply({ kind: "pod-assumed", pod, node: 0 }, moment(at));
    else state.apply({ kind: stage === 2 ? "pod-bound" : "pod-started", pod }, moment(at));
  }
  return { state, queues, pods };
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
    const { state, pods } = cluster([{ created: 5 * SECOND, stages: [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND] }]);
    expect(valuesByStage(stageMeasurements(state.pods, pods))).toEqual({
      queue: [1],
      cycle: [2],
      bind: [4],
      start: [8],
      total: [15],
    });
  });

  it("count only pods that have been through them", () => {
    const { state, pods } = cluster([
      { created: 0, stages: [] },
      { created: 0, stages: [SECOND] },
      { created: 0, stages: [SECOND, SECOND, SECOND] },
    ]);
    expect(valuesByStage(stageMeasurements(state.pods, pods))).toEqual({
      queue: [1, 1],
      cycle: [1],
      bind: [1],
      start: [],
      total: [],
    });
  });

  it("sum to the total for each pod", () => {
    const ways = fc.array(
      fc.record({
        created: fc.nat({ max: 10 * SECOND }),
        stages: fc.array(fc.nat({ max: 10 * SECOND }), { minLength: 4, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(ways, (drawn) => {
        const { state, pods } = cluster(drawn);
        for (const pod of pods) {
          const { total, ...parts } = valuesByStage(stageMeasurements(state.pods, [pod]));
          const microseconds = Object.values(parts).map(([part]) => Math.round(part! * SECOND));
          expect(microseconds.reduce((left, right) => left + right, 0)).toBe(Math.round(total![0]! * SECOND));
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("have figures, a curve and a meaning, in the order of the way", () => {
    const { state, pods } = cluster([
      { created: 0, stages: [SECOND, SECOND, SECOND, SECOND] },
      { created: 0, stages: [3 * SECOND, SECOND, SECOND, SECOND] },
    ]);
    const latencies = stageLatencies(stageMeasurements(state.pods, pods));
    expect(latencies.map(({ stage }) => stage)).toEqual(STAGES);
    expect(latencies[0]).toMatchObject({
      seconds: { count: 2, mean: 2, min: 1, max: 3 },
      cdf: { seconds: [1, 3], fraction: [0.5, 1] },
    });
    for (const { meaning } of latencies) expect(meaning).toMatch(/^from .* to .*$/);
  });

  it("are found among measurements of other kinds", () => {
    const { state, pods } = cluster([{ created: 0, stages: [SECOND] }]);
    const others: Measurement[] = [
      { kind: "gauge", name: "plimsoll_pod_stage_duration_seconds", labels: { stage: "queue" }, value: 1 },
      { kind: "distribution", name: "other", labels: { stage: "queue" }, values: Float64Array.of(9) },
    ];
    const latencies = stageLatencies([...others, ...stageMeasurements(state.pods, pods)]);
    expect(latencies.map(({ stage, seconds }) => [stage, seconds.count])).toEqual([
      ["queue", 1],
      ["cycle", 0],
      ["bind", 0],
      ["start", 0],
      ["total", 0],
    ]);
  });
});

describe("latency over time", () => {
  it("is the median and the 99th percentile from creation to binding of the pods created in each window", () => {
    const { state, pods } = cluster([
      { created: 0, stages: [0, 0, 1 * SECOND] },
      { created: 1, stages: [0, 0, 2 * SECOND] },
      { created: 2, stages: [0, 0, 3 * SECOND] },
      { created: 60 * SECOND - 1, stages: [0, 0, 7 * SECOND] },
      { created: 30 * SECOND, stages: [0] },
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
    const { state, pods } = cluster([{ created: 0, stages: [1] }]);
    for (const series of latencyOverTime(state.pods, pods)) expect(series.value).toEqual([]);
  });

  it("has one window where all pods come at the beginning", () => {
    const ways = [1, 2, 3].map((length) => ({ created: 0, stages: [0, 0, length * SECOND] }));
    const { state, pods } = cluster(ways);
    expect(latencyOverTime(state.pods, pods)[0]).toMatchObject({ atSeconds: [0], value: [2] });
  });
});

describe("kube-scheduler's own measure", () => {
  it("begins with the first entry into the active queue, and counts attempts", () => {
    const { state, queues, pods } = cluster([{ created: 0, stages: [SECOND] }]);
    const pod = pods[0]!;
    const at = (second: number) => moment(second * SECOND);
    state.apply({ kind: "pod-queued", pod, queue: "gated" }, at(1));
    state.apply({ kind: "pod-queued", pod, queue: "active" }, at(4));
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
    const { state, queues, pods } = cluster([{ created: 0, stages: [1, 1] }]);
    for (const measurement of schedulingMeasurements(state.pods, pods, queues)) {
      expect(measurement).toMatchObject({ values: new Float64Array(0) });
    }
  });
});

describe("latencies in order", () => {
  it("are the values of the metrics, as their pods were created", () => {
    const { state, queues, pods } = cluster([
      { created: 0, stages: [9, 1, 1, 1] },
      { created: 5, stages: [2, 1, 1, 1] },
      { created: 6, stages: [3] },
    ]);
    const ordered = latenciesInOrder(state.pods, pods, queues);
    const microseconds = ordered.map(({ seconds }) => seconds.map((one) => Math.round(one * SECOND)));
    expect(microseconds).toEqual([
      [11, 4],
      [9, 2, 3],
      [1, 1],
      [1, 1],
      [1, 1],
      [12, 5],
    ]);
    const measured = [...schedulingMeasurements(state.pods, pods, queues), ...stageMeasurements(state.pods, pods)];
    for (const { name, labels, seconds } of ordered) {
      const same = measured.find((one) => one.name === name && one.labels["stage"] === labels["stage"]);
      expect(same?.kind === "distribution" && [...same.values]).toEqual(seconds.toSorted((a, b) => a - b));
    }
  });
});

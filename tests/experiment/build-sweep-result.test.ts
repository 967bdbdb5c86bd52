// From runs to the result of a sweep.

import { describe, expect, it } from "vitest";

import { buildSweepResult } from "../../src/experiment/build-sweep-result.ts";
import type { Design } from "../../src/experiment/design/point.ts";
import { halfWidth } from "../../src/experiment/statistics/interval.ts";
import { meanInterval } from "../../src/experiment/statistics/mean-interval.ts";
import { smallNode, smallPlan } from "../simulation/small-plan.ts";
import { finishedRun, madeDetail } from "./made-runs.ts";

const DESIGN: Design = {
  factors: [{ name: "nodes", paths: ["nodes"], levels: ["10", "12"], isNumeric: true }],
  points: [0, 1].map((index) => ({ index, assignments: [{ path: "nodes", value: 10 + 2 * index }], levels: [index] })),
};
const WAITING = "plimsoll_pods_waiting value";
const threshold = {
  text: "plimsoll_pods_waiting value == 0",
  metric: "plimsoll_pods_waiting",
  labels: {},
  aggregation: { kind: "value" },
  operator: "==",
  limit: 0,
} as const;
const plan = smallPlan([smallNode("n1", { cpu: "4", memory: "8Gi" })], [], { thresholds: [threshold] });
const ASKED = {
  plan,
  design: DESIGN,
  seed: "s",
  confidence: 0.95,
  replications: "2 replications of each point",
  command: "",
};

describe("the result of a sweep", () => {
  const result = buildSweepResult(ASKED, {
    complete: true,
    runs: [
      [finishedRun(0, 0, { [WAITING]: 3, "odd value": 1 }, [3]), finishedRun(0, 1, { [WAITING]: 5 }, [5])],
      [
        finishedRun(1, 0, { [WAITING]: 0 }, [0]),
        { kind: "failed", point: 1, replication: 1, seed: "s/1", reason: "lost" },
      ],
    ],
  });

  it("has a row for each run, with nothing where a run has no such figure", () => {
    expect(result.figures.map(({ key }) => key)).toEqual([WAITING, "odd value"]);
    expect(result.runs.map(({ values }) => values)).toEqual([[3, 1], [5, null], [0, null], []]);
    expect(result.runs[3]).toMatchObject({ status: "failed", reason: "lost" });
  });

  it("has an interval for each figure of each point", () => {
    const [first, second] = result.points;
    expect(first).toMatchObject({
      label: "nodes = 10",
      finished: 2,
      failed: 0,
      estimates: [{ estimate: 4, count: 2 }, {}],
    });
    expect(second).toMatchObject({ label: "nodes = 12", finished: 1, failed: 1, estimates: [{ estimate: 0 }, null] });
  });

  it("judges thresholds over the runs of a point, and tells of points that are not whole", () => {
    expect(result.points.map(({ thresholds }) => thresholds[0]!.outcome)).toEqual(["failed", "passed"]);
    expect(result.points.map(({ outcome }) => outcome)).toEqual(["failed", "incomplete"]);
  });

  it("holds points that nobody came to", () => {
    const early = buildSweepResult(ASKED, { complete: false, runs: [[], []] });
    expect(early.complete).toBe(false);
    expect(early.points.map(({ outcome, finished }) => [outcome, finished])).toEqual([
      ["incomplete", 0],
      ["incomplete", 0],
    ]);
  });
});

describe("what is counted", () => {
  const attempts = "scheduler_preemption_attempts_total value";
  const [count, longest] = ["count", "max"].map((figure) => `scheduler_preemption_victims ${figure}`) as [
    string,
    string,
  ];
  const cost = "plimsoll_cost_total value";
  const { figures, runs, points } = buildSweepResult(ASKED, {
    complete: true,
    runs: [[finishedRun(0, 0, { [attempts]: 6, [count]: 2, [longest]: 3, [cost]: 1 }), finishedRun(0, 1, {})], []],
  });
  const at = (key: string): number => figures.findIndex((column) => column.key === key);

  it("is 0 in a run that had none of it, and counts in the mean", () => {
    expect([attempts, count].map((key) => runs[1]!.values[at(key)])).toEqual([0, 0]);
    expect([attempts, count].map((key) => points[0]!.estimates[at(key)])).toMatchObject([
      { estimate: 3, count: 2 },
      { estimate: 1, count: 2 },
    ]);
  });

  it("is not how large it was, nor what a run without prices costs", () => {
    expect([longest, cost].map((key) => runs[1]!.values[at(key)])).toEqual([null, null]);
  });
});

describe("a point that is run once", () => {
  const key = "plimsoll_pod_stage_duration_seconds{stage=total} mean";
  const means = Array.from({ length: 20 }, (_, batch) => 9 + (batch % 3));
  const batches = { kind: "batches", means, valuesPerBatch: 10, neighbourCorrelation: 0 } as const;
  const detail = madeDetail({ longRun: [{ key, batches }] });
  const figures = { [key]: 10.1, [WAITING]: 3 };
  const runsOf = (count: number) =>
    Array.from({ length: count }, (_, replication) => ({ ...finishedRun(0, replication, figures, [3]), detail }));
  const estimatesOf = (count: number) => {
    const { figures: columns, points } = buildSweepResult(ASKED, { complete: true, runs: [runsOf(count), []] });
    return new Map(columns.map((column, index) => [column.key, points[0]!.estimates[index]]));
  };

  it("has the interval of its batches about its mean, for what it was cut into", () => {
    const estimates = estimatesOf(1);
    const reach = halfWidth(meanInterval(means, 0.95));
    const ends = { low: 10.1 - reach, high: 10.1 + reach };
    expect(estimates.get(key)).toEqual({ estimate: 10.1, ...ends, confidence: 0.95, count: 20, method: "batch-means" });
    expect(estimates.get(WAITING)).toMatchObject({ estimate: 3, method: "none" });
  });

  it("has that no longer once there are replications", () => {
    expect(estimatesOf(2).get(key)).toMatchObject({ count: 2, method: "t" });
  });
});

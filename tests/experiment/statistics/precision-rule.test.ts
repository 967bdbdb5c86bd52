// How often points are run for a wanted precision.

import { describe, expect, it } from "vitest";

import type { RunRecord } from "../../../src/experiment/execution/run-record.ts";
import {
  missedPrecision,
  precisionRule,
  type PrecisionGoal,
} from "../../../src/experiment/statistics/precision-rule.ts";

const figure = (key: string, negligible = 0) => ({ key, negligible });

const GOAL: PrecisionGoal = {
  figures: [figure("latency")],
  ratio: 0.05,
  confidence: 0.95,
  atMost: 1000,
  of: "each-mean",
};

function finished(point: number, replication: number, figures: Readonly<Record<string, number>>): RunRecord {
  return {
    kind: "finished",
    point,
    replication,
    seed: String(replication),
    fingerprint: "",
    outcome: "passed",
    figures: { keys: Object.keys(figures), values: Float64Array.from(Object.values(figures)) },
    observed: new Float64Array(),
    detail: undefined,
  };
}

const failed = (point: number, replication: number): RunRecord => ({
  kind: "failed",
  point,
  replication,
  seed: String(replication),
  reason: "a plugin failed",
});

const runsOf = (point: number, latencies: readonly number[]) =>
  latencies.map((latency, replication) => finished(point, replication, { latency }));
const around = (mean: number, spread: number, count: number) =>
  Array.from({ length: count }, (_, index) => mean + (index % 2 === 0 ? spread : -spread));

describe("precision of each mean", () => {
  const rule = precisionRule(GOAL);

  it("begins with ten runs of every point", () => {
    expect(rule.wanted([[], []])).toEqual([10, 10]);
  });

  it("goes on with those points alone that are not precise", () => {
    expect(rule.wanted([runsOf(0, around(100, 1, 10)), runsOf(1, around(100, 30, 10))])).toEqual([10, 20]);
    expect(missedPrecision([runsOf(0, around(100, 1, 10))], GOAL)).toEqual([]);
  });

  it("ends at its limit, and says what was missed", () => {
    const runs = [runsOf(0, around(100, 30, 10)), runsOf(1, around(0, 1, 10))];
    const goal = { ...GOAL, atMost: 10 };
    expect(precisionRule(goal).wanted(runs)).toEqual([10, 10]);
    const [first, second] = missedPrecision(runs, goal);
    expect(first).toMatchObject({ point: 0, figure: "latency", count: 10 });
    expect(first!.ratio).toBeCloseTo((30 * Math.sqrt(10 / 9) * 2.262157) / Math.sqrt(10) / 100, 5);
    expect(second).toMatchObject({ point: 1, ratio: Infinity });
  });

  it("begins with no more runs than its limit", () => {
    expect(precisionRule({ ...GOAL, atMost: 3 }).wanted([[]])).toEqual([3]);
  });

  it("looks at the figure that takes longest, and leaves out one that no run has", () => {
    const runs = Array.from({ length: 10 }, (_, replication) =>
      finished(0, replication, { latency: 100, cost: 10 + 5 * (replication % 2) }),
    );
    expect(
      precisionRule({ ...GOAL, figures: [figure("latency"), figure("cost"), figure("phlogiston")] }).wanted([runs]),
    ).toEqual([20]);
    expect(precisionRule({ ...GOAL, figures: [figure("phlogiston")] }).wanted([runs])).toEqual([10]);
  });

  it("makes up for runs that failed, and leaves alone a point of which none finishes", () => {
    const some = runsOf(0, around(100, 1, 10)).map((run, replication) =>
      replication < 2 ? failed(0, replication) : run,
    );
    expect(rule.wanted([some])).toEqual([12]);
    expect(rule.wanted([some.map((_, replication) => failed(0, replication))])).toEqual([10]);
  });
});

describe("precision of differences", () => {
  const goal: PrecisionGoal = { ...GOAL, of: "differences" };
  const rule = precisionRule(goal);

  it("looks at pairs, in parts of the first point's mean, and runs all points equally often", () => {
    const first = around(100, 50, 10);
    const close = first.map((value, index) => value + (index % 2));
    const far = first.map((value, index) => value + 40 * (index % 3));
    expect(rule.wanted([[], []])).toEqual([10, 10]);
    expect(rule.wanted([runsOf(0, first), runsOf(1, close)])).toEqual([10, 10]);
    expect(rule.wanted([runsOf(0, first), runsOf(1, close), runsOf(2, far)])).toEqual([20, 20, 20]);
  });

  it("is reached by points that do not differ at all", () => {
    const same = around(100, 50, 10);
    expect(missedPrecision([runsOf(0, same), runsOf(1, same)], goal)).toEqual([]);
  });

  it("leaves out pairs of which one has failed", () => {
    const first = runsOf(0, around(100, 50, 10));
    const second = runsOf(1, around(101, 50, 10)).map((run, index) => (index === 0 ? failed(1, 0) : run));
    expect(rule.wanted([first, second])).toEqual([11, 11]);
  });
});

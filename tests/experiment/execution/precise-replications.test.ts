// Points that are run until their headline figures are precise.

import { describe, expect, it } from "vitest";

import {
  missedHeadlines,
  MOST_FOR_PRECISION,
  preciseReplications,
} from "../../../src/experiment/execution/precise-replications.ts";
import type { RunTable } from "../../../src/experiment/execution/run-experiment.ts";

import { finishedRun } from "../made-runs.ts";

const HEADLINE = "plimsoll_pods_placed value";
const LATENCY = "scheduler_pod_scheduling_sli_duration_seconds p(99)";
const PRECISION = { ratio: 0.05, confidence: 0.95, atLeast: 4, of: "each-mean" } as const;

/** So many runs of one point, whose headline figure goes up and down by `swing`. */
function table(count: number, swing: number, key = HEADLINE): RunTable {
  return [Array.from({ length: count }, (_, index) => finishedRun(0, index, { [key]: 100 + (index % 2) * swing }))];
}

describe("a wanted precision", () => {
  it("begins with as many runs as every point has in any case", () => {
    expect(preciseReplications(PRECISION).wanted([[], []])).toEqual([4, 4]);
  });

  it("is content with figures that hardly vary", () => {
    const rule = preciseReplications(PRECISION);
    const [more] = rule.wanted(table(4, 0.1));
    expect(rule.wanted(table(more!, 0.1))).toEqual([more]);
    expect(missedHeadlines(PRECISION, table(more!, 0.1))).toEqual([]);
  });

  it("asks for more where they vary much, up to a limit, and says then what was missed", () => {
    const strict = { ...PRECISION, ratio: 0.0001 };
    expect(preciseReplications(strict).wanted(table(20, 80))[0]).toBeGreaterThan(20);
    const runs = table(MOST_FOR_PRECISION, 80);
    expect(preciseReplications(strict).wanted(runs)).toEqual([MOST_FOR_PRECISION]);
    expect(missedHeadlines(strict, runs)).toMatchObject([{ point: 0, figure: HEADLINE, count: MOST_FOR_PRECISION }]);
  });

  it("looks at headline figures only", () => {
    expect(preciseReplications(PRECISION).wanted(table(20, 80, "some_other_metric value"))).toEqual([20]);
  });

  it("passes over what mirrors another figure, and rare events would drive to the limit", () => {
    expect(preciseReplications(PRECISION).wanted(table(20, 80, "plimsoll_pods_waiting value"))).toEqual([20]);
  });

  it("is content with delays that are known to what anybody notices, however large a part of them that is", () => {
    const delays = (scale: number): RunTable => [
      Array.from({ length: 20 }, (_, index) => finishedRun(0, index, { [LATENCY]: scale * (1 + (index % 2)) })),
    ];
    expect(preciseReplications(PRECISION).wanted(delays(0.01))).toEqual([20]);
    expect(preciseReplications(PRECISION).wanted(delays(10))[0]).toBeGreaterThan(20);
  });
});

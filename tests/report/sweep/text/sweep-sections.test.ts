// Sections of a printed sweep.

import { describe, expect, it } from "vitest";

import {
  effectLines,
  pointLines,
  TABLE_SWEEP_EXTENT,
  thresholdLines,
  trustLines,
  verdictLines,
  WIDE_SWEEP_EXTENT,
} from "../../../../src/report/sweep/text/sweep-sections.ts";

import { drawnSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";

const sweep = madeSweep();

describe("the sections of a printed sweep", () => {
  it("begin with the verdict", () => {
    expect(verdictLines(sweep, TABLE_SWEEP_EXTENT)[0]).toBe("FAILED  first-sweep");
  });

  it("have a row for each point; figures without room stand in a table of their own", () => {
    const lines = pointLines(sweep, TABLE_SWEEP_EXTENT);
    expect(lines.every((line) => line.length <= TABLE_SWEEP_EXTENT.width)).toBe(true);
    expect(lines[1]).toBe(
      "POINT  COUNT  POLICY          RESULT  PODS WAITING  SCHEDULING LATENCY P50  SCHEDULING LATENCY P99",
    );
    expect(lines.filter((line) => line.startsWith("POINT "))).toHaveLength(2);
    expect(pointLines(sweep, WIDE_SWEEP_EXTENT)).toHaveLength(14);
  });

  it("say how many points are left out", () => {
    const lines = pointLines(drawnSweep(50, 1), TABLE_SWEEP_EXTENT);
    expect(lines.at(-1)).toBe("(10 more points: -o wide, -o csv, or the report)");
  });

  it("count the points at which each threshold holds", () => {
    expect(thresholdLines(sweep, TABLE_SWEEP_EXTENT)[2]).toBe(
      "    8       2     2      0  plimsoll_pods_waiting value == 0",
    );
    const bare = { ...sweep, points: sweep.points.map((point) => ({ ...point, thresholds: [] })) };
    expect(thresholdLines(bare, TABLE_SWEEP_EXTENT)).toEqual(["THRESHOLDS (none set)"]);
  });

  it("name clear effects only, if there are any", () => {
    expect(effectLines(sweep, TABLE_SWEEP_EXTENT)).toHaveLength(11);
    expect(effectLines(singleRunSweep(), TABLE_SWEEP_EXTENT)).toEqual([]);
  });

  it("end with how to repeat it", () => {
    const lines = trustLines(sweep, TABLE_SWEEP_EXTENT);
    expect(lines[0]).toBe("runs      60 runs, seed 1, Kubernetes 1.36, plimsoll 0.1.0");
    expect(lines.at(-1)).toBe("repeat    plimsoll sweep scenarios/first-sweep.yaml --seed 1");
  });
});

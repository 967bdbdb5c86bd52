// A sweep as JSON, and back.

import { describe, expect, it } from "vitest";

import { keptSweep } from "../../../src/report/sweep/kept-sweep.ts";
import { readSweepJson, sweepJson } from "../../../src/report/sweep/sweep-json.ts";

import { brokenSweep, drawnSweep, madeSweep, singleRunSweep } from "./made-sweep.ts";

describe("a sweep as JSON", () => {
  it.each([
    ["of a grid", madeSweep()],
    ["of one run, whose intervals have no end", singleRunSweep()],
    ["of drawn points", drawnSweep(5, 2)],
    ["that was interrupted", brokenSweep()],
  ])("is read back as it was, %s", (_, sweep) => {
    const kept = keptSweep(sweep);
    expect(readSweepJson(sweepJson(kept))).toEqual({ kind: "sweep", result: kept });
  });

  it("is written with the same bytes after it was read", () => {
    const text = sweepJson(keptSweep(singleRunSweep()));
    const read = readSweepJson(text);
    expect(read.kind === "sweep" && sweepJson(read.result)).toBe(text);
  });

  it("keeps numbers that are none in the details", () => {
    const sweep = singleRunSweep();
    const [point] = sweep.points;
    const [first, ...series] = point!.detail!.series;
    const detail = { ...point!.detail!, series: [{ ...first!, value: first!.value.map(() => Number.NaN) }, ...series] };
    const read = readSweepJson(sweepJson({ ...sweep, points: [{ ...point!, detail }] }));
    expect(read.kind === "sweep" && read.result.points[0]!.detail!.series[0]!.value[0]).toBeNaN();
  });
});

describe("what is no sweep", () => {
  const text = sweepJson(singleRunSweep());
  const altered = (change: (data: Record<string, unknown>) => void): string => {
    const data = JSON.parse(text) as Record<string, unknown>;
    change(data);
    return JSON.stringify(data);
  };

  it.each([
    [text.slice(0, -9), "it is no JSON"],
    ["null", "it holds no SweepResult"],
    ['{"kind":"RunResult"}', "it holds no SweepResult"],
    [
      altered((data) => (data["apiVersion"] = "v9")),
      "it has the version v9, and this plimsoll reads plimsoll/v1alpha1",
    ],
    [altered((data) => delete data["runs"]), "runs is missing"],
    [altered((data) => (data["points"] = [])), "points and design.points differ in length"],
    [altered((data) => (data["figures"] = [])), "points[0] does not fit the figures"],
  ])("is refused with the reason", (other, reason) => {
    expect(readSweepJson(other)).toEqual({ kind: "refused", reason });
  });

  it("is refused where levels and places do not fit", () => {
    const levels = altered((data) => {
      (data["design"] as { points: { levels: number[] }[] }).points[0]!.levels = [0];
    });
    expect(readSweepJson(levels)).toMatchObject({ reason: "design.points[0] does not fit the factors" });
    const runs = altered((data) => {
      (data["runs"] as { point: number }[])[0]!.point = 7;
    });
    expect(readSweepJson(runs)).toMatchObject({ reason: "runs[0] does not fit points and figures" });
  });
});

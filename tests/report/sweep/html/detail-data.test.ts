// The run of a point as the page shows it.

import { describe, expect, it } from "vitest";

import { detailData } from "../../../../src/report/sweep/html/detail-data.ts";
import { keptSweep } from "../../../../src/report/sweep/kept-sweep.ts";

import { unsafeCharacters } from "../../markup-check.ts";
import { hostileSweep, singleRunSweep } from "../made-sweep.ts";

const detail = keptSweep(singleRunSweep()).points[0]!.detail!;
const data = detailData(detail);

describe("the run of a point", () => {
  it("has its verdict, limits, latencies and reasons in words", () => {
    expect(data.sentence).toContain("53 of 8,152 pods could not be placed");
    expect(data.limits[0]![0]).toBe("gpu-milli");
    expect(data.stages.map(([stage]) => stage)).toEqual(["queue", "cycle", "bind", "start", "total"]);
    expect(data.reasons[0]).toEqual(["NodeResourcesFit: Insufficient alibabacloud.com/gpu-milli", "53", "171"]);
  });

  it("has three drawings of lines in whole numbers inside of the frame", () => {
    expect(data.charts.map(({ title }) => title)).toHaveLength(3);
    for (const [, path] of data.charts.flatMap(({ lines }) => lines)) {
      expect(path).toMatch(/^M\d+,\d+(?:[HV]\d+)*$/);
      const numbers = [...path.matchAll(/(?:M|H)(\d+)/g)].map((match) => Number(match[1]));
      expect(Math.max(...numbers)).toBeLessThanOrEqual(300);
    }
  });

  it("is short", () => {
    expect(JSON.stringify(data).length).toBeLessThan(6_000);
  });

  it("draws nothing where nothing was measured", () => {
    expect(detailData({ ...detail, series: [], latency: [] }).charts).toEqual([]);
  });

  it("holds no control character of a hostile name", () => {
    const hostile = detailData(keptSweep(hostileSweep()).points[0]!.detail!);
    expect(unsafeCharacters(JSON.stringify(hostile))).toEqual([]);
  });
});

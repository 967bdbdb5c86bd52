// What the page's script knows.

import { describe, expect, it } from "vitest";

import { byInterest, missingRuns, pageData } from "../../../../src/report/sweep/html/page-data.ts";
import { keptSweep } from "../../../../src/report/sweep/kept-sweep.ts";

import { drawnSweep, hostileSweep, madeSweep } from "../made-sweep.ts";

interface Data {
  readonly points: readonly { readonly levels: readonly number[]; readonly figures: readonly string[] }[];
  readonly details: Readonly<Record<string, unknown>>;
}

describe("the data of the page", () => {
  it("has all points and their runs", () => {
    const sweep = keptSweep(madeSweep());
    const { json, withRun } = pageData(sweep);
    const { points, details } = JSON.parse(json) as Data;
    expect(points).toHaveLength(12);
    expect(points[4]).toMatchObject({ levels: [1, 1], outcome: "failed" });
    expect(points[4]!.figures[2]).toBe("714ms ±25.9ms");
    expect([Object.keys(details).length, withRun]).toEqual([12, 12]);
    expect(missingRuns(sweep, { json, withRun })).toBeUndefined();
  });

  it("has the runs of as many points as there is room for, and says so", () => {
    const sweep = keptSweep(drawnSweep(300, 1));
    const data = pageData(sweep);
    expect(data.json.length).toBeLessThan(500_000);
    expect(data.withRun).toBeLessThan(300);
    expect(missingRuns(sweep, data)).toContain(`the runs of ${data.withRun} of 300 points`);
  });

  it("cannot end the element in which it stands", () => {
    expect(pageData(keptSweep(hostileSweep())).json).not.toMatch(/[<>&]/);
  });
});

describe("points by interest", () => {
  it("are all points, once, the best ones first", () => {
    const order = byInterest(madeSweep());
    expect(order.slice(0, 3)).toEqual([9, 11, 2]);
    expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });
});

// The table of points and the place of the picked one.

import { describe, expect, it } from "vitest";

import { outcomeMark, PICKED_SECTION, POINTS_SECTION } from "../../../../src/report/sweep/html/points-section.ts";

import { drawnSweep, madeSweep } from "../made-sweep.ts";
import { bodyOf } from "./sections.ts";

describe("the table of points", () => {
  it("has a row for each point, which a link picks", () => {
    const body = bodyOf(POINTS_SECTION, madeSweep());
    expect([...body.matchAll(/<tr id="point-(\d+)">/g)]).toHaveLength(12);
    expect(body).toContain('<a href="#point-11">11</a>');
    expect(body).toContain("714ms ±25.9ms");
  });

  it("has as many rows as there is room for, and says where the others are", () => {
    const body = bodyOf(POINTS_SECTION, drawnSweep(400, 1));
    const rows = [...body.matchAll(/<tr id=/g)].length;
    expect(rows).toBeLessThan(300);
    expect(body).toContain(`${400 - rows} more in points.csv`);
  });

  it("tells outcomes by a sign, not by colour alone", () => {
    expect(outcomeMark("passed").text).toContain("✓ passed");
    expect(outcomeMark("inconclusive").text).toContain("? inconclusive");
  });
});

describe("the picked point", () => {
  it("says what works without a script, and has its bar hidden", () => {
    const body = bodyOf(PICKED_SECTION, madeSweep());
    expect(body).toContain("All else on this page works without.");
    expect(body).toMatch(/<div id="pick-bar" [^>]*hidden=""/);
  });

  it("says whose runs are not there", () => {
    expect(bodyOf(PICKED_SECTION, drawnSweep(300, 1))).toContain("of 300 points");
  });
});

// The section of a page that says where the line is.

import { describe, expect, it } from "vitest";

import { LINE_SECTION } from "../../../src/report/line/line-section.ts";
import { readSweepJson, sweepJson } from "../../../src/report/sweep/sweep-json.ts";
import { sweepPage } from "../../../src/report/sweep/html/sweep-page.ts";

import { bodyOf } from "../sweep/html/sections.ts";
import { madeMaterial } from "../sweep/made-material.ts";
import { nodesSweep } from "../sweep/made-sweep.ts";

import { lineResult } from "./made-line.ts";

describe("the section of a search", () => {
  it("has the values that were run, and what was assumed", () => {
    const body = bodyOf(LINE_SECTION, lineResult());
    expect(body).toContain("Bonferroni");
    expect(body).toContain("nothing that was run contradicts it.");
    expect(body.match(/<tr/g)!.length).toBe(5);
  });

  it("stands on the page of a search, with its answer on top", () => {
    const page = sweepPage(madeMaterial(lineResult()));
    expect(page).toContain('<section id="line"');
    expect(page).toContain("general needs at most 12 nodes");
    expect(sweepPage(madeMaterial(nodesSweep()))).not.toContain('id="line"');
  });

  it("is made again from the data of a report", () => {
    const result = lineResult();
    const read = readSweepJson(sweepJson(result));
    expect(read).toMatchObject({ kind: "sweep", result: { line: result.line } });
    const bad = sweepJson({ ...result, line: { ...result.line!, points: [] } });
    expect(readSweepJson(bad)).toEqual({ kind: "refused", reason: "line does not fit the points" });
  });
});

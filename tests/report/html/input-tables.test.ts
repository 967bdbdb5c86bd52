// Tables of what figures rest on.

import { describe, expect, it } from "vitest";

import { coefficientTable, inputTable, noteTable } from "../../../src/report/html/input-tables.ts";

import { sampleResult } from "../sample-result.ts";

const { notes, scenario, coefficients } = sampleResult();

describe("tables of what figures rest on", () => {
  it("show notes with their places, files with their hashes, coefficients with their sources", () => {
    expect(noteTable(notes, 9).text).toContain("node.csv:1:23");
    expect(inputTable(scenario.inputs, 9, "summary.json").text).toContain("4f7c8a1d".repeat(8));
    expect(coefficientTable(coefficients, 9).text).toContain("scheduler_perf SchedulingBasic");
  });

  it("say in a sentence that there is nothing", () => {
    expect(noteTable([], 9).text).toContain("Everything in the input was simulated.");
    expect(inputTable([], 9, "summary.json").text).toContain("No file was read");
    expect(coefficientTable([], 9).text).toContain("no coefficient");
  });

  it("name the file that holds what they leave out", () => {
    expect(noteTable(notes, 1).text).toContain("1 more in notes.csv");
    expect(inputTable(scenario.inputs, 1, "sweep.json").text).toContain("2 more in sweep.json");
  });
});

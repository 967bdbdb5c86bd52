// How to repeat a sweep, and its files.

import { describe, expect, it } from "vitest";

import { SWEEP_CSV_FILES } from "../../../../src/report/sweep/csv/sweep-csv-files.ts";
import { SWEEP_REPRODUCE_SECTION } from "../../../../src/report/sweep/html/reproduce-section.ts";

import { madeSweep } from "../made-sweep.ts";
import { bodyOf } from "./sections.ts";

describe("how to repeat a sweep", () => {
  const body = bodyOf(SWEEP_REPRODUCE_SECTION, madeSweep());

  it("is a command", () => {
    expect(body).toContain("plimsoll sweep scenarios/first-sweep.yaml --seed 1");
  });

  it("names every kind of file", () => {
    const files = ["sweep.json", "runs.parquet", ...SWEEP_CSV_FILES.map(({ name }) => `${name}.csv`)];
    for (const file of files) expect(body).toContain(file);
    expect(body).toContain("main-effect-count-pods-waiting.svg and 8 more");
  });
});

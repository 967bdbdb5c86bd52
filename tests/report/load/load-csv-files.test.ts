// CSV files of a run with load and autoscalers.

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { csvFilesOf } from "../../../src/report/csv/csv-files.ts";
import { csvText } from "../../../src/report/csv/csv-text.ts";
import { LOAD_CSV_FILES, loadCsvFilesOf } from "../../../src/report/load/load-csv-files.ts";

import { resultInMotion } from "../motion/sample-motion.ts";
import { sampleResult } from "../sample-result.ts";
import { resultUnderLoad } from "./sample-load.ts";

const result = resultUnderLoad();

const ROWS: Readonly<Record<string, number>> = {
  requests: 5,
  "load-series": 110,
  "load-demand": 110,
  autoscalers: 2,
  "autoscaler-series": 18,
  rescales: 2,
};

describe.each(LOAD_CSV_FILES)("$name.csv", (file) => {
  it("parses back to as many rows and cells as went in", () => {
    const table = file.table(result);
    const read = parse(csvText(table));
    expect(read[0]).toEqual(table.header);
    expect(read).toHaveLength(1 + ROWS[file.name]!);
    expect(table.rows.every(({ length }) => length === table.header.length)).toBe(true);
  });

  it("has a header alone where there was no load", () => {
    expect(file.table(sampleResult()).rows).toEqual([]);
  });
});

it("they are written where there is something in them", () => {
  const names = (run: typeof result) => loadCsvFilesOf(run).map(({ name }) => name);
  expect(names(result)).toEqual(Object.keys(ROWS));
  expect(names(resultInMotion())).toEqual([]);
  const { autoscalers: _, ...motion } = result.motion!;
  expect(names({ ...result, motion })).toEqual(["requests", "load-series", "load-demand"]);
  expect(csvFilesOf(result).map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(ROWS)));
});

it("requests that were not answered have no latency, and what is not known is empty", () => {
  const rowsOf = (name: string) => LOAD_CSV_FILES.find((file) => file.name === name)!.table(result).rows;
  expect(rowsOf("requests")[0]!.slice(-8)).toEqual([null, null, null, null, null, null, null, null]);
  expect(rowsOf("requests")[1]!.slice(-2)).toEqual([0.25, 3_000]);
  expect(rowsOf("autoscalers")[1]!.slice(5, 7)).toEqual([3, null]);
});

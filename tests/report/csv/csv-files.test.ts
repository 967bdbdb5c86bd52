// All CSV files of a report: they parse, have units in their headers, and are complete also for odd results.

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { CSV_FILES, csvFilesOf } from "../../../src/report/csv/csv-files.ts";
import { csvText } from "../../../src/report/csv/csv-text.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { resultInMotion } from "../motion/sample-motion.ts";
import { sampleResult } from "../sample-result.ts";

describe.each(CSV_FILES)("$name.csv", (file) => {
  it("parses back to as many rows and cells as went in", () => {
    const table = file.table(sampleResult());
    const read = parse(csvText(table));
    expect(read[0]).toEqual(table.header);
    expect(read.length - 1).toBe(table.rows.length);
    expect(table.rows.length).toBeGreaterThan(0);
  });

  it("has a header alone if there is nothing to tell", () => {
    const table = file.table(emptyResult());
    expect(table.rows).toEqual([]);
    expect(table.header.length).toBeGreaterThan(1);
  });

  it("holds neither a formula nor a control character of a hostile name", () => {
    const text = csvText(file.table(hostileResult()));
    const cells = parse(text).flat();
    expect(unsafeCharacters(text)).toEqual([]);
    expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([]);
  });

  it("names the unit of each column of amounts", () => {
    const units = /_(?:seconds|cores|bytes|count|ratio|amount|at_end|pods|attempts|mean)$/;
    const amounts = file
      .table(sampleResult())
      .header.filter((column) => /seconds|amount|requested|pending/.test(column));
    expect(amounts.filter((column) => !units.test(column) && !column.endsWith("_unit"))).toEqual([]);
  });
});

it("a run in which controllers ran has files of its own beside them", () => {
  expect(csvFilesOf(sampleResult())).toBe(CSV_FILES);
  const names = csvFilesOf(resultInMotion()).map(({ name }) => name);
  expect(names.slice(0, CSV_FILES.length)).toEqual(CSV_FILES.map(({ name }) => name));
  expect(names.slice(CSV_FILES.length)).toContain("availability");
  expect(new Set(names).size).toBe(names.length);
});

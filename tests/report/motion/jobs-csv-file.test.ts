// The CSV file of Jobs.

import { expect, it } from "vitest";

import { JOBS_FILE } from "../../../src/report/motion/jobs-csv-file.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

it("has a row for each Job and CronJob, without a time where none is complete", () => {
  const { header, rows } = JOBS_FILE.table(resultInMotion());
  expect(rows).toEqual([
    ["CronJob", "shop", "backup", 12, 10, 1, 1, 10, 7, 61.5, 90],
    ["Job", "shop", "mail", 1, 0, 0, 1, 3, 0, null, null],
  ]);
  expect(header).toHaveLength(11);
  expect(JOBS_FILE.table(sampleResult()).rows).toEqual([]);
});

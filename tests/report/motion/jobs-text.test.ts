// The table of Jobs at a terminal.

import { describe, expect, it } from "vitest";

import { jobLines, jobName, worstFirst } from "../../../src/report/motion/jobs-text.ts";
import { TABLE_EXTENT } from "../../../src/report/text/text-extent.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

describe("the table of Jobs", () => {
  it("has a row for each Job and CronJob, the worst first, and fits the terminal", () => {
    const [title, head, ...rows] = jobLines(resultInMotion(), TABLE_EXTENT);
    expect(title).toBe("JOBS");
    expect(head).toMatch(/^JOB +JOBS +COMPLETE +FAILED +PODS OK +PODS FAILED +MEAN +LONGEST$/);
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ["cronjob/backup", "12", "10", "1", "10", "7", "1m 2s", "1m 30s"],
      ["job/mail", "1", "0", "0", "3", "0", "–", "–"],
    ]);
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(TABLE_EXTENT.width);
  });

  it("says how many of them it shows", () => {
    expect(jobLines(resultInMotion(), { ...TABLE_EXTENT, workloads: 1 })[0]).toBe("JOBS (1 of 2)");
  });

  it("is not there where no Job was", () => {
    expect(jobLines(sampleResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("names namespaces where there are several, and puts what failed first", () => {
    const [cron, mail] = SAMPLE_MOTION.jobs as [(typeof SAMPLE_MOTION.jobs)[0], (typeof SAMPLE_MOTION.jobs)[0]];
    const other = { ...mail, namespace: "b", failed: 3 };
    expect(worstFirst([cron, mail, other])).toEqual([other, cron, mail]);
    expect(jobName(cron, [cron, other])).toBe("shop/cronjob/backup");
  });
});

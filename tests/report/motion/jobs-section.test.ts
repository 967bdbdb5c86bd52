// Jobs on the page.

import { describe, expect, it } from "vitest";

import { reportPage } from "../../../src/report/html/page.ts";
import { hasJobs } from "../../../src/report/motion/jobs-section.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

describe("the page's table of Jobs", () => {
  it("is there where there are Jobs, and nowhere else", () => {
    expect([hasJobs(resultInMotion()), hasJobs(sampleResult())]).toEqual([true, false]);
    const page = reportPage(sampleMaterial(resultInMotion()));
    expect(page).toContain("Jobs, and all Jobs of each CronJob");
    expect(page).toContain("cronjob/backup");
  });
});

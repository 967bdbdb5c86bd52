// Load and autoscaling on the page.

import { describe, expect, it } from "vitest";

import { reportPage } from "../../../src/report/html/page.ts";
import { hasLoad } from "../../../src/report/load/load-section.ts";
import { prepareReport } from "../../../src/report/report-material.ts";

import { HOSTILE } from "../hostile-result.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";
import { resultUnderLoad } from "./sample-load.ts";

const result = resultUnderLoad();
const page = reportPage(await prepareReport(result));

describe("the page's section on load", () => {
  it("is there where there is load or an autoscaler, and nowhere else", () => {
    expect([hasLoad(result), hasLoad(sampleResult())]).toEqual([true, false]);
    const { load: _, ...motion } = result.motion!;
    expect(hasLoad({ ...result, motion })).toBe(true);
    expect(reportPage(sampleMaterial(sampleResult()))).not.toContain("Load and autoscaling");
  });

  it("tells of autoscalers, their changes and reasons, and what they complain of", () => {
    expect(page).toContain("hpa/web");
    expect(page).toContain("4 → 20");
    expect(page).toContain("cpu resource utilization (percentage of request) above target");
    expect(page).toContain("no metrics returned");
    expect(page).toContain("deployment/web by hpa/web");
  });

  it("tells of requests, and how they were worked out", () => {
    expect(page).toContain("by intervals");
    expect(page).toContain("timeout 4.7%, queue full 0.3%");
    expect(page).toContain("Over the promise");
    expect(page).toContain("7.5% (250ms)");
  });

  it("leaves out columns that say nothing", async () => {
    const load = { ...result.motion!.load!, sources: [], services: [] };
    const [people] = result.motion!.load!.sources.slice(1);
    const quiet = { ...people!, source: "web", errorRatio: 0, failed: {} };
    const plain = { ...result, motion: { ...result.motion!, load: { ...load, sources: [quiet] } } };
    const text = reportPage(await prepareReport(plain));
    for (const title of ["To", "Class", "Why they failed"]) {
      expect(page).toMatch(new RegExp(`<th[^>]*>${title}<`));
      expect(text).not.toMatch(new RegExp(`<th[^>]*>${title}<`));
    }
  });

  it("holds hostile names as text", () => {
    const [first] = result.motion!.autoscalers!;
    const autoscalers = [{ ...first!, name: HOSTILE, complaints: [HOSTILE] }];
    const hostile = reportPage(sampleMaterial({ ...result, motion: { ...result.motion!, autoscalers } }));
    expect(hostile).not.toContain("<script>alert(1)");
  });
});

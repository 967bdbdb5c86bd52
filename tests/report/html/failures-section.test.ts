// Refusals on the page.

import { describe, expect, it } from "vitest";

import { FAILURES_SECTION } from "../../../src/report/html/failures-section.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("refusals on the page", () => {
  it("name reasons, plugins, and pods with the words of their event", () => {
    const { text } = FAILURES_SECTION.body(sampleMaterial(sampleResult()));
    expect(text).toContain("Insufficient alibabacloud.com/gpu-milli");
    expect(text).toContain("<code>openb/openb-pod-7411</code>");
    expect(text).toContain("and 4 more with the same reasons");
    expect(text).toContain("node(s) didn&#39;t match Pod&#39;s node affinity/selector");
  });

  it("name what admission refused, with the words for the first pod", () => {
    const { text } = FAILURES_SECTION.body(sampleMaterial(sampleResult()));
    expect(text).toContain("12 by ResourceQuota");
    expect(text).toContain("<code>openb/openb-pod-8153</code>");
    expect(text).toContain("exceeded quota: team");
    const alone = { ...sampleResult(), failures: [], unplaced: [] };
    expect(FAILURES_SECTION.body(sampleMaterial(alone)).text).toContain("exceeded quota: team");
    expect(FAILURES_SECTION.body(sampleMaterial(emptyResult())).text).not.toContain("admission");
  });

  it("tell of pods that had to go so that others found room", () => {
    const preemption = { attempts: 4, preemptions: 1, victims: 3 };
    const { text } = FAILURES_SECTION.body(sampleMaterial({ ...sampleResult(), preemption }));
    expect(text).toContain("Preemption made room once: 3 pods of lower priority had to go.");
    expect(FAILURES_SECTION.body(sampleMaterial(sampleResult())).text).not.toContain("Preemption made");
  });

  it("shorten messages of any length", () => {
    const unplaced = [{ pod: "p", attempts: 1, message: "x".repeat(100_000) }];
    const { text } = FAILURES_SECTION.body(sampleMaterial({ ...sampleResult(), unplaced }));
    expect(text.length).toBeLessThan(10_000);
  });

  it("say so if there were none", () => {
    expect(FAILURES_SECTION.body(sampleMaterial(emptyResult())).text).toContain("No attempt to place a pod failed.");
  });
});

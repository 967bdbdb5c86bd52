// The shape of `motion` in `summary.json`.

import { describe, expect, it } from "vitest";

import { MOTION_SHAPE } from "../../../src/report/motion/motion-shape.ts";
import { readReportData } from "../../../src/report/read-report.ts";
import { resultJson } from "../../../src/report/text/result-json.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

describe("the shape of motion", () => {
  it("is that of what a run found", () => {
    expect(MOTION_SHAPE(SAMPLE_MOTION, "motion")).toBeUndefined();
  });

  it("says where something is wrong", () => {
    const wrong = { ...SAMPLE_MOTION, unfinished: [{ ...SAMPLE_MOTION.unfinished[0], by: 3 }] };
    expect(MOTION_SHAPE(wrong, "motion")).toBe("motion.unfinished[0].by is not a text");
  });
});

describe("a result read back", () => {
  it("is the same with motion and without", () => {
    for (const result of [resultInMotion(), sampleResult()])
      expect(readReportData("summary.json", resultJson(result))).toEqual({ kind: "run", result });
  });

  it("is refused with a motion that is none", () => {
    const text = JSON.stringify({ ...sampleResult(), motion: { availability: {} } });
    const reason = "motion.availability.workloads is missing";
    expect(readReportData("summary.json", text)).toEqual({ kind: "refused", reason });
  });
});

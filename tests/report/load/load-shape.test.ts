// The shape of load and autoscalers in `summary.json`.

import { describe, expect, it } from "vitest";

import { AUTOSCALERS_SHAPE, LOAD_SHAPE } from "../../../src/report/load/load-shape.ts";
import { readReportData } from "../../../src/report/read-report.ts";
import { resultJson } from "../../../src/report/text/result-json.ts";

import { resultUnderLoad, SAMPLE_AUTOSCALERS, SAMPLE_LOAD } from "./sample-load.ts";

describe("the shapes", () => {
  it("are those of what a run found", () => {
    expect(LOAD_SHAPE(SAMPLE_LOAD, "load")).toBeUndefined();
    expect(AUTOSCALERS_SHAPE(SAMPLE_AUTOSCALERS, "autoscalers")).toBeUndefined();
  });

  it("say where something is wrong", () => {
    expect(LOAD_SHAPE({ ...SAMPLE_LOAD, way: "guessed" }, "load")).toBe("load.way is not one of exact, intervals");
    const wrong = [{ ...SAMPLE_AUTOSCALERS[0], needed: 3 }];
    expect(AUTOSCALERS_SHAPE(wrong, "autoscalers")).toBe("autoscalers[0].needed is not an object");
  });
});

it("a result with load is the same when it is read back", () => {
  const result = resultUnderLoad();
  expect(readReportData("summary.json", resultJson(result))).toEqual({ kind: "run", result });
  const text = JSON.stringify({ ...result, motion: { ...result.motion, load: { way: "exact" } } });
  expect(readReportData("summary.json", text)).toEqual({
    kind: "refused",
    reason: "motion.load.sources is missing",
  });
});

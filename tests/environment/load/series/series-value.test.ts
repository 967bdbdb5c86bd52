// Values as recorded series write them.

import { describe, expect, it } from "vitest";

import { METRIC_VALUES, REQUEST_RATES } from "../../../../src/environment/load/profile-options.ts";
import { parseSeriesValue } from "../../../../src/environment/load/series/series-value.ts";

describe("a value of a series", () => {
  it.each([
    ["0", 0],
    ["12.5", 12.5],
    [".5", 0.5],
    ["3.", 3],
    ["+4", 4],
    ["1.5e3", 1_500],
    ["-0", -0],
  ])("%s", (text, value) => {
    expect(parseSeriesValue("rps", text, REQUEST_RATES)).toBe(value);
  });

  it.each([
    ["", "not-a-number"],
    ["NaN", "not-a-number"],
    ["null", "not-a-number"],
    ["+Inf", "not-a-number"],
    ["12ms", "wrong-type"],
    ["1 234", "wrong-type"],
    ["0x10", "wrong-type"],
    ["-0.1", "negative-rate"],
    ["1e10", "out-of-range"],
  ])("is not %j", (text, code) => {
    expect(parseSeriesValue("rps", text, REQUEST_RATES)).toMatchObject({ code });
  });

  it("may be more where it is no rate of requests", () => {
    expect(parseSeriesValue("bytes", "5e12", METRIC_VALUES)).toBe(5e12);
    expect(parseSeriesValue("bytes", "5e15", METRIC_VALUES)).toMatchObject({ code: "out-of-range" });
  });
});

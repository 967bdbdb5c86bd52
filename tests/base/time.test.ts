// Moments and spans of simulated time.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { after, between, inSeconds, moment, seconds, SIMULATION_START, span } from "../../src/base/time.ts";

describe("simulated time", () => {
  it("counts whole microseconds from the start of the run", () => {
    expect(after(SIMULATION_START, seconds(1.5))).toBe(1_500_000);
  });

  it("rounds seconds to the nearest microsecond", () => {
    expect([seconds(0.000_000_4), seconds(0.000_000_6), seconds(0.1 + 0.2)]).toEqual([0, 1, 300_000]);
  });

  it("gives the span between two moments, and back the later moment", () => {
    const [earlier, later] = [moment(250), moment(1_000)];
    expect(between(earlier, later)).toBe(750);
    expect(after(earlier, between(earlier, later))).toBe(later);
  });

  it("is exact for 285 years", () => {
    const years285Us = 285 * 365.25 * 24 * 3600 * 1_000_000;
    expect(after(moment(years285Us - 1), span(1))).toBe(years285Us);
    expect(Number.isSafeInteger(years285Us)).toBe(true);
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])("has no moment or span of %d µs", (us) => {
    expect(() => moment(us)).toThrow(InvariantViolation);
    expect(() => span(us)).toThrow(InvariantViolation);
  });

  it("has no span that runs backward", () => {
    expect(() => between(moment(2), moment(1))).toThrow("a span runs forward");
  });

  it("is shown in seconds", () => {
    expect(inSeconds(moment(1_234_567))).toBe(1.234567);
  });
});

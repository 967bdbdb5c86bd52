// The form of load in the scenario document.

import { describe, expect, it } from "vitest";

import { REQUEST_RATES } from "../../../src/environment/load/profile-options.ts";
import { LOAD_MODE, LOAD_SCHEMA, valueOverTime } from "../../../src/scenario/load/load-schema.ts";

describe("the form of load", () => {
  it("needs a target, and knows its fields", () => {
    expect(LOAD_SCHEMA.safeParse([{ target: "service/web" }]).success).toBe(true);
    expect(LOAD_SCHEMA.safeParse([{ requestsPerSecond: 1 }]).success).toBe(false);
    expect(LOAD_SCHEMA.safeParse([{ target: "service/web", rps: 1 }]).success).toBe(false);
  });

  it.each(["service/web", "statefulset/db-0.a", "daemonset/agent"])("takes %s for a target", (target) => {
    expect(LOAD_SCHEMA.safeParse([{ target }]).success).toBe(true);
  });

  it.each(["web", "Service/web", "pod/web", "service/", "service/Web", "service/a/b"])(
    "takes %s for none",
    (target) => {
      expect(LOAD_SCHEMA.safeParse([{ target }]).success).toBe(false);
    },
  );

  it("has rates of each kind", () => {
    const rate = valueOverTime("A rate", REQUEST_RATES);
    const ramp = { ramp: { from: 1, to: 2, over: "1m" } };
    expect([5, ramp, [5, ramp], [], -1, "5"].map((value) => rate.safeParse(value).success)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("has three modes", () => {
    expect(["exact", "intervals", "auto", "fast"].map((mode) => LOAD_MODE.safeParse(mode).success)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

// The warm-up of scenarios: what may be written, and what a single run makes of it.

import { describe, expect, it } from "vitest";

import { planOfOneRun } from "../../src/scenario/read-warm-up.ts";
import { load, scenario } from "./memory-files.ts";

const warmUpOf = (spec: string) => load({ "s.yaml": scenario(spec) });

describe("a warm-up", () => {
  it.each([
    ["", { kind: "none" }],
    ["  warmUp: none\n", { kind: "none" }],
    ["  warmUp: 0s\n", { kind: "none" }],
    ["  warmUp: 10m\n", { kind: "span", us: 600_000_000 }],
    ["  horizon: 1h\n  warmUp: 59m59s\n", { kind: "span", us: 3_599_000_000 }],
    ["  horizon: 1h\n  warmUp: auto\n", { kind: "auto" }],
  ])("is read from %j", (spec, expected) => {
    expect(warmUpOf(spec).plan?.warmUp).toEqual(expected);
  });

  it.each([
    ["  horizon: 1h\n  warmUp: 1h\n", "warmUp: 1h is out of range", "less than the horizon"],
    ["  warmUp: 40000d\n", "warmUp: 40000d is out of range", "at most a hundred years"],
    [
      "  warmUp: auto\n",
      "warmUp: auto needs a horizon",
      "a duration or none, where a run ends when nothing is left to happen",
    ],
  ])("that cannot be is refused with what could: %j", (spec, message, expected) => {
    const { plan, errors } = warmUpOf(spec);
    expect(plan).toBeUndefined();
    expect(errors).toMatchObject([{ code: "out-of-range", path: "spec.warmUp", message, expected }]);
  });

  it("that is no duration is refused with its place", () => {
    expect(warmUpOf("  warmUp: soon\n").errors).toMatchObject([{ path: "spec.warmUp" }]);
  });

  it("is not blamed for a horizon that is wrong", () => {
    const { errors } = warmUpOf("  horizon: 0s\n  warmUp: auto\n");
    expect(errors.map(({ path }) => path)).toEqual(["spec.horizon"]);
  });
});

describe("a run by itself", () => {
  it("says that it finds no warm-up", () => {
    const plan = planOfOneRun(warmUpOf("  horizon: 1h\n  warmUp: auto\n").plan!);
    expect(plan.notes.at(-1)).toMatchObject({ code: "warm-up-not-found", severity: "warning" });
  });

  it("says nothing where there is nothing to find", () => {
    const { plan } = warmUpOf("  warmUp: 10m\n");
    expect(planOfOneRun(plan!)).toBe(plan);
  });
});

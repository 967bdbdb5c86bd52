// Rates over time as scenarios write them.

import { describe, expect, it } from "vitest";

import { weekTimeOf } from "../../../src/scenario/load/read-rate.ts";

import { mistakesOf, withSpec } from "./load-world.ts";

function rate(written: string, files: Readonly<Record<string, string>> = {}) {
  return withSpec(`  load: [{ target: service/web, cpuPerRequest: 1ms, requestsPerSecond: ${written} }]\n`, files);
}

function kinds(written: string): readonly string[] {
  return rate(written).plan!.load!.sources[0]!.rate.map(({ kind }) => kind);
}

describe("a rate over time", () => {
  it("is a number, a profile, or a list of them", () => {
    expect(kinds("5")).toEqual(["constant"]);
    expect(kinds("{ ramp: { from: 0, to: 5, over: 1m } }")).toEqual(["ramp"]);
    expect(kinds("[5, { sine: { mean: 5, amplitude: 5, period: 1h } }]")).toEqual(["constant", "sine"]);
  });

  it("knows the wall clock at the run's begin", () => {
    const { plan } = withSpec(
      "  start: 2026-11-22T10:00:00Z\n  load: [{ target: service/web, cpuPerRequest: 1ms, requestsPerSecond: " +
        '{ diurnal: { low: 1, high: 2, peakAt: "12:00" } } }]\n',
    );
    const hour = 3_600_000_000;
    expect(plan?.load?.sources[0]?.rate[0]?.settings["wave"]).toMatchObject({
      peakUs: 2 * hour,
      weekTimeUs: (6 * 24 + 10) * hour,
    });
  });

  it("may stand in a file, which is then among the inputs of the run", () => {
    const { plan, errors } = rate("{ recorded: { file: rps.csv, atEnd: loop } }", { "rps.csv": "t,rps\n0,1\n60,2\n" });
    expect(errors).toEqual([]);
    expect(plan?.inputs.map(({ path }) => path)).toContain("rps.csv");
  });

  it("tells of mistakes in the scenario and in the file at once", () => {
    const wrong = rate(
      "[{ recorded: { file: rps.csv } }, { recorded: { file: none.csv } }, { ramp: { from: 1, to: 2 } }]",
      {
        "rps.csv": "t,rps\n0,1\n60,-2\n",
      },
    );
    expect(wrong.errors.map(({ code, position }) => `${code} ${position?.file}:${position?.line}`)).toEqual([
      "missing-field s.yaml:10",
      "negative-rate rps.csv:3",
      "missing-file s.yaml:10",
    ]);
  });

  it("is of one kind", () => {
    expect(mistakesOf(rate("{}"))).toEqual(["missing-field load[0].requestsPerSecond: the profile has no kind"]);
    expect(mistakesOf(rate("{ constant: { rate: 1 }, sine: { mean: 5, amplitude: 5, period: 1h } }"))).toEqual([
      "too-many-kinds load[0].requestsPerSecond: the profile is of 2 kinds",
    ]);
    expect(mistakesOf(rate("{ dayly: { low: 1, high: 2 } }"))[0]).toContain("unknown-field");
  });
});

describe("the time of the week", () => {
  it.each([
    ["2026-11-23T00:00:00Z", 0],
    ["2026-11-22T23:59:59Z", 604_799],
    ["1970-01-01T00:00:00Z", 259_200],
    ["1969-12-31T23:00:00Z", 255_600],
  ])("of %s", (time, seconds) => {
    expect(weekTimeOf(time)).toBe(seconds * 1_000_000);
  });
});

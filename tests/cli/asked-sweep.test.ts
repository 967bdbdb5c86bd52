// What the options of a sweep make of its scenario.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { readAskedSweep, requestOf, type AskedSweep, type SweepWishes } from "../../src/cli/asked-sweep.ts";

import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";

function files(sweep: string): MemoryFiles {
  return new MemoryFiles({ "s.yaml": scenario(`  workloads: [{ manifests: [a.yaml] }]\n${sweep}`), "a.yaml": POD });
}

function asked(wishes: SweepWishes, sweep = ""): AskedSweep {
  return readAskedSweep("s.yaml", wishes, files(sweep), 3, new DiagnosticSink())!;
}

describe("a sweep", () => {
  it("is run as the scenario says, on all processors", () => {
    const { sweep, precision, replications, workers, rule } = asked({}, "  sweep: { replications: 4 }\n");
    expect([sweep.plan.seed, sweep.replications, precision, workers]).toEqual(["1", 4, null, 3]);
    expect([replications, rule.wanted([[], []])]).toEqual(["4 replications of each point", [4, 4]]);
  });

  it("is run as the command says instead", () => {
    const { sweep, workers, replications } = asked({ replications: "1", workers: "2", seed: "x" });
    expect([sweep.plan.seed, workers, replications]).toEqual(["x", 2, "1 replication of each point"]);
  });

  it("is run until it is precise if that is wanted, by the scenario or by the command", () => {
    const words = "4 to 1,000 replications of each point, until all headline figures are known to ±";
    const precise = '  sweep: { replications: 4, precision: "2%" }\n';
    expect(asked({}, precise).replications).toBe(`${words}2%`);
    expect(asked({ precision: "7%" }, precise).replications).toBe(`${words}7%`);
    expect(asked({ precision: "7%", replications: "4" }).precision).toEqual({
      ratio: 0.07,
      confidence: 0.95,
      atLeast: 4,
      of: "each-mean",
    });
    expect(asked({ replications: "6" }, precise).replications).toBe("6 replications of each point");
  });

  it("of very many points is run only if so many are meant", () => {
    expect(requestOf({}).maxPoints).toBe(10_000);
    expect(requestOf({ yes: true, vary: ["a=1"], seed: "7" })).toEqual({
      vary: ["a=1"],
      seed: "7",
      maxPoints: Infinity,
    });
  });

  it("with mistakes is none, and all of them are told", () => {
    const sink = new DiagnosticSink();
    const wishes = { workers: "0", replications: "0", precision: "x", seed: "", vary: ["nope=1"] };
    expect(readAskedSweep("s.yaml", wishes, files(""), 3, sink)).toBeUndefined();
    expect(sink.all.filter(({ severity }) => severity === "error")).toHaveLength(5);
  });
});

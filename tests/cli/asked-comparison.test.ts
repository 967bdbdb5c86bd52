// What a user asks plimsoll compare for.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { readAskedComparison, type ComparisonWishes } from "../../src/cli/asked-comparison.ts";
import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";

const WORKLOAD = "  workloads: [{ manifests: [a.yaml] }]\n";
const FILES = new MemoryFiles({
  "s.yaml": scenario(`${WORKLOAD}  sweep: { parameters: { scheduler.ties: [name, random] }, replications: 4 }\n`),
  "t.yaml": scenario(WORKLOAD).replace("name: test", "name: other"),
  "a.yaml": POD,
});

function read(paths: readonly string[], wishes: ComparisonWishes = {}) {
  const sink = new DiagnosticSink();
  return { asked: readAskedComparison(paths, wishes, FILES, 3, sink), told: sink.all.map(({ message }) => message) };
}

describe("a comparison that is asked for", () => {
  it("takes the points of the scenario's sweep for alternatives", () => {
    const { asked } = read(["s.yaml"]);
    expect(asked).toMatchObject({ indifference: 0, workers: 3, replications: "4 replications of each point" });
    expect(asked!.sweep.design.points.length).toBe(2);
  });

  it("takes several scenarios, each with its own thresholds", () => {
    const { asked } = read(["s.yaml", "t.yaml"], { seed: "9", indifference: "2%" });
    expect(asked!.sweep.plan.seed).toBe("9");
    expect(asked!.indifference).toBe(0.02);
    expect(asked!.sweep.design.points.map((point) => asked!.thresholdsOf!(point))).toEqual([[], []]);
  });

  it("is precise in its differences", () => {
    expect(read(["s.yaml"], { precision: "5%" }).asked!.replications).toMatch(
      /until all differences of headline figures/,
    );
  });

  it("tells all mistakes of its options at once", () => {
    const { asked, told } = read(["s.yaml", "t.yaml"], {
      vary: ["seed=1"],
      workers: "0",
      indifference: "-1%",
      seed: "",
    });
    expect(asked).toBeUndefined();
    expect(told).toEqual([
      '--indifference: "-1%" is no share of a mean',
      "--vary goes with one scenario, and several are named",
      "--seed is empty",
      '--workers: "0" is no such number',
    ]);
  });
});

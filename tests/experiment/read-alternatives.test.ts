// Scenarios as the points of an experiment.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { pointLabel } from "../../src/experiment/design/point.ts";
import { RunMaker } from "../../src/experiment/execution/make-run.ts";
import { readAlternatives } from "../../src/experiment/read-alternatives.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

const scenario = (name: string, count: number, threshold: string) => `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: ${name} }
spec:
  cluster: { nodePools: [{ name: general, count: ${count}, allocatable: { cpu: 2, memory: 8Gi } }] }
  thresholds: ["plimsoll_nodes_used value ${threshold}"]
`;

const FILES = new MemoryFiles({
  "a.yaml": scenario("small", 1, "< 1"),
  "b.yaml": scenario("large", 3, "< 3"),
  "again.yaml": scenario("small", 5, "< 5"),
  "bad.yaml": scenario("bad", -1, "< 1"),
});

describe("alternatives", () => {
  it("are points that name their scenarios, each with its own thresholds", () => {
    const read = readAlternatives(["a.yaml", "b.yaml"], "7", FILES, new DiagnosticSink())!;
    expect(read.design.points.map((point) => pointLabel(read.design, point))).toEqual([
      "scenario = small",
      "scenario = large",
    ]);
    expect(read.plan.seed).toBe("7");
    expect(read.design.points.map((point) => read.thresholdsOf(point)[0]!.limit)).toEqual([1, 3]);
  });

  it("are told apart by their paths where the names are the same", () => {
    const read = readAlternatives(["a.yaml", "again.yaml"], null, FILES, new DiagnosticSink())!;
    expect(read.design.factors[0]!.levels).toEqual(["a.yaml", "again.yaml"]);
  });

  it("run each their own scenario", () => {
    const { design } = readAlternatives(["a.yaml", "b.yaml"], null, FILES, new DiagnosticSink())!;
    const maker = new RunMaker("a.yaml", FILES);
    const nodes = design.points.map((point) => {
      const record = maker.make({ point, replication: 0, seed: "1", detail: "short" });
      return record.kind === "finished" && record.detail!.nodes;
    });
    expect(nodes).toEqual([1, 3]);
  });

  it("are not compared if they leave out different warm-ups: these would be the difference", () => {
    const warm = (text: string) => `${scenario(text, 1, "< 1")}  horizon: 10m\n  warmUp: ${text}\n`;
    const files = new MemoryFiles({ "span.yaml": warm("1m"), "auto.yaml": warm("auto"), "none.yaml": warm("none") });
    for (const other of ["auto.yaml", "none.yaml"]) {
      const sink = new DiagnosticSink();
      expect(readAlternatives(["span.yaml", "span.yaml", other], null, files, sink)).toBeUndefined();
      expect(sink.all.map(({ message }) => message)).toEqual([
        `span.yaml and ${other} have different warm-ups: their figures would be of different spans`,
      ]);
    }
  });

  it("are not there if one of them has mistakes, and all mistakes are told", () => {
    const sink = new DiagnosticSink();
    expect(readAlternatives(["bad.yaml", "b.yaml", "none.yaml"], null, FILES, sink)).toBeUndefined();
    expect(sink.all.map(({ code }) => code)).toEqual(["out-of-range", "missing-file"]);
  });
});

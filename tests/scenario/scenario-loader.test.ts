// Variants of a scenario: what they have in common is read once.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { ScenarioLoader } from "../../src/scenario/scenario-loader.ts";

import { load, MemoryFiles, places, POD, scenario } from "./memory-files.ts";

describe("variants", () => {
  const files = {
    "s.yaml": scenario("  workloads: [{ name: w, manifests: [a.yaml] }]\n  horizon: 1h\n"),
    "a.yaml": POD,
    "b.yaml": POD.replace("name: a", "name: b"),
  };

  /** Counts how often each file is read. */
  class CountingFiles extends MemoryFiles {
    readonly reads: string[] = [];
    override read(path: string): ReturnType<MemoryFiles["read"]> {
      this.reads.push(path);
      return super.read(path);
    }
  }

  it("read each file once, and are what a scenario with these values would be", () => {
    const counting = new CountingFiles(files);
    const loader = new ScenarioLoader("s.yaml", counting);
    const sink = new DiagnosticSink();
    const base = loader.load(sink);
    const other = loader.loadVariant([{ path: "workloads[w].manifests", value: ["b.yaml"] }], sink);
    const again = loader.loadVariant([{ path: "horizon", value: null }], sink);
    expect(counting.reads).toEqual(["s.yaml", "a.yaml", "b.yaml"]);
    expect(sink.all).toEqual([]);
    expect(base).toEqual(load(files).plan);
    expect(other?.inputs.map(({ path }) => path)).toEqual(["s.yaml", "b.yaml"]);
    expect(other?.workloads[0]?.pods.names).toEqual(["b"]);
    expect(again?.horizonUs).toBeNull();
    expect({ ...again, horizonUs: base?.horizonUs }).toEqual(base);
  });

  it("tell what files hold each time, as if they were read anew", () => {
    const noted = { ...files, "a.yaml": POD.replace("spec: {", "spec: { hostNetwork: true, preemptionPolicy: Never,") };
    const loader = new ScenarioLoader("s.yaml", new MemoryFiles(noted));
    const [first, second] = [new DiagnosticSink(), new DiagnosticSink()];
    loader.loadVariant([], first);
    loader.loadVariant([{ path: "horizon", value: "2h" }], second);
    expect(second.all).toEqual(first.all);
  });

  it("that lead nowhere are told", () => {
    const sink = new DiagnosticSink();
    const loader = new ScenarioLoader("s.yaml", new MemoryFiles(files));
    expect(loader.loadVariant([{ path: "workloads[v].name", value: "x" }], sink)).toBeUndefined();
    expect(places(sink.all)).toEqual(["unknown-path 1:1"]);
  });
});

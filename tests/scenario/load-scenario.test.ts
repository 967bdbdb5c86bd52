// Scenarios to plans: the examples, and mistakes from one end of a scenario to the other at once.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { loadScenario, ScenarioLoader } from "../../src/scenario/load-scenario.ts";

import { NODE_FILES } from "../../src/cli/file-system.ts";

import { load, MemoryFiles, places, POD, POOL, scenario } from "./memory-files.ts";

describe("the examples", () => {
  it.each([
    ["openb", 1523, 8152, 151],
    ["gcda-100", 100, 1067, 73],
    ["gcda-1000", 1000, 7064, 126],
    ["first-steps", 10, 34, 3],
  ])("%s has %i nodes and %i pods of %i shapes", (name, nodes, pods, shapes) => {
    const sink = new DiagnosticSink();
    const plan = loadScenario(`scenarios/${name}.yaml`, NODE_FILES, sink);
    expect(sink.all.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
    expect(plan).toMatchObject({ name, kubernetes: "1.36", seed: "1", horizonUs: null, boundPods: [] });
    expect(plan?.nodes).toHaveLength(nodes);
    expect(plan?.workloads[0]?.pods.names).toHaveLength(pods);
    expect(plan?.workloads[0]?.pods.templates).toHaveLength(shapes);
    expect(plan?.thresholds.length).toBeGreaterThan(0);
  });
});

describe("a plan", () => {
  it("is plain data: it can cross into a worker", () => {
    const { plan } = load({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD });
    expect(structuredClone(plan)).toEqual(plan);
  });

  it("has a horizon in microseconds, and a seed as text", () => {
    const { plan } = load({ "s.yaml": scenario("  horizon: 1h30m\n  seed: 42\n") });
    expect([plan?.horizonUs, plan?.seed]).toEqual([5_400_000_000, "42"]);
  });

  it("takes the version with and without quotes", () => {
    expect(load({ "s.yaml": scenario("  kubernetes: 1.34\n") }).plan?.kubernetes).toBe("1.34");
  });
});

describe("mistakes", () => {
  it("in scenario, manifests, traces and scheduler configuration are told all at once", () => {
    const spec =
      "  horizn: 1h\n  scheduler: { configuration: k.yaml }\n  thresholds: [a]\n  coefficients: { b: 1 }\n" +
      "  workloads:\n    - { manifests: [bad.yaml, gone.yaml] }\n    - { trace: { format: openb, pods: bad.csv } }\n";
    const { plan, errors } = load({
      "s.yaml": scenario(spec),
      "k.yaml": "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguratio\n",
      "bad.yaml": POD.replace("cpu: 1", "cpu: one"),
      "bad.csv": "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1,x,0,0\n",
    });
    expect(plan).toBeUndefined();
    expect(errors.map(({ code, position }) => `${position?.file} ${code}`).sort()).toEqual([
      "bad.csv wrong-type",
      "bad.yaml wrong-type",
      "k.yaml scheduler-configuration",
      "s.yaml bad-threshold",
      "s.yaml missing-file",
      "s.yaml unknown-coefficient",
      "s.yaml unknown-field",
    ]);
  });

  it.each<[string, string]>([
    ["", "empty-file 1:1"],
    ["# only a comment\n", "empty-file 1:1"],
    [`${scenario()}---\n${scenario()}`, "too-many-documents 8:1"],
    [scenario("  horizon: 0s\n"), "out-of-range 7:12"],
    [scenario("  horizon: 9999999d\n"), "out-of-range 7:12"],
    [scenario("", "    {}\n"), "no-nodes 5:3"],
    [POD, "wrong-value 1:13"],
    ["a: &a [*a]\n", "cyclic-reference 1:8"],
  ])("%j: %s", (text, place) => {
    expect(places(load({ "s.yaml": text }).errors)).toContain(place);
  });

  it("of a missing scenario suggest the one beside it", () => {
    const sink = new DiagnosticSink();
    expect(loadScenario("scenarios/openbb.yaml", NODE_FILES, sink)).toBeUndefined();
    expect(sink.all).toMatchObject([{ code: "missing-file", suggestion: "openb.yaml" }]);
  });

  it("do not hide that files are missing behind a cluster without nodes", () => {
    const { errors } = load({ "s.yaml": scenario("", "    manifests: [gone.yaml]\n") });
    expect(errors.map(({ code }) => code)).toEqual(["missing-file"]);
    expect(POOL).toContain("nodePools");
  });
});

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

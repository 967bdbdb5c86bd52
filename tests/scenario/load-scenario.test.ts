// Scenarios to plans: the examples, and mistakes from one end of a scenario to the other at once.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { loadScenario } from "../../src/scenario/load-scenario.ts";

import { NODE_FILES } from "../../src/cli/file-system.ts";

import { load, places, POD, POOL, scenario } from "./memory-files.ts";

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
    [POD, "not-a-scenario 2:7"],
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

// A backtest as a user asks for it: settings, scenarios, and mistakes.

import { describe, expect, it } from "vitest";

import { loadModeFor } from "../../../src/experiment/backtest/read-backtest.ts";

import { AUTOSCALER, CLUSTER, DEPLOYMENT, mistakesOf, readWith } from "./backtest-world.ts";

describe("a backtest", () => {
  it("has the current setting first, and every other combination of what is varied", () => {
    const { question, told } = readWith({ vary: ["target=25,50", "max=4,8"] });
    expect(told).toEqual([]);
    const { sweep, terms } = question!;
    expect(terms.settings.map(({ label }) => label)).toEqual([
      "current (target = 50, max = 8)",
      "target = 25, max = 4",
      "target = 25, max = 8",
      "target = 50, max = 4",
    ]);
    expect(sweep.design.factors.map(({ name, levels }) => [name, levels])).toEqual([
      ["target", ["25", "50"]],
      ["max", ["4", "8"]],
    ]);
    expect(new Set(sweep.design.points.map(({ scenarioPath }) => scenarioPath)).size).toBe(4);
    expect(sweep.plan.horizonUs).toBe(600_000_000);
  });

  it("begins with as many pods, running and ready, as the first rate needs", () => {
    const { question } = readWith({ vary: ["target=20"] });
    // 20 a second of 20 ms are 0.4 cores; a pod takes 0.25 of them, or 0.1.
    expect(question!.terms.settings.map(({ replicas }) => replicas)).toEqual([2, 4]);
    const { boundPods, objects } = question!.sweep.plan;
    expect(boundPods.map(({ spec, status }) => [spec.nodeName, status?.phase])).toEqual([
      ["machines-1", "Running"],
      ["machines-2", "Running"],
    ]);
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["Deployment", "ReplicaSet", "HorizontalPodAutoscaler", "Service"]),
    );
  });

  it("makes an autoscaler and a Service where there are none", () => {
    const { question, text } = readWith({ hpa: "" });
    expect(question!.terms.assumptions.join("\n")).toContain("one was made");
    expect(question!.terms.settings[0]).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
    expect(text("plimsoll-hpa-objects-0.yaml")).toContain("kind: Service");
  });

  it("replays a part of the series", () => {
    const { question } = readWith({ from: "2m", for: "4m" });
    expect(question!.terms.seconds).toBe(240);
    expect(mistakesOf(readWith({ for: "1h" }))).toEqual([
      "out-of-range: --for: the series is no longer than 600s from there on",
    ]);
  });

  it("runs in the cluster of a scenario, with the pods that find room there", () => {
    const { question } = readWith({ cluster: "cluster.yaml", vary: ["target=10"] });
    const { plan } = question!.sweep;
    expect(plan.nodes).toHaveLength(2);
    expect(plan.thresholds).toEqual([]);
    // Eight are wanted under the lower target, and four fit.
    expect(question!.terms.settings.map(({ replicas }) => replicas)).toEqual([2, 4]);
  });

  it("tells mistakes of manifests and series where they stand", () => {
    const { told } = readWith({}, { "hpa.yaml": AUTOSCALER.replace("maxReplicas: 8", "maxReplicas: 1") });
    expect(told[0]).toMatchObject({ severity: "error", position: { file: "hpa.yaml" } });
    const gap = readWith({}, { "load.csv": "timestamp,value\n0,1\n60,1\n300,1\n360,1\n420,1\n" });
    expect(gap.told[0]).toMatchObject({ code: "series-gap", position: { file: "load.csv", line: 4 } });
    expect(gap.told[0]!.expected).toContain("--gaps hold");
  });

  it("asks for no points outside the part that is replayed", () => {
    const series = { "load.csv": "timestamp,value\n0,1\n60,1\n300,1\n360,1\n420,1\n480,1\n" };
    expect(mistakesOf(readWith({ from: "5m" }, series))).toEqual([]);
    expect(mistakesOf(readWith({ for: "2m" }, series))).toEqual([]);
    expect(mistakesOf(readWith({ for: "3m" }, series))).toHaveLength(1);
  });

  it("tells mistakes of series and settings together", () => {
    const series = { "load.csv": "timestamp,a,b\n0,1,1\n60,1,1\n" };
    expect(mistakesOf(readWith({ vary: ["target=x"] }, series))).toEqual([
      "missing-column: --series: load.csv has 2 columns of values",
      "bad-argument: --vary target: x is no such value",
    ]);
  });

  it("runs in the cluster of a scenario whatever happens there, and when", () => {
    const faults = (at: string) => ({
      "cluster.yaml": `${CLUSTER}  faults: [{ nodeCrash: { at: ${at}, pool: small } }]\n`,
    });
    const { question, told } = readWith({ cluster: "cluster.yaml" }, faults("5m"));
    expect(told).toEqual([]);
    expect(question!.sweep.plan.faults).toHaveLength(1);
    const late = readWith({ cluster: "cluster.yaml" }, faults("1h"));
    expect(mistakesOf(late)).toEqual(["after-horizon: at: 1h comes after the run has ended"]);
    expect(late.told[0]!.expected).toContain("the part of the series");
  });

  it("sets fields of the scenario for all settings", () => {
    const set = ["controllerManager.horizontalPodAutoscalerSyncPeriod=30s"];
    const { question } = readWith({ set, vary: ["sync-period=1m"] });
    expect(question!.terms.settings[0]!.label).toBe("current (sync-period = 30s)");
    expect(question!.sweep.plan.controlled?.autoscalers?.syncPeriodUs).toBe(30_000_000);
    expect(mistakesOf(readWith({ set: ["nodes[3].x=1"] }))).toHaveLength(1);
  });

  it("says which gate lets autoscalers scale to nothing, and how to open it", () => {
    const external = AUTOSCALER.replace("minReplicas: 2", "minReplicas: 0").replace(
      /metrics: .*/,
      "metrics: [{ type: External, external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 5 } } }]",
    );
    const files = { "hpa.yaml": external };
    const { told } = readWith({}, files);
    expect(told[0]!.expected).toContain("--set controllerManager.featureGates.HPAScaleToZero=true");
    expect(mistakesOf(readWith({ set: ["controllerManager.featureGates.HPAScaleToZero=true"] }, files))).toEqual([]);
  });

  it("tells mistakes of options in the words of the options", () => {
    expect(mistakesOf(readWith({ column: "vlaue" }))[0]).toMatch(/^\S+: --column: /);
    expect(mistakesOf(readWith({ slo: "soon" }))).toEqual(['wrong-value: --slo: "soon" is no such value']);
    expect(mistakesOf(readWith({ series: "none.csv" }))[0]).toContain("none.csv");
  });

  it("says what the real controller says of pods without requests", () => {
    const bare = { "web.yaml": DEPLOYMENT.replace("cpu: 500m, ", "").replace(', limits: { cpu: "1" }', "") };
    expect(mistakesOf(readWith({}, bare))).toEqual([
      "missing-request: failed to get cpu utilization: missing request for cpu in container web of Pod web",
    ]);
  });

  it("tells a setting that cannot be", () => {
    expect(mistakesOf(readWith({ vary: ["max=1"] }))[0]).toContain("(at max = 1)");
    const several = mistakesOf(readWith({ vary: ["max=1", "target=20,40,60"] }));
    expect(several).toHaveLength(1);
    expect(several[0]).toContain("(at max = 1, target = 20 and 2 more)");
  });

  it("works out requests one by one only where all settings together have few", () => {
    const facts = { lengthUs: 3_600_000_000, first: 1, mean: 100, highest: 1 };
    expect(loadModeFor("auto", facts, 5)).toBe("exact");
    expect(loadModeFor("auto", facts, 6)).toBe("intervals");
    expect(loadModeFor("exact", facts, 6)).toBe("exact");
  });
});

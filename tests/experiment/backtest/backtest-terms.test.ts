// What of a backtest is known before anything is run.

import { describe, expect, it } from "vitest";

import { AUTOSCALER, DEPLOYMENT, readWith } from "./backtest-world.ts";

const termsOf = (...[request, files]: Parameters<typeof readWith>) => readWith(request, files).question!.terms;

describe("the terms of a backtest", () => {
  it("count cost in requested CPU, by price where there is one, or in pods", () => {
    expect(termsOf()).toMatchObject({ costUnit: "CPU-hours", settings: [{ costOfPodHour: 0.5 }] });
    const priced = termsOf({ pricePerCpuHour: "0.04", pricePerGibHour: "0.01" });
    expect(priced.costUnit).toBe("currency");
    expect(priced.settings[0]!.costOfPodHour).toBeCloseTo(0.02 + 0.0025);
  });

  it("have a manifest for each setting: the autoscaler, and the Deployment where that is another", () => {
    const { settings } = termsOf({ vary: ["cpu-request=1", "target=60"] });
    expect(settings[0]!.manifest).toContain("averageUtilization: 50");
    expect(settings[0]!.manifest).not.toMatch(/^kind: Deployment/m);
    expect(settings[1]!.manifest).toContain("averageUtilization: 60");
    expect(settings[1]!.manifest).toMatch(/^kind: Deployment/m);
    expect(settings[1]!.manifest).not.toContain("observedGeneration");
  });

  it("tell of metrics that nobody serves, and take those for no figure of the load", () => {
    expect(termsOf().unserved).toEqual([]);
    const { unserved } = termsOf({ set: ["metrics.server=none"] });
    expect(unserved.map(({ metric }) => metric)).toEqual(["cpu"]);
  });

  it("say in comments with which flags another component is to be started", () => {
    const [current, other] = termsOf({ vary: ["sync-period=1m"] }).settings;
    expect(current!.manifest).toMatch(/^apiVersion/);
    expect(other!.manifest).toMatch(
      /^# kube-controller-manager --horizontal-pod-autoscaler-sync-period=1m\napiVersion/,
    );
  });

  it("name what each metric of the autoscaler is taken for", () => {
    const rate = AUTOSCALER.replace(
      /metrics: .*/,
      "metrics: [{ type: Pods, pods: { metric: { name: rps }, target: { type: AverageValue, averageValue: 10 } } }]",
    );
    expect(termsOf({}, { "hpa.yaml": rate }).assumptions.at(-1)).toBe(
      "the metric rps is taken for requests a second, as its name says: --metric rps=FIGURE takes another",
    );
  });

  it("say what was taken for granted", () => {
    const unlimited = { "web.yaml": DEPLOYMENT.replace(', limits: { cpu: "1" }', "") };
    const text = termsOf({ concurrency: "8", latency: "50ms" }, unlimited).assumptions.join("\n");
    expect(text).toContain("a pod serves 8 requests at once");
    expect(text).toContain("of 50ms that it takes in all");
    expect(text).toContain("web has no CPU limit");
    expect(text).toContain("one by one");
  });
});

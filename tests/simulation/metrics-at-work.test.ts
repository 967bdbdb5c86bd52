// What answers for metrics in a run.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../src/base/time.ts";
import { SELECTS_EVERYTHING } from "../../src/model/label-selector.ts";
import { metricsApis } from "../../src/simulation/metrics-at-work.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { loadedPlan } from "./loaded-plan.ts";

function apisAfter(atSeconds: number, more: string) {
  const plan = loadedPlan({ rate: "50", more });
  const simulation = new Simulation(plan);
  const { engine, cluster } = simulation;
  const apis = metricsApis(plan.metrics!, { engine, cluster, seed: plan.seed });
  simulation.run(moment(seconds(atSeconds)));
  return apis;
}

const PODS = { kind: "pod-usage", namespace: "default", selector: SELECTS_EVERYTHING } as const;

describe("the metrics APIs of a run", () => {
  it("list what pods use under load", () => {
    const answer = apisAfter(200, "").podUsage(PODS);
    expect(answer.kind).toBe("listed");
    const samples = answer.kind === "listed" ? answer.samples : [];
    expect(samples).toHaveLength(3);
    const cpuMilli = samples.reduce((sum, { containers }) => sum + Number(containers[0]!.cpuMilli), 0);
    // 50 requests/s of 12 ms are 600 thousandths of a core; 15 s of chance make some difference.
    expect(cpuMilli).toBeGreaterThan(450);
    expect(cpuMilli).toBeLessThan(750);
  });

  it("are not there where the scenario says so", () => {
    const answer = apisAfter(20, "  metrics: { server: none }\n").podUsage(PODS);
    expect(answer).toEqual({
      kind: "failed",
      message: "the server could not find the requested resource (get pods.metrics.k8s.io)",
    });
  });

  it("tell figures of a service as metrics of an object", () => {
    const more =
      "  metrics: { adapter: { interval: 15s }, objects: [{ name: rate, object: Service/web, figure: requestsPerSecond, service: web }] }\n";
    const answer = apisAfter(300, more).objectMetric({
      kind: "object-metric",
      namespace: "default",
      group: "",
      objectKind: "Service",
      objectName: "web",
      metricName: "rate",
      metricSelector: SELECTS_EVERYTHING,
    });
    const values = answer.kind === "listed" ? answer.samples.map(({ valueMilli }) => Number(valueMilli)) : [];
    expect(values).toHaveLength(1);
    expect(values[0]! / 1000).toBeGreaterThan(40);
    expect(values[0]! / 1000).toBeLessThan(60);
  });
});

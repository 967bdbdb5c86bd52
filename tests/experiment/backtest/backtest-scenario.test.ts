// The scenario of a backtest.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { readBacktestRequest } from "../../../src/experiment/backtest/backtest-request.ts";
import { metricsOf, scenarioOf, type ScenarioParts } from "../../../src/experiment/backtest/backtest-scenario.ts";

import { REQUEST } from "./backtest-world.ts";

const PARTS: ScenarioParts = {
  name: "hpa-web",
  cluster: { kind: "made", nodePool: { name: "machines", count: 2 } },
  standing: ["objects.yaml"],
  coming: [],
  target: "service/web",
  namespace: "shop",
  horizonUs: 600,
  metrics: {},
  loadMode: "exact",
};

function specOf(parts: Partial<ScenarioParts>, request = {}): Record<string, unknown> {
  const options = readBacktestRequest({ ...REQUEST, ...request }, new DiagnosticSink())!;
  return scenarioOf({ ...PARTS, ...parts }, options)["spec"] as Record<string, unknown>;
}

describe("the scenario of a backtest", () => {
  it("has the series as load, and the objects in the cluster", () => {
    expect(specOf({})).toMatchObject({
      horizon: "600us",
      cluster: { nodePools: [{ name: "machines" }], manifests: ["objects.yaml"] },
      load: [
        {
          target: "service/web",
          namespace: "shop",
          slo: "300ms",
          requestsPerSecond: { recorded: { file: "load.csv", values: "perSecond", scale: 1, atEnd: "loop" } },
        },
      ],
      loadMode: "exact",
    });
  });

  it("takes cores for the requests that use them", () => {
    const [load] = specOf({}, { unit: "cores", scale: "2" })["load"] as readonly Record<string, unknown>[];
    expect(load!["requestsPerSecond"]).toMatchObject({ recorded: { scale: 100 } });
  });

  it("keeps of a given cluster what says how it behaves, with paths that lead there", () => {
    const spec = {
      horizon: "1d",
      thresholds: ["x"],
      kubernetes: "1.35",
      cluster: { manifests: "nodes.yaml" },
      load: [{ target: "service/other" }],
    };
    const given = specOf({ cluster: { kind: "given", spec, directory: "clusters" }, coming: ["clusters/more.yaml"] });
    expect(given).toMatchObject({
      kubernetes: "1.35",
      horizon: "600us",
      cluster: { manifests: ["nodes.yaml", "../objects.yaml"] },
      workloads: [{ manifests: ["more.yaml"] }],
      load: [{ target: "service/other" }, { requestsPerSecond: { recorded: { file: "../load.csv" } } }],
    });
    expect(given).not.toHaveProperty("thresholds");
  });
});

describe("the metrics of an autoscaler", () => {
  it("are figures of the load, by their names", () => {
    const metric = (name: string) => ({ metric: { name } });
    const described = { ...metric("queue_length"), describedObject: { kind: "Ingress", name: "front" } };
    const selected = { metric: { name: "http_requests", selector: { matchLabels: { queue: "a" } } } };
    const metrics = [
      { type: "Resource", resource: { name: "cpu" } },
      { type: "Pods", pods: metric("requests_in_flight") },
      { type: "Object", object: described },
      { type: "External", external: selected },
    ];
    expect(metricsOf({ spec: { metrics } })).toEqual({
      pods: { requests_in_flight: "inFlight" },
      objects: [{ name: "queue_length", object: "Ingress/front", figure: "waiting", service: "recorded" }],
      external: [{ name: "http_requests", labels: { queue: "a" }, figure: "requestsPerSecond", service: "recorded" }],
    });
    expect(metricsOf({})).toEqual({});
  });
});

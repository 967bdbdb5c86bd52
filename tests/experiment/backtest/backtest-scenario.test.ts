// The scenario of a backtest.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { readBacktestRequest } from "../../../src/experiment/backtest/backtest-request.ts";
import {
  controllerManagerOf,
  scenarioOf,
  type ScenarioParts,
} from "../../../src/experiment/backtest/backtest-scenario.ts";
import { metricFigures } from "../../../src/experiment/backtest/metric-figures.ts";

import { REQUEST } from "./backtest-world.ts";

const PARTS: ScenarioParts = {
  name: "hpa-web",
  cluster: { kind: "made", nodePool: { name: "machines", count: 2 } },
  standing: ["objects.yaml"],
  coming: [],
  target: "service/web",
  namespace: "shop",
  horizonUs: 600,
  autoscaler: {},
  figures: [],
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

  it("takes each row for a request where they are that", () => {
    const [load] = specOf({}, { unit: "rows" })["load"] as readonly Record<string, unknown>[];
    expect(load!["requestsPerSecond"]).toMatchObject({ recorded: { values: "requests", scale: 1 } });
  });

  it("serves metrics beside those that the given cluster serves", () => {
    const metrics = { adapter: { interval: "60s" }, pods: { busy: "inFlight" } };
    const cluster = { kind: "given", spec: { metrics }, directory: "." } as const;
    const figures = metricFigures(
      { spec: { metrics: [{ type: "Pods", pods: { metric: { name: "rps" } } }] } },
      new Map(),
      metrics,
    );
    expect(specOf({ cluster, figures })["metrics"]).toEqual({
      adapter: { interval: "60s" },
      pods: { busy: "inFlight", rps: "requestsPerSecond" },
    });
  });
});

it("what kube-controller-manager is started with is what the cluster's scenario and the user say", () => {
  const spec = {
    controllerManager: { horizontalPodAutoscalerSyncPeriod: "30s", horizontalPodAutoscalerTolerance: 0.2 },
  };
  const request = { ...REQUEST, set: ["controllerManager.horizontalPodAutoscalerTolerance=0.05"] };
  const options = readBacktestRequest(request, new DiagnosticSink())!;
  expect(controllerManagerOf({ kind: "given", spec, directory: "." }, options)).toEqual({
    horizontalPodAutoscalerSyncPeriod: "30s",
    horizontalPodAutoscalerTolerance: 0.05,
  });
  expect(controllerManagerOf(undefined, options)).toEqual({ horizontalPodAutoscalerTolerance: 0.05 });
});

// Arguments of policies, judged before a run.

import { describe, expect, it } from "vitest";

import { loadSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";

function problems(name: string, args: unknown) {
  const profiles = [{ plugins: { multiPoint: { enabled: [{ name }] } }, pluginConfig: [{ name, args }] }];
  const document = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration", profiles };
  return loadSchedulerConfiguration(document, "1.36").problems.map(({ place, message }) => [place.join("."), message]);
}

describe("arguments of policies", () => {
  it("may be left out or be as documented", () => {
    expect(problems("Open-Gpu-Share", undefined)).toEqual([]);
    expect(problems("Open-Gpu-Share", { gpuSelMethod: "worst" })).toEqual([]);
    expect(problems("FGDScore", { typicalPods: [{ cpuMilli: 1000, weight: 2 }] })).toEqual([]);
    expect(problems("SwarmSpread", undefined)).toEqual([]);
  });

  it("are refused at their place", () => {
    expect(problems("Open-Gpu-Share", { gpuSelMethod: "first" })).toMatchObject([
      ["profiles.0.pluginConfig.0.args.gpuSelMethod", expect.stringContaining("arguments of plugin Open-Gpu-Share")],
    ]);
    expect(problems("FGDScore", { typicalPods: [{ cpuMilli: "much", weight: 1 }] })).toMatchObject([
      ["profiles.0.pluginConfig.0.args.typicalPods.0.cpuMilli", expect.any(String)],
    ]);
    expect(problems("SwarmSpread", {})).toEqual([
      ["profiles.0.pluginConfig.0.args", "arguments of plugin SwarmSpread: it takes no arguments"],
    ]);
  });
});

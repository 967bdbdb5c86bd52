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

  it("are refused at their place, in plain words", () => {
    const args = "profiles.0.pluginConfig.0.args";
    const about = "arguments of plugin FGDScore: ";
    expect(problems("Open-Gpu-Share", { gpuSelMethod: "first" })).toEqual([
      [`${args}.gpuSelMethod`, 'arguments of plugin Open-Gpu-Share: gpuSelMethod "first" is not valid here'],
    ]);
    expect(problems("FGDScore", { typicalPods: [{ cpuMilli: "much", gpuMilli: 2000 }], more: 1 })).toEqual([
      [`${args}.typicalPods.0.cpuMilli`, `${about}typicalPods[0].cpuMilli "much" is not a number`],
      [`${args}.typicalPods.0.gpuMilli`, `${about}typicalPods[0].gpuMilli 2000 is out of range`],
      [`${args}.typicalPods.0.weight`, `${about}typicalPods[0].weight is missing`],
      [args, `${about}it has no field "more"`],
    ]);
    expect(problems("FGDScore", { typicalPods: [] })).toEqual([
      [`${args}.typicalPods`, `${about}typicalPods is empty`],
    ]);
    expect(problems("SwarmSpread", {})).toEqual([
      ["profiles.0.pluginConfig.0.args", "arguments of plugin SwarmSpread: it takes no arguments"],
    ]);
  });
});

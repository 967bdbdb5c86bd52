// The default profile of each version.

import { describe, expect, it } from "vitest";

import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { defaultPlugins } from "../../../src/scheduling/framework/default-plugins.ts";

describe("the default plugins", () => {
  it("stand in kube-scheduler's order, DynamicResources before DefaultPreemption and the newest last", () => {
    expect(defaultPlugins("1.36").map(({ name }) => name)).toEqual([
      "SchedulingGates",
      "PrioritySort",
      "NodeUnschedulable",
      "NodeName",
      "TaintToleration",
      "NodeAffinity",
      "NodePorts",
      "NodeResourcesFit",
      "VolumeRestrictions",
      "NodeVolumeLimits",
      "VolumeBinding",
      "VolumeZone",
      "PodTopologySpread",
      "InterPodAffinity",
      "DynamicResources",
      "DefaultPreemption",
      "NodeResourcesBalancedAllocation",
      "ImageLocality",
      "DefaultBinder",
      "NodeDeclaredFeatures",
    ]);
  });

  it.each([
    ["1.33", ["DynamicResources", "NodeDeclaredFeatures"], 0],
    ["1.34", ["NodeDeclaredFeatures"], 0],
    ["1.35", ["NodeDeclaredFeatures"], 2],
    ["1.36", [], 2],
  ] as const)("of %s lack %j, and weigh DynamicResources %d", (version, lacking, weight) => {
    const plugins = defaultPlugins(version);
    const names = new Set(plugins.map(({ name }) => name));
    expect(
      defaultPlugins("1.36")
        .map(({ name }) => name)
        .filter((name) => !names.has(name)),
    ).toEqual(lacking);
    expect(plugins.find(({ name }) => name === "DynamicResources")?.weight ?? 0).toBe(weight);
  });

  it.each(KUBERNETES_VERSIONS)("of %s weigh nothing unless they score, and scoring ones at least 1", (version) => {
    for (const { name, weight, points } of defaultPlugins(version)) {
      expect(weight > 0, name).toBe(points.includes("score"));
      expect(points.length, name).toBeGreaterThan(0);
    }
  });
});

// The plugins that each version knows, where they stand, and its default profile.

import { describe, expect, it } from "vitest";

import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import {
  defaultPlugins,
  isExtensionPoint,
  knownPlugins,
  pointsInBuildOrder,
} from "../../../src/scheduling/configuration/known-plugins.ts";
import { EXTENSION_POINTS } from "../../../src/scheduling/framework/configuration.ts";
import { POLICIES } from "../../../src/scheduling/policies/policies.ts";

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

  it.each(KUBERNETES_VERSIONS)("of %s weigh nothing unless they score, and are known", (version) => {
    const known = knownPlugins(version);
    for (const { name, weight } of defaultPlugins(version)) {
      expect(known.has(name), name).toBe(true);
      if (weight > 0) expect(known.get(name), name).toContain("score");
    }
  });
});

describe("the known plugins", () => {
  it.each(KUBERNETES_VERSIONS)("of %s are the default ones and those that are off", (version) => {
    const names = [
      ...defaultPlugins(version).map(({ name }) => name),
      ...VERSION_BEHAVIOUR[version].pluginsOffByDefault,
    ];
    const policies = new Set(POLICIES.map(({ name }) => name));
    expect([...knownPlugins(version).keys()].filter((name) => !policies.has(name)).toSorted()).toEqual(
      names.toSorted(),
    );
    for (const [name, points] of knownPlugins(version)) {
      expect(points.length, name).toBeGreaterThan(0);
      expect(pointsInBuildOrder(version), name).toEqual(expect.arrayContaining([...points]));
    }
  });

  it("stand at other points in other versions", () => {
    expect(knownPlugins("1.34").get("DynamicResources")).not.toContain("score");
    expect(knownPlugins("1.35").get("DynamicResources")).toContain("score");
    expect(knownPlugins("1.35").get("GangScheduling")).toEqual(["preEnqueue", "permit", "reserve"]);
    expect(knownPlugins("1.36").get("GangScheduling")).toEqual(["preEnqueue", "permit"]);
    expect(knownPlugins("1.36").get("NodeResourcesFit")).toContain("placementScore");
    expect(knownPlugins("1.35").get("NodeResourcesFit")).not.toContain("placementScore");
    expect(knownPlugins("1.36").get("TopologyPlacementGenerator")).toEqual(["placementGenerate"]);
    expect(knownPlugins("1.36").get("PodGroupPodsCount")).toEqual(["placementScore"]);
    expect(knownPlugins("1.35").get("NodeDeclaredFeatures")).toEqual(["preFilter", "filter"]);
  });
});

describe("the points", () => {
  it("are those of single pods, and from 1.36 on two of pod groups", () => {
    expect(pointsInBuildOrder("1.35").toSorted()).toEqual([...EXTENSION_POINTS].toSorted());
    expect(pointsInBuildOrder("1.36").filter((point) => !isExtensionPoint(point))).toEqual([
      "placementGenerate",
      "placementScore",
    ]);
  });
});

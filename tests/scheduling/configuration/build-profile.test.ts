// Putting a profile together.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { buildProfile } from "../../../src/scheduling/configuration/build-profile.ts";
import { completeConfiguration } from "../../../src/scheduling/configuration/complete-configuration.ts";
import type { ConfiguredProfile, Plugins } from "../../../src/scheduling/configuration/configuration-types.ts";

function build(profile: ConfiguredProfile, version: KubernetesVersion = "1.36") {
  return buildProfile(completeConfiguration({ profiles: [profile] }, version).profiles[0]!, ["p"], version);
}

function ofPlugins(plugins: Plugins, version?: KubernetesVersion) {
  return build({ plugins }, version);
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

describe("the plugins at a point", () => {
  it("run in the order: overrides, MultiPoint's others, the point's others", () => {
    const multiPoint = {
      disabled: named("*"),
      enabled: named("PrioritySort", "DefaultBinder", "NodeName", "NodePorts"),
    };
    const { profile } = ofPlugins({ multiPoint, filter: { enabled: named("NodeUnschedulable", "NodePorts") } });
    expect(profile.plugins.filter).toEqual(["NodePorts", "NodeName", "NodeUnschedulable"]);
  });

  it("have the arguments that they need, and no others", () => {
    const multiPoint = { disabled: named("*"), enabled: named("PrioritySort", "DefaultBinder") };
    const { profile } = build({ plugins: { multiPoint }, pluginConfig: [{ name: "VolumeBinding", args: {} }] });
    expect(profile.args).toEqual({});
    expect(Object.keys(build({}).profile.args)).toHaveLength(8);
  });
});

describe("kube-scheduler stops", () => {
  it.each<[string, Plugins, string, readonly (string | number)[]]>([
    [
      "at a plugin that it does not know",
      { score: { enabled: named("Unknown") } },
      'ScorePlugin "Unknown" does not exist',
      ["p", "plugins", "score", "enabled", 0, "name"],
    ],
    [
      "at a plugin at the wrong point",
      { filter: { enabled: named("ImageLocality") } },
      'plugin "ImageLocality" does not extend FilterPlugin plugin',
      ["p", "plugins", "filter", "enabled", 0, "name"],
    ],
    [
      "at a plugin that stands there twice",
      { filter: { enabled: named("NodePorts", "NodePorts") } },
      'plugin "NodePorts" already registered as "FilterPlugin"',
      ["p", "plugins", "filter", "enabled", 1, "name"],
    ],
    [
      "at an unknown plugin of MultiPoint, at the first point of all",
      { multiPoint: { enabled: named("Unknown") } },
      'PreFilterPlugin "Unknown" does not exist',
      ["p", "plugins", "multiPoint", "enabled", 0, "name"],
    ],
    [
      "at a plugin that MultiPoint has twice, at the first point of both",
      { multiPoint: { enabled: named("ImageLocality", "ImageLocality") } },
      'plugin "ImageLocality" already registered as "ScorePlugin"',
      ["p", "plugins", "multiPoint", "enabled", 0, "name"],
    ],
    [
      "without an order of the queue",
      { queueSort: { disabled: named("*") } },
      'only one queue sort plugin required for profile with scheduler name "default-scheduler", but got 0',
      ["p", "plugins", "queueSort"],
    ],
    [
      "with nobody to bind",
      { bind: { disabled: named("DefaultBinder") } },
      'at least one bind plugin is needed for profile with scheduler name "default-scheduler"',
      ["p", "plugins", "bind"],
    ],
    [
      "at a weight below 0",
      { score: { enabled: [{ name: "ImageLocality", weight: -1 }] } },
      "score plugins: total score of Score plugins could overflow",
      ["p", "plugins"],
    ],
  ])("%s", (_sentence, plugins, error, place) => {
    const built = ofPlugins(plugins);
    expect(built.error).toBe(error);
    expect(built.problems).toMatchObject([{ stage: "build", message: error, place }]);
  });

  it("at plugins that other versions have", () => {
    const gang = { permit: { enabled: named("GangScheduling") } };
    expect(ofPlugins(gang, "1.34").error).toBe('PermitPlugin "GangScheduling" does not exist');
    expect(ofPlugins(gang, "1.35").error).toBeUndefined();
    const twoPlacements = { placementGenerate: { enabled: named("TopologyPlacementGenerator") } };
    expect(ofPlugins(twoPlacements).error).toBeUndefined();
  });

  it("at the first problem, and all are told", () => {
    const built = ofPlugins({ filter: { enabled: named("A") }, preFilter: { enabled: named("B", "NodePort") } });
    expect(built.error).toBe('PreFilterPlugin "B" does not exist');
    expect(built.problems.map(({ message, suggestion }) => [message, suggestion])).toEqual([
      ['PreFilterPlugin "B" does not exist', undefined],
      ['PreFilterPlugin "NodePort" does not exist', "NodePorts"],
      ['FilterPlugin "A" does not exist', undefined],
    ]);
  });

  it("at NodeResourcesFit's arguments before all else, and says them in one line", () => {
    const args = { ignoredResourceGroups: ["a/b"], scoringStrategy: { type: "MostAlocated" } };
    const built = build({
      plugins: { filter: { enabled: named("A") } },
      pluginConfig: [{ name: "Own" }, { name: "NodeResourcesFit", args }],
    });
    expect(built.error).toBe(
      `initializing plugin "NodeResourcesFit": [ignoredResourceGroups[0]: Invalid value: "a/b": resource group name can't contain '/', scoringStrategy.type: Unsupported value: "MostAlocated": supported values: "LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"]`,
    );
    expect(built.problems.map(({ place }) => place.join("."))).toEqual([
      "p.pluginConfig.1.args.ignoredResourceGroups.0",
      "p.pluginConfig.1.args.scoringStrategy.type",
      "p.plugins.filter.enabled.0.name",
    ]);
    expect(built.problems[1]!.suggestion).toBe("MostAllocated");
  });
});

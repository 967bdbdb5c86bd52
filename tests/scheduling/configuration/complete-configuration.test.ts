// Defaults of a configuration.

import { describe, expect, it } from "vitest";

import { completeConfiguration, enabledNames } from "../../../src/scheduling/configuration/complete-configuration.ts";
import { mergePlugins } from "../../../src/scheduling/configuration/merge-plugins.ts";

describe("a configuration without anything", () => {
  const complete = completeConfiguration({}, "1.36");

  it("has kube-scheduler's defaults", () => {
    expect(complete).toMatchObject({
      parallelism: 16,
      clientQps: 50,
      clientBurst: 100,
      percentageOfNodesToScore: 0,
      podInitialBackoffSeconds: 1,
      podMaxBackoffSeconds: 10,
      extenders: [],
      leaderElection: {
        leaderElect: true,
        leaseDuration: "15s",
        renewDeadline: "10s",
        retryPeriod: "2s",
        resourceLock: "leases",
        resourceName: "kube-scheduler",
        resourceNamespace: "kube-system",
      },
    });
  });

  it("has one profile, with the arguments of all its plugins that take some", () => {
    expect(complete.profiles.map(({ schedulerName }) => schedulerName)).toEqual(["default-scheduler"]);
    expect(complete.profiles[0]!.pluginConfig.map(({ name, written }) => [name, written])).toEqual(
      [
        "DefaultPreemption",
        "DynamicResources",
        "InterPodAffinity",
        "NodeAffinity",
        "NodeResourcesBalancedAllocation",
        "NodeResourcesFit",
        "PodTopologySpread",
        "VolumeBinding",
      ].map((name) => [name, undefined]),
    );
  });
});

describe("what is written", () => {
  it("stays, but durations of 0 are none", () => {
    const { leaderElection } = completeConfiguration(
      { leaderElection: { leaseDuration: "0s", retryPeriod: "3s" } },
      "1.36",
    );
    expect(leaderElection).toMatchObject({ leaseDuration: "15s", retryPeriod: "3s" });
  });

  it("gives several profiles no name", () => {
    const { profiles } = completeConfiguration({ profiles: [{ schedulerName: "a" }, {}] }, "1.36");
    expect(profiles.map(({ schedulerName }) => schedulerName)).toEqual(["a", ""]);
  });

  it("comes before arguments by default, in its own order, and others are left as they are", () => {
    const pluginConfig = [{ name: "Own", args: [1] }, { name: "VolumeBinding", args: {} }, { name: "None" }];
    const [profile] = completeConfiguration({ profiles: [{ pluginConfig }] }, "1.36").profiles;
    expect(profile!.pluginConfig.slice(0, 3)).toEqual([
      { name: "Own", args: [1], written: 0 },
      { name: "VolumeBinding", args: { bindTimeoutSeconds: 600 }, written: 1 },
      { name: "None", args: undefined, written: 2 },
    ]);
    expect(profile!.pluginConfig).toHaveLength(10);
  });
});

describe("the names of enabled plugins", () => {
  it("are sorted, each once", () => {
    const sets = { score: { enabled: [{ name: "B" }] }, filter: { enabled: [{ name: "B" }, { name: "A" }] } };
    expect(enabledNames(mergePlugins([], sets))).toEqual(["A", "B"]);
  });
});

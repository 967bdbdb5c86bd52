// What kube-scheduler takes and plimsoll cannot have, or need not.

import { describe, expect, it } from "vitest";

import { completeConfiguration } from "../../../src/scheduling/configuration/complete-configuration.ts";
import type { Configuration, Plugins } from "../../../src/scheduling/configuration/configuration-types.ts";
import { simulationNotes, simulationProblems } from "../../../src/scheduling/configuration/simulation-limits.ts";

function refused(configuration: Configuration): readonly string[] {
  return simulationProblems(completeConfiguration(configuration, "1.36")).map(({ place }) => place.join("."));
}

function noted(configuration: Configuration): readonly string[] {
  const complete = completeConfiguration(configuration, "1.36");
  return simulationNotes(configuration, complete, "1.36").map(({ severity, message }) => `${severity}: ${message}`);
}

function weighing(weight: number): Configuration {
  const plugins: Plugins = { score: { enabled: [{ name: "ImageLocality", weight }] } };
  return { profiles: [{ plugins }] };
}

describe("a simulation", () => {
  it("takes values up to its limits", () => {
    expect(refused({})).toEqual([]);
    expect(refused({ clientConnection: { qps: 0.001 }, podMaxBackoffSeconds: 1_000_000_000 })).toEqual([]);
    expect(refused(weighing(1_000_000))).toEqual([]);
  });

  it.each<[Configuration, readonly string[]]>([
    [{ clientConnection: { qps: 0.0001 } }, ["clientConnection.qps"]],
    [{ clientConnection: { qps: -1 } }, ["clientConnection.qps"]],
    [
      { podInitialBackoffSeconds: 1_000_000_001, podMaxBackoffSeconds: 1_000_000_001 },
      ["podInitialBackoffSeconds", "podMaxBackoffSeconds"],
    ],
    [weighing(1_000_001), ["profiles.0.plugins.score.enabled.0.weight"]],
    [weighing(-1), ["profiles.0.plugins.score.enabled.0.weight"]],
    [{ extenders: [{}] }, []],
  ])("refuses what would be beyond them: %j", (configuration, places) => {
    expect(refused(configuration)).toEqual(places);
  });
});

describe("notes", () => {
  it("are none where nothing is written, and none for plugins by default", () => {
    expect(noted({})).toEqual([]);
    expect(noted({ percentageOfNodesToScore: 5, clientConnection: { qps: 5, burst: 5 } })).toEqual([]);
  });

  it("say once that a weight of 0 that is written counts as 1", () => {
    expect(noted(weighing(0))).toEqual(["ignored: a weight of 0 counts as 1: ImageLocality scores all the same"]);
    expect(noted({ profiles: [{ plugins: { score: { enabled: [{ name: "ImageLocality" }] } } }] })).toEqual([]);
  });

  it("name what has no effect", () => {
    expect(
      noted({
        parallelism: 1,
        leaderElection: {},
        enableProfiling: false,
        delayCacheUntilActive: true,
        clientConnection: { kubeconfig: "x" },
      }),
    ).toEqual([
      "ignored: parallelism has no effect: the order in which nodes are looked at does not depend on it here",
      "ignored: leaderElection has no effect: there is one scheduler, and it leads",
      "ignored: enableProfiling has no effect: there is nothing to profile",
      "ignored: delayCacheUntilActive has no effect: there is one scheduler, and it is active",
      "ignored: clientConnection.kubeconfig has no effect: no API server is called",
    ]);
  });

  it("name each plugin once that is not simulated, or not in full", () => {
    const plugins = { filter: { enabled: [{ name: "GangScheduling" }, { name: "NodeAffinity" }] } };
    const pluginConfig = [
      { name: "GangScheduling", args: {} },
      { name: "DefaultPreemption", args: {} },
      { name: "DynamicResources", args: {} },
    ];
    expect(noted({ profiles: [{ plugins, pluginConfig }] })).toEqual([
      "not-simulated: plugin GangScheduling is not simulated: it does nothing here",
      "not-simulated: plugin DynamicResources is not simulated in full: devices are allocated whole",
    ]);
  });

  it("name arguments that nobody reads", () => {
    expect(noted({ profiles: [{ pluginConfig: [{ name: "NodeResourceFit" }] }] })).toEqual([
      "ignored: arguments of plugin NodeResourceFit are not read: no plugin of that name is enabled",
    ]);
  });
});

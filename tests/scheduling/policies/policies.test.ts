// The list of policies: each says what it is, and works with and without arguments.

import { describe, expect, it } from "vitest";

import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { knownPlugins } from "../../../src/scheduling/configuration/known-plugins.ts";
import { loadSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { IN_TREE_PLUGINS } from "../../../src/scheduling/plugins/in-tree-plugins.ts";
import { POLICIES } from "../../../src/scheduling/policies/policies.ts";
import { SmallCluster } from "../small-cluster.ts";

function loaded(profile: unknown) {
  return loadSchedulerConfiguration(
    { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration", profiles: [profile] },
    "1.36",
  );
}

describe.each(POLICIES.map((policy) => [policy.name, policy] as const))("%s", (name, policy) => {
  it("is named once, tells its source, and stands at points where it does something", () => {
    expect([...POLICIES, ...IN_TREE_PLUGINS].filter((other) => other.name === name)).toHaveLength(1);
    expect(policy.source).not.toBe("");
    const plugin = new SmallCluster([]).plugin(policy);
    expect(policy.points.includes("filter")).toBe(plugin.filter !== undefined);
    expect(policy.points.includes("preScore")).toBe(plugin.preScore !== undefined);
    expect(policy.points.includes("score")).toBe(plugin.score !== undefined);
    expect(policy.points.includes("reserve")).toBe(plugin.chooseDevices !== undefined);
  });

  it("is known to every version, and can be enabled in a profile", () => {
    for (const version of KUBERNETES_VERSIONS) expect(knownPlugins(version).get(name)).toEqual(policy.points);
    const { problems, configuration } = loaded({ plugins: { multiPoint: { enabled: [{ name }] } } });
    expect(problems).toEqual([]);
    for (const point of policy.points) expect(configuration.profiles[0]!.plugins[point]).toContain(name);
  });

  it("refuses arguments that it does not take", () => {
    const { problems } = loaded({
      plugins: { multiPoint: { enabled: [{ name }] } },
      pluginConfig: [{ name, args: { nonsense: 1 } }],
    });
    expect(problems.map(({ place }) => place.slice(0, 5))).toEqual([["profiles", 0, "pluginConfig", 0, "args"]]);
    expect(problems[0]!.message).toContain(name);
  });
});

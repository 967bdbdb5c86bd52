// One profile in force: who runs where.

import { describe, expect, it } from "vitest";

import type { PluginHandle } from "../../../src/scheduling/framework/plugin.ts";
import { createProfileRuntime } from "../../../src/scheduling/framework/profile-runtime.ts";
import { SUCCESS } from "../../../src/scheduling/framework/status.ts";
import { definitionsOf, profileOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const FILTER_AND_SCORE: MadeUpPlugins = {
  Filter: { filter: () => SUCCESS, preFilter: () => ({ kind: "skip" }) },
  Score: { ...scorePlugin(() => 1), preScore: () => ({ kind: "skip" }) },
  Both: { ...scorePlugin(() => 1), filter: () => SUCCESS },
  Queue: { queueSort: () => 0, preEnqueue: () => SUCCESS },
  Late: { postFilter: () => ({ code: "Unschedulable", message: "", nomination: { kind: "keep" } }) },
};

function names(plugins: readonly { readonly name: string }[]): readonly string[] {
  return plugins.map(({ name }) => name);
}

describe("a profile in force", () => {
  const cluster = new SmallCluster([]);
  const profile = profileOf(FILTER_AND_SCORE, { Both: 3 });
  const definitions = definitionsOf(FILTER_AND_SCORE);

  it("lists its plugins by extension point, score plugins with their weights", () => {
    const runtime = createProfileRuntime(profile, definitions, cluster);
    expect(names(runtime.preFilter)).toEqual(["Filter"]);
    expect(names(runtime.filter)).toEqual(["Filter", "Both"]);
    expect(names(runtime.preScore)).toEqual(["Score"]);
    expect(runtime.score.map(({ name, weight }) => [name, weight])).toEqual([
      ["Score", 1],
      ["Both", 3],
    ]);
    expect([names(runtime.queueSort), names(runtime.preEnqueue), names(runtime.postFilter)]).toEqual([
      ["Queue"],
      ["Queue"],
      ["Late"],
    ]);
    expect(runtime.notSimulated.size).toBe(0);
    expect(runtime.profile).toBe(profile);
  });

  it("runs plugins in the profile's order, not in that of the registry", () => {
    const reordered = { ...profile, plugins: { ...profile.plugins, filter: ["Both", "Filter"] } };
    expect(names(createProfileRuntime(reordered, definitions, cluster).filter)).toEqual(["Both", "Filter"]);
  });

  it("names each plugin that must sign a batched pod once: those of preFilter, filter, preScore and score", () => {
    expect(names(createProfileRuntime(profile, definitions, cluster).signing)).toEqual(["Filter", "Both", "Score"]);
  });

  it("remembers names that nobody registered and leaves them out", () => {
    const plugins = { ...profile.plugins, filter: ["Volumes", "Filter"], score: ["Volumes", "Score"] };
    const runtime = createProfileRuntime({ ...profile, plugins }, definitions, cluster);
    expect([names(runtime.filter), names(runtime.score)]).toEqual([["Filter"], ["Score"]]);
    expect([...runtime.notSimulated]).toEqual(["Volumes"]);
  });

  it("leaves a plugin out at a point at which it does not stand", () => {
    const plugins = { ...profile.plugins, filter: ["Score", "Filter"] };
    const runtime = createProfileRuntime({ ...profile, plugins }, definitions, cluster);
    expect(names(runtime.filter)).toEqual(["Filter"]);
    expect(runtime.notSimulated.size).toBe(0);
  });

  it("makes each plugin once, with its arguments and what it may know", () => {
    const made: { args: unknown; handle: PluginHandle }[] = [];
    const watched = definitions.map((definition) => ({
      ...definition,
      create: (args: unknown, handle: PluginHandle) => {
        if (definition.name === "Both") made.push({ args, handle });
        return definition.create(args, handle);
      },
    }));
    createProfileRuntime({ ...profile, args: { Both: { strength: 3 } } }, watched, cluster);
    expect(made).toEqual([{ args: { strength: 3 }, handle: cluster }]);
  });

  it.each([
    ["none", {}],
    ["zero", { Score: 0, Both: 1 }],
  ])("does not come about if a score plugin's weight is %s", (_sentence, weights) => {
    expect(() => createProfileRuntime({ ...profile, weights }, definitions, cluster)).toThrow(
      "an enabled score plugin has a weight",
    );
  });
});

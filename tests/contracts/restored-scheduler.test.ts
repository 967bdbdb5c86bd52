// A scheduler made from another's snapshot decides as that one goes on to decide: where the next search starts, which node
// a batch tries first, how widespread images are taken to be.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { RandomWorld } from "./random-world.ts";
import { configurationOf, SCHEDULERS } from "./side-by-side.ts";

/** Plays a history in which the twin is made anew now and then; returns the ways that decisions took. */
function playWithTwins(version: KubernetesVersion, seed: string, nodes: number, steps: number): ReadonlySet<string> {
  const world = new RandomWorld(version, seed, SCHEDULERS);
  world.addNodes(nodes);
  const make = () => new ColumnarScheduler(world.cluster, configurationOf(version), IN_TREE_PLUGINS);
  const original = make();
  let twin = make();
  const ways = new Set<string>();
  for (let step = 0; step < steps; step += 1) {
    world.pass();
    if (world.draw.chance(25)) {
      world.change();
      continue;
    }
    if (world.draw.chance(20)) {
      twin = make();
      twin.restore(original.snapshot());
    }
    const pod = world.createPod();
    const cyclePod = { id: pod, name: world.cluster.pods.nameOf(pod), podClass: world.cluster.classOfPod(pod) };
    const decision = original.schedule(cyclePod, world.now);
    expect(twin.schedule(cyclePod, world.now), `${seed}, step ${step}`).toEqual(decision);
    ways.add(decision.kind === "scheduled" ? decision.path : decision.kind);
    if (decision.kind === "scheduled") world.assume(pod, decision.node);
  }
  expect(twin.snapshot()).toEqual(original.snapshot());
  return ways;
}

/** Without batching and with it. */
const VERSIONS = ["1.34", "1.36"] as const;

describe.each(VERSIONS)("at %s, a restored scheduler", (version) => {
  it("decides as the saved one in small clusters that change all the time", () => {
    const ways = new Set<string>();
    for (let seed = 0; seed < 10; seed += 1) {
      for (const way of playWithTwins(version, `twins ${seed}`, 2 + seed, 80)) ways.add(way);
    }
    for (const way of ["scored", "only", "unschedulable", "ignored"]) expect([...ways]).toContain(way);
    expect(ways.has("tried-first")).toBe(version >= "1.35");
  });

  it("starts its search where the saved one would in a cluster that is sampled", () => {
    expect([...playWithTwins(version, "twins, sampled", 110, 40)]).toContain("scored");
  });
});

describe("a snapshot of a scheduler", () => {
  it("stays as it was, however the scheduler goes on", () => {
    const world = new RandomWorld("1.36", "untouched", SCHEDULERS);
    world.addNodes(8);
    const scheduler = new ColumnarScheduler(world.cluster, configurationOf("1.36"), IN_TREE_PLUGINS);
    const attempt = () => {
      const pod = world.createPod();
      return scheduler.schedule({ id: pod, name: "pod", podClass: world.cluster.classOfPod(pod) }, world.now);
    };
    for (let step = 0; step < 20; step += 1) attempt();
    const saved = scheduler.snapshot();
    const untouched = structuredClone(saved);
    const first = Array.from({ length: 5 }, attempt);
    expect(saved).toEqual(untouched);
    expect(first.length).toBe(5);
  });
});

// Runs under comparison meet the same chance: what is added to one of them shifts no draw of what both have.

import { describe, expect, it } from "vitest";

import type { Workload } from "../../src/environment/workload.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { horizon, smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const NODES = ["n1", "n2"].map((name) => smallNode(name, { cpu: "64", memory: "64Gi" }));

/** Each of 40 pods runs for a second and asks for little, so that none waits for room. */
function workload(name: string, perSecond: number): Workload {
  const rows = Array.from({ length: 40 }, () => ({ pod: smallPod({ cpu: "10m" }), lifetimeSeconds: 1 }));
  return smallWorkload(name, rows, { kind: "poisson", perSecond });
}

/** What chance decided for each pod: when it came, how long its binding and its start took. */
function drawsOf(plan: Plan): ReadonlyMap<string, readonly number[]> {
  const simulation = new Simulation(plan);
  simulation.run();
  const { cluster } = simulation;
  const { pods } = cluster;
  return new Map(
    Array.from({ length: pods.size }, (_, pod) => [
      cluster.keyOfPod(pod),
      [
        pods.createdAtUs(pod),
        pods.boundAtUs(pod) - pods.assumedAtUs(pod),
        pods.startedAtUs(pod) - pods.boundAtUs(pod),
        pods.endedAtUs(pod) - pods.startedAtUs(pod),
      ],
    ]),
  );
}

describe("another workload", () => {
  const alone = drawsOf(smallPlan(NODES, [workload("web", 5)]));

  it.each([
    ["before", (other: Workload) => [other, workload("web", 5)]],
    ["behind", (other: Workload) => [workload("web", 5), other]],
  ])("that is added %s leaves every pod its arrival, binding, start and life", (_place, together) => {
    const both = drawsOf(smallPlan(NODES, together(workload("batch", 7))));
    expect(both.size).toBe(80);
    for (const [pod, draws] of alone) expect(both.get(pod), pod).toEqual(draws);
  });

  it("has draws of its own", () => {
    const both = drawsOf(smallPlan(NODES, [workload("web", 5), workload("batch", 5)]));
    const starts = new Set([...both.values()].map(([, , start]) => start));
    expect(starts.size).toBe(80);
  });
});

describe("bound pods, another node and an earlier end", () => {
  const alone = drawsOf(smallPlan(NODES, [workload("web", 5)]));

  it.each([
    ["pods that were there before", { boundPods: [smallPod({ cpu: "1" }, { nodeName: "n1" })] }],
    ["a third node", { nodes: [...NODES, smallNode("n3", { cpu: "1" })].map((node) => ({ node, pool: "nodes" })) }],
    ["another version", { kubernetes: "1.33" } as const],
  ])("leave every pod its draws: %s", (_what, changes) => {
    const changed = drawsOf(smallPlan(NODES, [workload("web", 5)], changes));
    for (const [pod, draws] of alone) expect(changed.get(pod), pod).toEqual(draws);
  });

  it("cuts a run off where it was the same until then", () => {
    const cut = drawsOf(smallPlan(NODES, [workload("web", 5)], horizon(4)));
    expect(cut.size).toBeLessThan(40);
    for (const [pod, [createdAt]] of cut) expect(alone.get(pod)?.[0], pod).toBe(createdAt);
  });
});

describe("another seed", () => {
  it("draws everything anew but lifetimes, which the workload says", () => {
    const one = drawsOf(smallPlan(NODES, [workload("web", 5)], { seed: "1" }));
    const two = drawsOf(smallPlan(NODES, [workload("web", 5)], { seed: "2" }));
    for (const [pod, [createdAt, bind, start, life]] of one) {
      const [otherCreatedAt, otherBind, otherStart, otherLife] = two.get(pod)!;
      expect([otherCreatedAt, otherBind, otherStart], pod).not.toEqual([createdAt, bind, start]);
      // It ends when the API server has stored that it does.
      expect(Math.abs(otherLife! - life!)).toBeLessThan(50_000);
    }
  });
});

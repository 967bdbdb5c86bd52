// Marathon-like: rounds of offers in random order, five pods a round.

import { describe, expect, it } from "vitest";

import { marathon } from "../../../src/scheduling/policies/marathon.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod } from "./gpu-cluster.ts";

describe("Marathon", () => {
  const small = new SmallCluster(Array.from({ length: 8 }, (_, index) => gpuNode(`n${index}`, 8, 0)));
  const { podClass } = small.pod(plainPod(1));

  function firstOffers(pods: number, args?: unknown): readonly number[] {
    const plugin = small.plugin(marathon, args);
    return Array.from({ length: pods }, (_, id) => {
      const nodes = Int32Array.from(small.cluster.nodeOrder);
      const scores = new Float64Array(nodes.length);
      plugin.incremental!.score!({ id, name: "pod", podClass }, nodes, nodes.length, undefined, scores);
      expect([...scores]).toEqual(
        Object.values(small.byNode((node) => plugin.score!({ id, name: "pod", podClass }, node, undefined))),
      );
      plugin.normalizeScore!(scores, nodes, undefined);
      expect([...scores].filter((score) => score === 100)).toHaveLength(1);
      return scores.indexOf(100);
    });
  }

  it("gives five pods in a row the same first offer, the next five another order", () => {
    const offers = firstOffers(40);
    for (let pod = 0; pod < 40; pod += 1) expect(offers[pod]).toBe(offers[pod - (pod % 5)]);
    expect(new Set(offers).size).toBeGreaterThan(2);
  });

  it("may put fewer on an offer", () => {
    expect(new Set(firstOffers(5, { instancesPerOffer: 1 })).size).toBeGreaterThan(1);
  });
});

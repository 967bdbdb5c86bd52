// What is offered: everything of the list in some order, then copies up to the target.

import { describe, expect, it } from "vitest";

import { offerLoad, type PodList } from "../../../bench/reproduce/offered-load.ts";
import { node, pod } from "../../model/build-objects.ts";

const NODES = ["b", "a", "c"].map((name) => node(name, { cpu: "1" }));

/** Two templates: a whole GPU, and a pair of them. */
function listOf(pods: number): PodList {
  return {
    templates: [pod(), pod()],
    gpuMilli: [
      { total: 1000, each: 1000 },
      { total: 2000, each: 1000 },
    ],
    names: Array.from({ length: pods }, (_, index) => `pod-${index}`),
    template: Array.from({ length: pods }, (_, index) => index % 2),
  };
}

function milliOf(arrivals: readonly number[]): number {
  return arrivals.reduce((sum, template) => sum + (template === 0 ? 1000 : 2000), 0);
}

describe("the offered load", () => {
  it("begins with every pod of the list, in another order for another seed", () => {
    const orders = ["1", "2"].map((seed) => offerLoad(NODES, listOf(40), { seed, targetMilli: 60_000 }).arrivals);
    for (const arrivals of orders) {
      expect(arrivals.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: 40 }, (_, index) => (index < 20 ? 0 : 1)),
      );
    }
    expect(orders[0]).not.toEqual(orders[1]);
  });

  it("is filled up until the next pod's GPU would be too much", () => {
    for (const seed of ["1", "2", "3", "4"]) {
      const { arrivals } = offerLoad(NODES, listOf(4), { seed, targetMilli: 20_500 });
      // Each GPU alone is weighed: a pair may come over the target by one.
      expect(milliOf(arrivals)).toBeGreaterThan(19_500);
      expect(milliOf(arrivals)).toBeLessThanOrEqual(21_500);
    }
  });

  it("is thinned out where the list asks for more", () => {
    const { arrivals } = offerLoad(NODES, listOf(40), { seed: "1", targetMilli: 30_000 });
    expect(milliOf(arrivals)).toBeLessThanOrEqual(30_000);
    expect(milliOf(arrivals)).toBeGreaterThan(28_000);
  });

  it("gives the nodes names in a random order", () => {
    const { nodes } = offerLoad(NODES, listOf(2), { seed: "1", targetMilli: 3000 });
    const names = nodes.map(({ metadata }) => metadata.name);
    expect(names.map((name) => name.slice(5))).toEqual(["a", "b", "c"]);
    expect(names.map((name) => name.slice(0, 5)).toSorted()).toEqual(["0000-", "0001-", "0002-"]);
  });
});

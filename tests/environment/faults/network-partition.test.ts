// Nodes that are well, and that nobody hears of.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("networkPartition", () => {
  it("silences nodes that run on, and that never stopped", () => {
    const { world } = faultWorld([fault("networkPartition", at(10, 30), { zone: "a" })]);
    world.run();
    expect(world.heard).toEqual([
      "10 networkPartition begins n-1",
      "10 n-1 C",
      "10 networkPartition begins n-3",
      "10 n-3 C",
      "40 n-1 CPLS",
      "40 networkPartition ends n-1",
      "40 n-3 CPLS",
      "40 networkPartition ends n-3",
    ]);
  });
});

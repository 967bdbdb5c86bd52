// Containers without their kubelet.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("kubeletLoss", () => {
  it("leaves the containers to themselves until the kubelet starts again", () => {
    const { world } = faultWorld([fault("kubeletLoss", at(10, 30), { names: ["n-2"] })]);
    world.run();
    expect(world.heard).toEqual([
      "10 kubeletLoss begins n-2",
      "10 n-2 C",
      "40 n-2 CPLS anew",
      "40 kubeletLoss ends n-2",
    ]);
  });
});

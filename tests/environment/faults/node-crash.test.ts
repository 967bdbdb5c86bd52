// A crash takes everything, and a boot brings it back.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("nodeCrash", () => {
  it("takes everything from a node, and lets its kubelet start anew", () => {
    const { world } = faultWorld([fault("nodeCrash", at(10, 30), { names: ["n-2"] })]);
    world.run();
    expect(world.heard).toEqual(["10 nodeCrash begins n-2", "10 n-2 ", "40 n-2 CPLS anew", "40 nodeCrash ends n-2"]);
  });

  it("lasts for ever where nobody mends it, and lets the run end", () => {
    const { world } = faultWorld([fault("nodeCrash", at(10), { names: ["n-2"] })]);
    expect(world.run()).toBe("quiescence");
    expect(world.heard).toEqual(["10 nodeCrash begins n-2", "10 n-2 "]);
  });
});

// A machine that stands still, and goes on.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("nodeHang", () => {
  it("lets a node stand still and go on as before", () => {
    const { world } = faultWorld([fault("nodeHang", at(10, 30), { names: ["n-2"] })]);
    world.run();
    expect(world.heard).toEqual(["10 nodeHang begins n-2", "10 n-2 ", "40 n-2 CPLS", "40 nodeHang ends n-2"]);
  });
});

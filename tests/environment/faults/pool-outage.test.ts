// Pools that fail as a whole.

import { describe, expect, it } from "vitest";

import { SmallWorld, zonedNode } from "../small-world.ts";
import { at, fault, faultWorld } from "./fault-world.ts";

describe("poolOutage", () => {
  it("hits the nodes of the pool and no others", () => {
    const world = new SmallWorld().addNodes(zonedNode("gpu-1", "a"), zonedNode("gpu-2", "b"));
    faultWorld([fault("poolOutage", at(10, 30), { pool: "gpu" })], world);
    world.run();
    expect(world.heard[0]).toBe("10 poolOutage begins gpu-1 gpu-2");
    expect(world.heard).toHaveLength(6);
  });
});

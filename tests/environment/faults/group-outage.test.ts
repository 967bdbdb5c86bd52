// Nodes that share something fail at once.

import { describe, expect, it } from "vitest";

import { SmallWorld, zonedNode } from "../small-world.ts";
import { at, fault, faultWorld } from "./fault-world.ts";

describe("groupOutage", () => {
  it("hits the nodes with the labels at once", () => {
    const world = new SmallWorld().addNodes(zonedNode("r-1", "a", { rack: "7" }), zonedNode("r-2", "a", { rack: "8" }));
    faultWorld([fault("groupOutage", at(10, 30), { selector: { rack: "7" } })], world);
    world.run();
    expect(world.heard[0]).toBe("10 groupOutage begins r-1");
  });

  it("draws other nodes each time, where only some are wanted", () => {
    const timing = { kind: "at", atUs: 10e6, forUs: 5e6, everyUs: 60e6 } as const;
    const { world } = faultWorld([fault("groupOutage", timing, { count: 2 })]);
    world.run(1200);
    const begins = world.heard.filter((text) => text.includes("begins"));
    expect(begins).toHaveLength(20);
    const groups = new Set(begins.map((text) => text.replace(/^\S+ /, "")));
    expect(groups.size).toBeGreaterThan(3);
    expect([...groups].every((group) => group.split(" ").length === 4)).toBe(true);
  });
});

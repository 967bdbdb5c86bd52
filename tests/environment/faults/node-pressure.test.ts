// Conditions that a kubelet posts, and for how long.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("nodePressure", () => {
  it("shows as a condition for five minutes longer than it lasts", () => {
    const { world } = faultWorld([fault("nodePressure", at(10, 30), { names: ["n-1"] }, { pressure: "disk" })]);
    world.run();
    expect(world.heard).toEqual([
      "10 nodePressure begins n-1",
      "10 n-1 CPLS DiskPressure",
      "340 n-1 CPLS",
      "340 nodePressure ends n-1",
    ]);
  });

  it("may be over sooner", () => {
    const options = { pressure: "memory", transition: "5s" };
    const { world } = faultWorld([fault("nodePressure", at(10, 30), { names: ["n-1"] }, options)]);
    world.run();
    expect(world.heard.at(-1)).toBe("45 nodePressure ends n-1");
  });
});

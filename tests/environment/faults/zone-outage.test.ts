// Zones that fail as a whole.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("zoneOutage", () => {
  it("hits all nodes of the zone as one", () => {
    const { world } = faultWorld([fault("zoneOutage", at(10, 30), { zone: "a" })]);
    world.run();
    expect(world.heard).toEqual([
      "10 zoneOutage begins n-1 n-3",
      "10 n-1 ",
      "10 n-3 ",
      "40 n-1 CPLS anew",
      "40 n-3 CPLS anew",
      "40 zoneOutage ends n-1 n-3",
    ]);
  });

  it("may cut the zone off", () => {
    const { world } = faultWorld([fault("zoneOutage", at(10, 30), { zone: "a" }, { as: "networkPartition" })]);
    world.run(20);
    expect([world.health("n-1"), world.health("n-2")]).toEqual(["C", "CPLS"]);
  });

  it("comes to each zone by itself under a law", () => {
    const timeToFailure = { kind: "exponential", mean: 3600e6 } as const;
    const timing = { kind: "law", timeToFailure, repair: { kind: "constant", value: 60e6 } } as const;
    const { world } = faultWorld([fault("zoneOutage", timing, {})]);
    world.run(100_000);
    const begins = world.heard.filter((text) => text.includes("begins"));
    expect(begins.filter((text) => text.endsWith("begins n-1 n-3")).length).toBeGreaterThan(10);
    expect(begins.filter((text) => text.endsWith("begins n-2 n-4")).length).toBeGreaterThan(10);
    expect(new Set(begins.map(parseFloat)).size).toBe(begins.length);
  });
});

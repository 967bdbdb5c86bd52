// Down and up, by fixed spans and by chance.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("flapping", () => {
  it("goes down and comes up until it is over", () => {
    const { world } = faultWorld([fault("flapping", at(10, 70), { names: ["n-1"] }, { down: "20s", up: "10s" })]);
    world.run();
    expect(world.heard).toEqual([
      "10 flapping begins n-1",
      "10 n-1 C",
      "30 n-1 CPLS",
      "40 n-1 C",
      "60 n-1 CPLS",
      "70 n-1 C",
      "80 n-1 CPLS",
      "80 flapping ends n-1",
    ]);
  });

  it("ends up where the time is over while it is up", () => {
    const options = { down: "20s", up: "40s", as: "nodeCrash" };
    const { world } = faultWorld([fault("flapping", at(10, 50), { names: ["n-1"] }, options)]);
    world.run();
    expect(world.heard.slice(1)).toEqual(["10 n-1 ", "30 n-1 CPLS anew", "60 flapping ends n-1"]);
  });

  it("draws each turn by itself, for each node", () => {
    const law = { distribution: "exponential", mean: "20s" };
    const { world } = faultWorld([fault("flapping", at(10, 600), { zone: "a" }, { down: law, up: law })]);
    world.run();
    const timesOf = (node: string) => world.heard.filter((text) => text.includes(` ${node} C`)).map(parseFloat);
    expect(timesOf("n-1").length).toBeGreaterThan(10);
    expect(new Set([...timesOf("n-1"), ...timesOf("n-3")].slice(1)).size).toBeGreaterThan(20);
  });
});

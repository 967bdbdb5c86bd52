// Node after node: drained, down, up.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("maintenanceWindow", () => {
  it("takes node after node: drained, down, up and open again", () => {
    const options = { down: "60s", pause: "30s" };
    const { world } = faultWorld([fault("maintenanceWindow", at(10), { zone: "a" }, options)]);
    world.addPod("web-1", "n-1");
    world.run();
    expect(world.said).toEqual([
      "10 node/n-1 cordoned",
      "10 evicting pod default/web-1",
      "12 pod/web-1 evicted",
      "12 node/n-1 drained",
      "72 node/n-1 uncordoned",
      "102 node/n-3 cordoned",
      "102 node/n-3 drained",
      "162 node/n-3 uncordoned",
    ]);
    expect(world.heard.filter((text) => !text.includes("node-"))).toEqual([
      "10 maintenanceWindow begins n-1 n-3",
      "12 n-1 ",
      "72 n-1 CPLS anew",
      "102 n-3 ",
      "162 n-3 CPLS anew",
      "162 maintenanceWindow ends n-1 n-3",
    ]);
  });

  it("begins no node when the window has closed", () => {
    const { world } = faultWorld([fault("maintenanceWindow", at(10, 40), { zone: "a" }, { down: "60s" })]);
    world.run();
    expect(world.said.at(-1)).toBe("70 the maintenance window has closed: 1 of 2 nodes are left");
  });

  it("leaves a node that cannot be drained in time", () => {
    const options = { down: "60s", drainTimeout: "12s" };
    const { world } = faultWorld([fault("maintenanceWindow", at(10), { zone: "a" }, options)]);
    world.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    world.run();
    expect(world.said).toContain("25 node/n-1 uncordoned");
    expect(world.said).toContain("25 node/n-3 drained");
    expect(world.health("n-1")).toBe("CPLS");
    expect(world.said.at(-1)).toBe("85 1 of 2 nodes could not be drained and were not maintained: n-1");
    expect(world.heard).toContain("85 maintenanceWindow fails n-1 n-3");
  });

  it("fails by what it could not drain, also where it closes before it comes to all", () => {
    const options = { drainTimeout: "12s" };
    const { world } = faultWorld([fault("maintenanceWindow", at(10, 10), { zone: "a" }, options)]);
    world.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    world.run();
    expect(world.said.slice(-2)).toEqual([
      "25 the maintenance window has closed: 1 of 2 nodes are left",
      "25 1 of 2 nodes could not be drained and were not maintained: n-1",
    ]);
  });

  it("waits for a drain that is blocked for ever, and lets the run end", () => {
    const { world, faults } = faultWorld([fault("maintenanceWindow", at(10), { zone: "a" })]);
    world.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    expect(world.run()).toBe("quiescence");
    expect(faults.openEnds()).toEqual([
      {
        by: { name: "maintenanceWindow", position: { file: "scenario.yaml", line: 7, column: 5 } },
        sinceUs: 10e6,
        text: expect.stringContaining("it waits for pod default/web-1 to be evicted") as string,
      },
    ]);
  });
});

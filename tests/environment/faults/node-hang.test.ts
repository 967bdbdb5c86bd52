// A machine that stands still, and goes on.

import { describe, expect, it } from "vitest";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("nodeHang", () => {
  it("lets a node stand still and go on as before", () => {
    const { world } = faultWorld([fault("nodeHang", at(10, 30), { names: ["n-2"] })]);
    world.run();
    expect(world.heard).toEqual(["10 nodeHang begins n-2", "10 n-2 ", "40 n-2 CPLS", "40 nodeHang ends n-2"]);
  });

  it("keeps what is on the node, unless it crashes meanwhile", () => {
    const hang = fault("nodeHang", at(10, 50), { names: ["n-2"] });
    const { world } = faultWorld([hang, fault("nodeCrash", at(20, 10), { names: ["n-2"] })]);
    const node = world.cluster.nodes.find("n-2")!;
    const standsStillAt = (untilSeconds: number) => {
      world.run(untilSeconds);
      return world.cluster.kubelets.of(node).standsStill ?? false;
    };
    expect([5, 15, 25, 35, 65].map(standsStillAt)).toEqual([false, true, false, true, false]);
  });
});

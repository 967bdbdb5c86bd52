// A notice, a drain, and the machine is gone.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";

import { at, fault, faultWorld } from "./fault-world.ts";

describe("spotReclaim", () => {
  it("drains the node while the notice runs, and takes the machine when it is over", () => {
    const { world } = faultWorld([fault("spotReclaim", at(10, 600), { names: ["n-1"] })]);
    world.addPod("web-1", "n-1");
    world.run();
    expect(world.said).toEqual([
      "10 node/n-1 will be taken back",
      "10 node/n-1 cordoned",
      "10 evicting pod default/web-1",
      "12 pod/web-1 evicted",
      "12 node/n-1 drained",
    ]);
    expect(world.heard.slice(-3)).toEqual(["130 n-1 ", "610 n-1 CPLS anew", "610 spotReclaim ends n-1"]);
  });

  it("drains no longer than the machine is there, on which the agent runs", () => {
    const { world } = faultWorld([fault("spotReclaim", at(10, 600), { names: ["n-1"] }, { notice: "12s" })]);
    world.addPod("web-1", "n-1");
    world.protectedPods.add("default/web-1");
    world.run();
    const tried = world.said.filter((text) => text.includes("will retry"));
    expect(tried.map((text) => text.split(" ")[0])).toEqual(["10", "15", "20"]);
    expect(world.said.at(-1)).toContain("global timeout reached: 12s");
  });

  it("drains nothing without a notice", () => {
    const { world } = faultWorld([fault("spotReclaim", at(10, 600), { names: ["n-1"] }, { notice: "0s" })]);
    world.addPod("web-1", "n-1");
    world.run();
    expect(world.said).toEqual(["10 node/n-1 will be taken back"]);
  });

  it("tells nobody who would act, if the scenario says so", () => {
    const options = { notice: "30s", onNotice: "nothing" };
    const { world } = faultWorld([fault("spotReclaim", at(10, 600), { names: ["n-1"] }, options)]);
    world.addPod("web-1", "n-1");
    world.run();
    expect(world.said).toEqual(["10 node/n-1 will be taken back"]);
    expect(world.heard).toContain("40 n-1 ");
  });

  it("leaves the machine its whole notice, whatever is written on its node meanwhile", () => {
    for (const onNotice of ["drain", "nothing"]) {
      const spot = fault("spotReclaim", at(10, 1000), { names: ["n-1"] }, { notice: "300s", onNotice });
      const { world } = faultWorld([spot]);
      world.engine.scheduleHook(moment(60e6), "controllers", () => {
        const node = world.findNode("n-1")!;
        world.updateNode({ ...node, metadata: { ...node.metadata, labels: { x: "1" } } });
      });
      world.run();
      expect(world.heard.filter((text) => text.endsWith("n-1 "))).toEqual(["310 n-1 "]);
    }
  });
});

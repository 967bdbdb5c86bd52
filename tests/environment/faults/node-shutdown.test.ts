// A machine that is told to go, and goes when its kubelet lets it.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { at, fault, faultWorld } from "./fault-world.ts";

const SECOND = 1_000_000;

describe("nodeShutdown", () => {
  it("tells the kubelet, and turns the machine off once that lets it go", () => {
    const { world } = faultWorld([fault("nodeShutdown", at(10, 60), { names: ["n-2"] })]);
    const letGo = () => {
      world.cluster.apply({ kind: "kubelet-let-go", node: world.cluster.nodes.find("n-2")! }, world.engine.now);
    };
    world.engine.scheduleHook(moment(30 * SECOND), "api", letGo);
    world.run();
    expect(world.heard.filter((line) => line.includes("n-2"))).toEqual([
      "10 nodeShutdown begins n-2",
      "10 n-2 CPLS Ready anew",
      "30 n-2 ",
      "70 n-2 CPLS anew",
      "70 nodeShutdown ends n-2",
    ]);
  });

  it("turns a machine off at once whose kubelet is not there", () => {
    const planned = [
      fault("kubeletLoss", at(5), { names: ["n-2"] }),
      fault("nodeShutdown", at(10), { names: ["n-2"] }),
    ];
    const { world } = faultWorld(planned);
    world.run();
    expect(world.heard.at(-1)).toBe("10 n-2 ");
  });
});

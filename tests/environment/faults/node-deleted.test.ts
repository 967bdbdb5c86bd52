// Machines that their cloud takes away, and others in their place.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";

import type { SmallWorld } from "../small-world.ts";
import { at, fault, faultWorld } from "./fault-world.ts";

/** The control plane finds the node not ready at a second. */
function findUnready(world: SmallWorld, name: string, seconds: number): void {
  world.engine.scheduleHook(moment(seconds * 1e6), "controllers", () => {
    const node = world.findNode(name)!;
    const conditions = [{ type: "Ready", status: "Unknown" }];
    const taints = [{ key: "node.kubernetes.io/unreachable", effect: "NoExecute" }];
    world.updateNode({ ...node, spec: { taints, unschedulable: true }, status: { ...node.status, conditions } });
  });
}

describe("nodeDeleted", () => {
  it("takes the machine at once, its node when it was found not ready, and brings another", () => {
    const { world } = faultWorld([fault("nodeDeleted", at(10, 200), { names: ["n-1"] })]);
    findUnready(world, "n-1", 62);
    world.run();
    expect(world.heard).toEqual([
      "10 nodeDeleted begins n-1",
      "10 n-1 ",
      "62 node-updated n-1",
      "65 node-removed n-1",
      "210 node-added n-1",
      "210 n-1 CPLS anew",
      "210 nodeDeleted ends n-1",
    ]);
    expect(world.said).toEqual(["65 Deleting node n-1 because it does not exist in the cloud provider"]);
  });

  it("brings a node on which nobody has written anything yet, in the old one's pool", () => {
    const { world } = faultWorld([fault("nodeDeleted", at(10, 200), { names: ["n-1"] })]);
    findUnready(world, "n-1", 62);
    world.run();
    const node = world.findNode("n-1")!;
    expect(node.spec).toEqual({});
    expect(node.status?.conditions).toBeUndefined();
    expect(world.cluster.nodes.record(0).pool).toBe("n");
    expect(world.health("n-1")).toBe("CPLS anew");
  });

  it("brings the machine back under its node where nobody has seen it missing", () => {
    const { world } = faultWorld([fault("nodeDeleted", at(10, 20), { names: ["n-1"] })]);
    world.run();
    expect(world.heard).toEqual([
      "10 nodeDeleted begins n-1",
      "10 n-1 ",
      "30 n-1 CPLS anew",
      "30 nodeDeleted ends n-1",
    ]);
  });

  it("lets the run end where nothing comes after", () => {
    const { world } = faultWorld([fault("nodeDeleted", at(10), { names: ["n-1"] })]);
    findUnready(world, "n-1", 62);
    expect(world.run()).toBe("quiescence");
    expect(world.heard.at(-1)).toBe("65 node-removed n-1");
  });
});

// Several faults on one node.

import { describe, expect, it } from "vitest";

import { CUT_OFF, KUBELET_DOWN, MACHINE_DOWN, NodeTroubles } from "../../../src/environment/faults/node-troubles.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

function troubledWorld(): { readonly world: SmallWorld; readonly troubles: NodeTroubles } {
  const world = new SmallWorld().addNodes(zonedNode("n-1", "a"));
  return { world, troubles: new NodeTroubles(world.cluster, () => world.engine.now) };
}

describe("the troubles of a node", () => {
  it("add up: what one of them takes, the end of another does not give back", () => {
    const { world, troubles } = troubledWorld();
    troubles.begin("n-1", "outage", MACHINE_DOWN);
    troubles.begin("n-1", "partition", CUT_OFF);
    expect(world.health("n-1")).toBe("");
    troubles.end("n-1", "partition");
    expect(world.health("n-1")).toBe("");
    troubles.end("n-1", "outage");
    expect(world.health("n-1")).toBe("CPLS anew");
  });

  it("do not start a kubelet anew that another keeps down", () => {
    const { world, troubles } = troubledWorld();
    troubles.begin("n-1", "outage", MACHINE_DOWN);
    troubles.begin("n-1", "loss", KUBELET_DOWN);
    troubles.end("n-1", "outage");
    expect(world.health("n-1")).toBe("C");
    troubles.end("n-1", "loss");
    expect(world.health("n-1")).toBe("CPLS anew");
  });

  it("hold for another machine that comes under the name, except those that were its predecessor's own", () => {
    const { world, troubles } = troubledWorld();
    troubles.begin("n-1", "outage", MACHINE_DOWN);
    troubles.begin("n-1", "crash", MACHINE_DOWN);
    world.removeNode("n-1");
    troubles.forget("n-1", "crash");
    world.addNodes(zonedNode("n-1", "a"));
    troubles.begin("n-1", "partition", CUT_OFF);
    expect(world.health("n-1")).toBe("");
    troubles.end("n-1", "partition");
    troubles.end("n-1", "outage");
    expect(world.health("n-1")).toBe("CPLS anew");
  });

  it("mean nothing where there is no such node, or no such trouble", () => {
    const { world, troubles } = troubledWorld();
    troubles.begin("n-9", "outage", MACHINE_DOWN);
    troubles.end("n-1", "outage");
    expect(world.heard).toEqual(["0 node-added n-1"]);
  });

  it("come back from a snapshot", () => {
    const { world, troubles } = troubledWorld();
    troubles.begin("n-1", "outage", MACHINE_DOWN);
    const again = new NodeTroubles(world.cluster, () => world.engine.now);
    again.restore(troubles.snapshot());
    again.end("n-1", "outage");
    expect(world.health("n-1")).toBe("CPLS anew");
  });
});

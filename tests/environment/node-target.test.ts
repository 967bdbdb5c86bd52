// Which nodes are meant.

import { describe, expect, it } from "vitest";

import { meansAllNodes, nodesMeeting, nodeTargetOf } from "../../src/environment/node-target.ts";
import type { NodeTarget } from "../../src/environment/planned-target.ts";
import { SmallWorld, zonedNode } from "./small-world.ts";

const world = new SmallWorld().addNodes(
  zonedNode("general-1", "a", { tier: "web" }),
  zonedNode("general-2", "b"),
  zonedNode("gpu-1", "a", { tier: "web" }),
);

describe("a target", () => {
  it.each<[NodeTarget, readonly string[]]>([
    [{}, ["general-1", "general-2", "gpu-1"]],
    [{ names: ["gpu-1", "general-2", "gone"] }, ["general-2", "gpu-1"]],
    [{ zone: "a" }, ["general-1", "gpu-1"]],
    [{ zone: "a", pool: "gpu" }, ["gpu-1"]],
    [{ selector: { tier: "web" } }, ["general-1", "gpu-1"]],
    [{ selector: { constructor: "web" } }, []],
    [{ pool: "general", selector: { tier: "web" } }, ["general-1"]],
    [{ pool: "general", count: 1 }, ["general-1", "general-2"]],
  ])("%o means the nodes that meet all of it", (target, names) => {
    expect(nodesMeeting(target, world.cluster)).toEqual(names);
  });

  it("is read from what stands in a scenario", () => {
    expect(nodeTargetOf({ node: "n-1" })).toEqual({ names: ["n-1"] });
    expect(nodeTargetOf({ node: ["n-1", "n-2"], nodes: 1 })).toEqual({ names: ["n-1", "n-2"], count: 1 });
    expect(nodeTargetOf({ zone: "a", pool: "p", selector: { x: "y" } })).toEqual({
      zone: "a",
      pool: "p",
      selector: { x: "y" },
    });
  });

  it("means all nodes if it says nothing", () => {
    expect(meansAllNodes({})).toBe(true);
    expect(meansAllNodes({ count: 1 })).toBe(false);
  });
});

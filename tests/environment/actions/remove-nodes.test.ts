// Nodes that are taken out.

import { describe, expect, it } from "vitest";

import { saidAfter } from "./action-world.ts";

describe("removeNodes", () => {
  it("takes out all that are meant", () => {
    const { world, said } = saidAfter("removeNodes", { zone: "a" });
    expect(said).toEqual(['node "n-1" deleted', 'node "n-3" deleted']);
    expect(world.cluster.nodes.size).toBe(1);
  });

  it("takes out as many as are wanted", () => {
    expect(saidAfter("removeNodes", { pool: "n", nodes: 1 }).said).toEqual(['node "n-1" deleted']);
  });

  it("fails where no node is meant any more", () => {
    expect(saidAfter("removeNodes", { zone: "x" }).said).toEqual(["error: no node meets what the action asks for"]);
  });
});

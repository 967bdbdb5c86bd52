// Nodes that join.

import { describe, expect, it } from "vitest";

import { saidAfter } from "./action-world.ts";

describe("addNodes", () => {
  it("lets more nodes of a pool join", () => {
    const { world, said } = saidAfter("addNodes", { pool: "n", count: 2 });
    expect(said).toEqual(["node/n-5 created", "node/n-6 created"]);
    expect(world.cluster.nodes.size).toBe(5);
  });

  it("lets one join if no number is given, and says which were there before", () => {
    const { said } = saidAfter("addNodes", { pool: "n" }, (made) =>
      made.createNode({ metadata: { name: "n-5" } }, "n"),
    );
    expect(said).toEqual(['Error from server (AlreadyExists): nodes "n-5" already exists']);
  });
});

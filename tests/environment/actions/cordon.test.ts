// `kubectl cordon`.

import { describe, expect, it } from "vitest";

import { zonedNode } from "../small-world.ts";
import { saidAfter } from "./action-world.ts";

const CORDONED = { ...zonedNode("c-1", "a"), spec: { unschedulable: true } };

describe("cordon", () => {
  it("says of each node what has become of it", () => {
    const { world, said } = saidAfter("cordon", { node: ["n-1", "c-1", "n-9"] }, (made) => made.addNodes(CORDONED));
    const already = (name: string) => `node/${name} already cordoned`;
    expect(said).toEqual(["node/n-1 cordoned", already("c-1"), 'Error from server (NotFound): nodes "n-9" not found']);
    expect(world.findNode("n-1")?.spec?.unschedulable).toBe(true);
  });
});

// `kubectl uncordon`.

import { describe, expect, it } from "vitest";

import { zonedNode } from "../small-world.ts";
import { saidAfter } from "./action-world.ts";

const CORDONED = { ...zonedNode("c-1", "a"), spec: { unschedulable: true } };

describe("uncordon", () => {
  it("says of each node what has become of it", () => {
    const { world, said } = saidAfter("uncordon", { node: ["n-1", "c-1", "n-9"] }, (made) => made.addNodes(CORDONED));
    const already = (name: string) => `node/${name} already uncordoned`;
    expect(said).toEqual([
      already("n-1"),
      "node/c-1 uncordoned",
      'Error from server (NotFound): nodes "n-9" not found',
    ]);
    expect(world.findNode("c-1")?.spec?.unschedulable).toBe(undefined);
  });
});

// `kubectl taint`.

import { describe, expect, it } from "vitest";

import { zonedNode } from "../small-world.ts";
import { saidAfter } from "./action-world.ts";

const OLD = { key: "team", value: "a", effect: "NoSchedule" };
const OTHER = { key: "gpu", effect: "NoExecute" };
const TAINTED = { ...zonedNode("t-1", "c"), spec: { taints: [OLD, OTHER] } };

function tainted(options: Readonly<Record<string, unknown>>) {
  const { world, said } = saidAfter("taint", { node: "t-1", ...options }, (made) => made.addNodes(TAINTED));
  return { said, taints: world.findNode("t-1")?.spec?.taints };
}

describe("taint", () => {
  it("adds a taint in front of those that are there", () => {
    const { said, taints } = tainted({ key: "new", value: "x", effect: "NoExecute" });
    expect(said).toEqual(["node/t-1 tainted"]);
    expect(taints).toEqual([{ key: "new", value: "x", effect: "NoExecute" }, OLD, OTHER]);
  });

  it("replaces another value only if it is told to", () => {
    const change = { key: "team", value: "b", effect: "NoSchedule" };
    expect(tainted(change)).toEqual({
      said: ["error: node t-1 already has team taint(s) with same effect(s) and --overwrite is false"],
      taints: [OLD, OTHER],
    });
    expect(tainted({ ...change, overwrite: true })).toEqual({
      said: ["node/t-1 modified"],
      taints: [change, OTHER],
    });
  });

  it("takes taints away, and says where there is none", () => {
    expect(tainted({ key: "team", remove: true })).toEqual({ said: ["node/t-1 untainted"], taints: [OTHER] });
    expect(tainted({ key: "team", effect: "NoExecute", remove: true }).said).toEqual([
      'error: taint "team:NoExecute" not found',
    ]);
  });
});

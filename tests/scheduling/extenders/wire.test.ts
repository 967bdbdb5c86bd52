// What goes to extenders and comes back from them.

import { describe, expect, it } from "vitest";

import { fieldOf, nodeArguments, podObject, textPairsOf, textsOf } from "../../../src/scheduling/extenders/wire.ts";
import { pod } from "../../model/build-objects.ts";
import { answering, clusterOf } from "./made-up-extenders.ts";

describe("what is sent", () => {
  const small = clusterOf(2);
  const asked = { ...small.pod(pod({ priority: 3 }, { namespace: "shop" })), name: "web-1" };

  it("is the pod under its own name, though its class is shared", () => {
    expect(podObject(asked)).toMatchObject({ metadata: { name: "web-1", namespace: "shop" }, spec: { priority: 3 } });
  });

  it("is as Go writes the fields, those that do not apply null", () => {
    const { extender } = answering(() => undefined);
    expect(Object.keys(nodeArguments(extender, small.cluster, asked, [1]))).toEqual(["Pod", "Nodes", "NodeNames"]);
    expect(nodeArguments({ ...extender, nodeCacheCapable: false }, small.cluster, asked, [1])).toMatchObject({
      Nodes: { items: [{ metadata: { name: "n1" } }] },
      NodeNames: null,
    });
  });
});

describe("what comes back", () => {
  it("is read whatever the case of its fields; null is nothing", () => {
    expect([fieldOf({ nodenames: 1 }, "NodeNames"), fieldOf({ Error: null }, "error")]).toEqual([1, undefined]);
    expect([fieldOf(null, "a"), fieldOf("text", "length"), fieldOf({}, "constructor")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("may be texts, and texts by texts", () => {
    expect([textsOf(["a"]), textsOf([1]), textsOf("a")]).toEqual([["a"], undefined, undefined]);
    expect(textPairsOf({ a: "b", __proto__: null })).toEqual([["a", "b"]]);
    expect([textPairsOf(undefined), textPairsOf({ a: 1 }), textPairsOf(["a"])]).toEqual([[], undefined, undefined]);
  });
});

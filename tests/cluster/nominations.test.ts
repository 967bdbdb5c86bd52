// Who waits for which node.

import { describe, expect, it } from "vitest";

import { Nominations } from "../../src/cluster/nominations.ts";

describe("nominations", () => {
  it("are told by pod and by node, in the order in which they came", () => {
    const nominations = new Nominations();
    for (const [pod, node] of [
      [7, "a"],
      [3, "b"],
      [5, "a"],
    ] as const) {
      nominations.set(pod, node);
    }
    expect([nominations.size, nominations.nodeNameOf(3), nominations.nodeNameOf(4)]).toEqual([3, "b", undefined]);
    expect([nominations.onNode("a"), nominations.onNode("b"), nominations.onNode("c")]).toEqual([[7, 5], [3], []]);
    expect([...nominations.nodeNames()]).toEqual(["a", "b"]);
  });

  it("move a pod behind the others of its new node, and leave it where it is if it is nominated there again", () => {
    const nominations = new Nominations();
    for (const pod of [1, 2]) nominations.set(pod, "a");
    nominations.set(1, "a");
    expect(nominations.onNode("a")).toEqual([1, 2]);
    nominations.set(1, "b");
    nominations.set(1, "a");
    expect([nominations.onNode("a"), nominations.onNode("b")]).toEqual([[2, 1], []]);
    expect([...nominations.nodeNames()]).toEqual(["a"]);
  });

  it("are taken away, also where there are none", () => {
    const nominations = new Nominations();
    nominations.set(1, "a");
    nominations.set(1, undefined);
    nominations.set(2, undefined);
    expect([nominations.size, ...nominations.nodeNames()]).toEqual([0]);
  });

  it("may be for nodes of any name", () => {
    const nominations = new Nominations();
    nominations.set(1, "__proto__");
    expect([nominations.onNode("__proto__"), nominations.onNode("constructor")]).toEqual([[1], []]);
  });

  it("are saved and restored as they stood", () => {
    const nominations = new Nominations();
    for (const pod of [4, 2]) nominations.set(pod, "a");
    const saved = nominations.snapshot();
    nominations.set(4, undefined);
    const other = new Nominations();
    other.restore(saved);
    expect([other.onNode("a"), other.nodeNameOf(2), other.size]).toEqual([[4, 2], "a", 2]);
    expect(nominations.onNode("a")).toEqual([2]);
  });
});

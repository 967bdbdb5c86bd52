// Lists of keys that are kept once.

import { describe, expect, it } from "vitest";

import { KeyLists } from "../../../src/experiment/figures/key-lists.ts";

describe("lists of keys", () => {
  it("are numbered in the order in which they were added", () => {
    const lists = new KeyLists();
    lists.add(["a", "b"]);
    lists.add(["a"]);
    expect([lists.count, lists.numberOf(["a", "b"]), lists.numberOf(["a"]), lists.numberOf(["b"])]).toEqual([
      2, 0, 1, -1,
    ]);
    expect([lists.at(1), lists.at(2)]).toEqual([["a"], undefined]);
  });

  it("stand for later ones of the same keys", () => {
    const lists = new KeyLists();
    const first = lists.kept(["a", "b"]);
    expect(lists.kept(["a", "b"])).toBe(first);
    expect(lists.kept(["b", "a"])).toEqual(["b", "a"]);
    expect(lists.count).toBe(2);
  });
});

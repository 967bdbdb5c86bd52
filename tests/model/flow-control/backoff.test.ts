// Backoff by item.

import { describe, expect, it } from "vitest";

import { Backoff } from "../../../src/model/flow-control/backoff.ts";

function delaysAfter(backoff: Backoff, moments: readonly number[]): readonly number[] {
  return moments.map((moment) => {
    backoff.next("a", moment);
    return backoff.delayOf("a");
  });
}

describe("a backoff", () => {
  it("doubles with each failure up to its longest", () => {
    expect(delaysAfter(new Backoff(10, 300), [0, 10, 30, 70, 150, 310, 610])).toEqual([10, 20, 40, 80, 160, 300, 300]);
  });

  it("begins again after more than twice its longest", () => {
    expect(delaysAfter(new Backoff(10, 300), [0, 600, 1_201, 1_801])).toEqual([10, 20, 10, 20]);
  });

  it("does not hold the first delay against its longest", () => {
    expect(delaysAfter(new Backoff(10, 5), [0, 1])).toEqual([10, 5]);
  });

  it("is on until its delay is over", () => {
    const backoff = new Backoff(10, 300);
    expect(backoff.isBackingOff("a", 0)).toBe(false);
    backoff.next("a", 1);
    expect([10, 11].map((moment) => backoff.isBackingOff("a", moment))).toEqual([true, false]);
    expect(backoff.isBackingOff("b", 10)).toBe(false);
  });

  it("is over once it has expired, whatever its delay", () => {
    const backoff = new Backoff(100, 5);
    backoff.next("a", 0);
    expect([10, 11].map((moment) => backoff.isBackingOff("a", moment))).toEqual([true, false]);
  });

  it("is remembered by another one that takes over its entries", () => {
    const [backoff, other] = [new Backoff(10, 300), new Backoff(10, 300)];
    backoff.next("a", 5);
    other.next("b", 5);
    other.recall(backoff.entries());
    expect([other.isBackingOff("a", 14), other.delayOf("b")]).toEqual([true, 0]);
  });

  it("forgets an item when told, and expired ones", () => {
    const backoff = new Backoff(10, 300);
    for (const item of ["a", "b", "c"]) backoff.next(item, item === "c" ? 1 : 0);
    backoff.reset("a");
    backoff.forgetExpired(601);
    expect(["a", "b", "c"].map((item) => backoff.delayOf(item))).toEqual([0, 0, 10]);
  });
});

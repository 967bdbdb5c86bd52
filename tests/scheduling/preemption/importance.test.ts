// Which of two pods is worth more.

import { describe, expect, it } from "vitest";

import { isMoreImportant, priorityOf, startedUsOf } from "../../../src/scheduling/preemption/importance.ts";
import { Crowd } from "./crowded-node.ts";

const CROWD = new Crowd(["n1"]).put("n1", {
  low: { priority: -5, startedUs: -100 },
  old: { priority: 3, startedUs: -50 },
  young: { priority: 3, startedUs: -10 },
  new: { priority: 3 },
});

function isBefore(left: string, right: string): boolean {
  return isMoreImportant(CROWD.cluster, CROWD.id(left), CROWD.id(right));
}

describe("a pod is more important", () => {
  it("if its priority is higher, whenever it started", () => {
    expect([isBefore("young", "low"), isBefore("low", "young")]).toEqual([true, false]);
    expect(priorityOf(CROWD.cluster, CROWD.id("low"))).toBe(-5);
  });

  it("among equals, if it started earlier; one that has not started counts as starting now", () => {
    expect([isBefore("old", "young"), isBefore("young", "old")]).toEqual([true, false]);
    expect([isBefore("young", "new"), isBefore("new", "young")]).toEqual([true, false]);
    expect(startedUsOf(CROWD.cluster, CROWD.id("new"))).toBe(0);
  });

  it("than nobody like itself", () => {
    expect(isBefore("new", "new")).toBe(false);
  });
});

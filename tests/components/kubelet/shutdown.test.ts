// Groups of a graceful shutdown.

import { describe, expect, it } from "vitest";

import {
  groupEndsAtUs,
  shutdownGraceSeconds,
  shutdownGroupOf,
  shutdownGroups,
} from "../../../src/components/kubelet/shutdown.ts";

describe("the groups of a shutdown", () => {
  it("are sorted by priority", () => {
    const groups = shutdownGroups(
      [
        { priority: 10, graceSeconds: 1 },
        { priority: 0, graceSeconds: 2 },
      ],
      0,
      0,
    );
    expect(groups.map(({ priority }) => priority)).toEqual([0, 10]);
  });

  it("are two by the older settings, of which the critical one comes last", () => {
    expect(shutdownGroups([], 30, 10)).toEqual([
      { priority: 0, graceSeconds: 20 },
      { priority: 2_000_000_000, graceSeconds: 10 },
    ]);
  });

  it("are none where no time is given, or less than its part", () => {
    expect(shutdownGroups([], 0, 10)).toEqual([]);
    expect(shutdownGroups([], 10, 20)).toEqual([]);
  });

  it.each([
    [-5, 0],
    [10, 0],
    [19, 0],
    [20, 1],
    [1000, 1],
  ])("take in a pod of priority %i as number %i", (priority, group) => {
    const groups = [10, 20].map((lowest) => ({ priority: lowest, graceSeconds: 1 }));
    expect(shutdownGroupOf(groups, priority)).toBe(group);
  });

  // nodeshutdown_manager.go, groupByPriority: sort.Search finds the first group that is not below the pod.
  it.each([
    [10, 1],
    [15, 2],
    [20, 3],
    [25, 3],
  ])("of which two have one priority take in a pod of priority %i as number %i", (priority, group) => {
    const groups = [0, 10, 10, 20].map((lowest) => ({ priority: lowest, graceSeconds: 1 }));
    expect(shutdownGroupOf(groups, priority)).toBe(group);
  });

  it("give a pod no more than its own grace, and wait no longer than theirs", () => {
    const group = { priority: 0, graceSeconds: 10 };
    expect(shutdownGraceSeconds(group, 5)).toBe(5);
    expect(shutdownGraceSeconds(group, 50)).toBe(10);
    expect(shutdownGraceSeconds(group, undefined)).toBe(10);
    expect(groupEndsAtUs(5_000_000, group, 8_000_000)).toBe(8_000_000);
    expect(groupEndsAtUs(5_000_000, group, 80_000_000)).toBe(15_000_000);
  });
});

// What is kept of every node for a class of pods, and for how long.

import { describe, expect, it } from "vitest";

import { ClassCache, ClassCaches } from "../../../src/scheduling/columnar/class-cache.ts";

/** So many nodes that four caches fit into the eight million entries. */
const QUARTER = 2_000_000;

describe("a cache", () => {
  it("begins with verdicts for version 0, which no node ever has", () => {
    const { verdicts, refusedBy, refusals } = new ClassCache(3);
    expect([...verdicts]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([refusedBy.length, refusals.length]).toEqual([3, 3]);
  });
});

describe("the caches", () => {
  it("are one for each class, kept between decisions", () => {
    const caches = new ClassCaches();
    caches.fitTo(10);
    const first = caches.of(7);
    expect(first.refusals).toHaveLength(10);
    expect(caches.of(8)).not.toBe(first);
    expect(caches.of(7)).toBe(first);
  });

  it("are forgotten when there are more nodes or fewer, and kept when there are as many", () => {
    const caches = new ClassCaches();
    caches.fitTo(10);
    const before = caches.of(7);
    caches.fitTo(10);
    expect(caches.of(7)).toBe(before);
    caches.fitTo(11);
    expect(caches.of(7)).not.toBe(before);
    expect(caches.of(7).refusals).toHaveLength(11);
  });

  it("are forgotten on request", () => {
    const caches = new ClassCaches();
    caches.fitTo(1);
    const before = caches.of(7);
    caches.clear();
    expect(caches.of(7)).not.toBe(before);
  });

  it("drop the half that was longest unused when one more would be too many", () => {
    const caches = new ClassCaches();
    caches.fitTo(QUARTER);
    const made = [0, 1, 2, 3].map((classId) => caches.of(classId));
    // Used again: 1 and 2 are now the oldest.
    caches.of(0);
    caches.of(3);
    caches.of(4);
    expect([caches.of(0) === made[0], caches.of(3) === made[3]]).toEqual([true, true]);
    expect(caches.of(1)).not.toBe(made[1]);
  });

  it("drop more than half if their number is odd", () => {
    const caches = new ClassCaches();
    caches.fitTo(2_666_666);
    const made = [0, 1, 2].map((classId) => caches.of(classId));
    caches.of(3);
    expect(caches.of(2)).toBe(made[2]);
    // The room that was made holds one more: nothing else is dropped for it.
    expect(caches.of(1)).not.toBe(made[1]);
    expect(caches.of(2)).toBe(made[2]);
  });

  it("hold one class even of a cluster larger than the limit", () => {
    const caches = new ClassCaches();
    caches.fitTo(8_000_001);
    expect(caches.of(0).refusedBy).toHaveLength(8_000_001);
  });
});

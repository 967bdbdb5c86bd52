// What is kept of every node for a class of pods, for whom it is worth its cost, and for how long.

import { describe, expect, it } from "vitest";

import { ChangeLog } from "../../../src/cluster/change-log.ts";
import {
  ClassCache,
  ClassCaches,
  REFUSED,
  refusingPlace,
  STALE,
} from "../../../src/scheduling/columnar/class-cache.ts";

/** So many nodes that four caches fit into the eight million entries. */
const QUARTER = 2_000_000;

function cachesOver(nodes: number) {
  const log = new ChangeLog();
  const caches = new ClassCaches(log);
  caches.fitTo(nodes);
  const change = (count: number) => {
    for (let entry = 0; entry < count; entry += 1) log.append(0);
  };
  /** A class that is searched for twice in a row keeps something. */
  const settle = (classId: number) => {
    caches.forSearch(classId, nodes);
    return caches.forSearch(classId, nodes);
  };
  return { log, caches, change, settle };
}

describe("a score below zero", () => {
  it("tells which filter refuses", () => {
    expect([0, 1, 7].map((place) => refusingPlace(REFUSED - place))).toEqual([0, 1, 7]);
  });
});

describe("a cache", () => {
  it("begins with nothing known", () => {
    expect([...new ClassCache(3).scores]).toEqual([STALE, STALE, STALE]);
  });

  it("loses what the log names, and no more", () => {
    const log = new ChangeLog();
    const cache = new ClassCache(4);
    cache.scores.set([1, 2, 3, 4]);
    log.append(2);
    cache.catchUp(log);
    expect([...cache.scores]).toEqual([1, 2, STALE, 4]);
  });

  it("loses everything when more has changed than there is", () => {
    const log = new ChangeLog();
    const cache = new ClassCache(2);
    cache.scores.set([1, 2]);
    for (let entry = 0; entry < 3; entry += 1) log.append(0);
    cache.catchUp(log);
    expect([...cache.scores]).toEqual([STALE, STALE]);
  });

  it("keeps what it knows when it grows", () => {
    const cache = new ClassCache(2);
    cache.scores.set([1, 2]);
    cache.refusalNumbers();
    cache.growTo(2);
    expect(cache.refusals).toHaveLength(2);
    cache.growTo(9);
    expect([...cache.scores.subarray(0, 4)]).toEqual([1, 2, STALE, STALE]);
    expect(cache.refusalNumbers().length).toBe(cache.scores.length);
  });

  it("is as new when it is forgotten", () => {
    const cache = new ClassCache(1);
    cache.scores[0] = 7;
    cache.refusalNumbers();
    cache.forget(5);
    expect([cache.scores[0], cache.refusals, cache.cursor]).toEqual([STALE, undefined, 5]);
  });
});

describe("the caches", () => {
  it("are one for each class that comes back, kept between decisions", () => {
    const { caches, settle } = cachesOver(10);
    expect(caches.forSearch(7, 10)).toBeUndefined();
    const first = caches.forSearch(7, 10);
    expect(first?.scores).toHaveLength(10);
    expect(settle(8)).not.toBe(first);
    expect(caches.forSearch(7, 10)).toBe(first);
    expect(caches.of(7)).toBe(first);
  });

  it("are kept when nodes come", () => {
    const { caches, settle } = cachesOver(10);
    const before = settle(7);
    caches.fitTo(11);
    expect(caches.forSearch(7, 11)).toBe(before);
    expect(before!.scores.length).toBeGreaterThan(10);
  });

  it("are forgotten on request", () => {
    const { caches, settle } = cachesOver(1);
    settle(7);
    caches.clear();
    expect(caches.forSearch(7, 1)).toBeUndefined();
  });

  it("are not for classes between whose searches most of the nodes that they visit change", () => {
    const { caches, change } = cachesOver(10);
    for (let search = 0; search < 5; search += 1) {
      expect(caches.forSearch(7, 10)).toBeUndefined();
      change(8);
    }
    // They are once the changes become few.
    for (let search = 0; search < 5; search += 1) {
      change(1);
      caches.forSearch(7, 10);
    }
    expect(caches.forSearch(7, 10)).toBeDefined();
  });

  it("are not asked after a long absence", () => {
    const { caches, change, settle } = cachesOver(10);
    settle(7);
    change(41);
    expect(caches.forSearch(7, 10)).toBeUndefined();
    expect(caches.forSearch(7, 10)).toBeDefined();
  });

  it("stay with those who have them while there is no room for more", () => {
    const { settle } = cachesOver(QUARTER);
    const made = [0, 1, 2, 3].map(settle);
    expect(settle(4)).toBeUndefined();
    expect([0, 1, 2, 3].map(settle)).toEqual(made);
  });

  it("go to others once their class has gone", () => {
    const { change, settle } = cachesOver(QUARTER);
    const made = [0, 1, 2, 3].map(settle);
    change(10);
    for (const classId of [0, 1, 3]) settle(classId);
    expect(settle(4)).toBeDefined();
    expect([settle(0), settle(1), settle(3)]).toEqual([made[0], made[1], made[3]]);
    expect(settle(2)).toBeUndefined();
  });

  it("hold one class even of a cluster larger than the limit", () => {
    expect(cachesOver(8_000_001).settle(0)).toBeDefined();
  });
});

describe("what is worked out for a class without a cache", () => {
  it("is good until something changes or another class is looked at", () => {
    const { caches, change } = cachesOver(2);
    const { scores } = caches.scratchFor(7);
    scores[0] = 5;
    expect(caches.of(7).scores[0]).toBe(5);
    change(1);
    expect(caches.of(7).scores[0]).toBe(STALE);
    scores[0] = 5;
    expect(caches.of(8).scores[0]).toBe(STALE);
  });
});

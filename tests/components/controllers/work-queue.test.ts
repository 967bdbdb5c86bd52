// The queue of a controller.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { USUAL_RETRIES, WorkQueue } from "../../../src/components/controllers/work-queue.ts";

describe("a key", () => {
  it("waits once, however often it is added", () => {
    const queue = new WorkQueue();
    queue.add(queue.at("a"));
    queue.add(queue.at("b"));
    queue.add(queue.at("a"));
    expect([queue.size, queue.take()?.key, queue.take()?.key, queue.take()?.key]).toEqual([2, "a", "b", undefined]);
  });

  it("waits again after the work if it was added during it", () => {
    const queue = new WorkQueue();
    queue.add(queue.at("a"));
    queue.take();
    queue.add(queue.at("a"));
    queue.add(queue.at("b"));
    expect(queue.take()?.key).toBe("b");
    expect(queue.take()?.key).toBeUndefined();
    queue.done(queue.at("a"));
    expect(queue.take()?.key).toBe("a");
    queue.done(queue.at("b"));
    expect(queue.size).toBe(0);
  });

  it("comes after a while, at the first of its times", () => {
    const queue = new WorkQueue();
    queue.addAfter(queue.at("a"), 100, 50);
    queue.addAfter(queue.at("a"), 100, 20);
    queue.addAfter(queue.at("a"), 100, 30);
    expect(queue.nextDueUs()).toBe(120);
    queue.letDueIn(119);
    expect(queue.size).toBe(0);
    queue.letDueIn(120);
    expect([queue.take()?.key, queue.nextDueUs()]).toEqual(["a", undefined]);
  });

  it("comes at once where the while is over", () => {
    const queue = new WorkQueue();
    queue.addAfter(queue.at("a"), 100, 0);
    queue.addAfter(queue.at("b"), 100, -5);
    expect([queue.take()?.key, queue.take()?.key]).toEqual(["a", "b"]);
  });
});

describe("a key that fails", () => {
  it("comes back after 5 ms, then after twice as long each time", () => {
    const queue = new WorkQueue();
    const delays = Array.from({ length: 5 }, () => queue.addRateLimited(queue.at("a"), 0));
    expect(delays).toEqual([5_000, 10_000, 20_000, 40_000, 80_000]);
    expect(queue.at("a").failures).toBe(5);
    expect(queue.nextDueUs()).toBe(5_000);
    queue.forget(queue.at("a"));
    expect(queue.addRateLimited(queue.at("a"), 0)).toBe(5_000);
  });

  it("waits for 1000 s at the most", () => {
    const queue = new WorkQueue({ baseUs: 5_000, maxUs: 1_000_000_000 });
    for (let failure = 0; failure < 40; failure += 1) queue.addRateLimited(queue.at("a"), 0);
    expect(queue.addRateLimited(queue.at("a"), 0)).toBe(1_000_000_000);
  });

  it("waits with all others for the queue's own limit", () => {
    const queue = new WorkQueue();
    for (let key = 0; key < 100; key += 1) expect(queue.addRateLimited(queue.at(`k${key}`), 0)).toBe(5_000);
    expect(queue.addRateLimited(queue.at("one-more"), 0)).toBe(100_000);
    expect(queue.addRateLimited(queue.at("and-one"), 0)).toBe(200_000);
  });

  it("is given up after so many failures in a row", () => {
    const queue = new WorkQueue({ ...USUAL_RETRIES, attemptsMax: 2 });
    expect([1, 2, 3].map(() => queue.addRateLimited(queue.at("a"), 0))).toEqual([5_000, 10_000, undefined]);
    expect(queue.at("a").failures).toBe(0);
  });
});

describe("a key at rest", () => {
  function restingQueue(passed: unknown[]): WorkQueue {
    const passOver = (...looks: readonly unknown[]) => void passed.push(looks);
    return new WorkQueue(USUAL_RETRIES, { periodUs: 10, passOver });
  }

  it("waits for its next look, and not for a later wish", () => {
    const queue = restingQueue([]);
    queue.rest("a", 0, Infinity);
    queue.addAfter(queue.at("a"), 33, 10);
    expect([queue.nextDueUs(), queue.nextLookUs(33, false), queue.nextLookUs(33, true)]).toEqual([
      undefined,
      undefined,
      40,
    ]);
  });

  it("comes earlier where that is wished for, and tells which looks were not made", () => {
    const passed: unknown[] = [];
    const queue = restingQueue(passed);
    queue.rest("a", 0, Infinity);
    queue.addAfter(queue.at("a"), 33, 2);
    expect(passed).toEqual([["a", 10, 30]]);
    expect(queue.nextLookUs(33, false)).toBe(35);
    queue.letDueIn(35);
    expect(queue.take()?.key).toBe("a");
  });

  it("is let in after others at its next moment when something happened, and is not at rest when its look ends so", () => {
    const passed: unknown[] = [];
    const queue = restingQueue(passed);
    queue.rest("a", 0, Infinity);
    queue.addAfter(queue.at("b"), 0, 40);
    queue.stir(33);
    expect(queue.nextLookUs(33, false)).toBe(40);
    queue.letDueIn(40);
    expect([queue.take()?.key, queue.take()?.key, passed]).toEqual(["b", "a", [["a", 10, 30]]]);
    queue.endRest("a");
    expect(queue.nextLookUs(41, true)).toBeUndefined();
  });
});

describe("a copy of a queue", () => {
  /** What a queue gives when it is worked off, with retries and delays. */
  function workedOff(queue: WorkQueue): readonly unknown[] {
    queue.letDueIn(1_000_000);
    const told: unknown[] = [queue.addRateLimited(queue.at("z"), 1_000_000)];
    for (let key = queue.take()?.key; key !== undefined; key = queue.take()?.key) told.push(key);
    return [...told, queue.nextDueUs()];
  }

  it("goes on as the queue does", () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom("add", "after", "fail", "take", "done"), fc.constantFrom("a", "b", "c")),
    );
    fc.assert(
      fc.property(steps, (done) => {
        const queue = new WorkQueue();
        for (const [at, [what, key]] of done.entries()) {
          if (what === "add") queue.add(queue.at(key));
          else if (what === "after") queue.addAfter(queue.at(key), at, at * 7);
          else if (what === "fail") queue.addRateLimited(queue.at(key), at);
          else if (what === "take") queue.take();
          else queue.done(queue.at(key));
        }
        const copy = new WorkQueue();
        copy.restore(queue.snapshot());
        expect(workedOff(copy)).toEqual(workedOff(queue));
      }),
      { seed: 20_260_101, numRuns: 100 },
    );
  });
});

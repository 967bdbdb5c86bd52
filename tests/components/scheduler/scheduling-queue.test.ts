// Pods that wait: in which order they are taken, how long they back off, and what a saved queue holds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { BackoffClock } from "../../../src/components/scheduler/backoff.ts";
import { ACTIVE, BACKOFF, UNSCHEDULABLE, type QueuedPod } from "../../../src/components/scheduler/queued-pod.ts";
import { SchedulingQueue } from "../../../src/components/scheduler/scheduling-queue.ts";

const SEED = 20_260_412;
const SECOND = 1_000_000;
const LIMITS = { initialSeconds: 1, maxSeconds: 10 };
const FIT = 1;

function newQueue(clock: BackoffClock = "whole-seconds", rule: "own-kind" | "all-failures" = "own-kind") {
  return new SchedulingQueue({ limits: LIMITS, rule, clock });
}

function at(seconds: number) {
  return moment(Math.round(seconds * SECOND));
}

function popAll(queue: SchedulingQueue): readonly number[] {
  const pods: number[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) pods.push(next.pod);
  return pods;
}

/** A pod that is active. */
function activate(queue: SchedulingQueue, pod: number, priority = 0, seconds = 0): QueuedPod {
  const entry = queue.add(pod, priority, at(seconds));
  queue.put(entry, ACTIVE);
  return entry;
}

/** A pod that was refused, or met an error, and backs off. */
function fail(queue: SchedulingQueue, pod: number, kind: "refusal" | "error", seconds: number, priority = 0) {
  const entry = queue.find(pod) ?? queue.add(pod, priority, at(0));
  entry.refusedBy = kind === "refusal" ? FIT : 0;
  queue.countFailure(entry, kind, at(seconds));
  queue.put(entry, BACKOFF);
  return entry;
}

describe("the active queue", () => {
  it("gives the highest priority first, then the earliest, then the first to come", () => {
    const queue = newQueue();
    activate(queue, 1);
    activate(queue, 2);
    activate(queue, 3, 5, 2);
    activate(queue, 4, 5, 1);
    activate(queue, 5, -1);
    expect(popAll(queue)).toEqual([4, 3, 1, 2, 5]);
  });

  it("has that order whatever comes when, and whoever is taken out or forgotten", () => {
    const drawn = fc.array(
      fc.record({
        priority: fc.integer({ min: -2, max: 2 }),
        wait: fc.nat({ max: 2 }),
        fate: fc.constantFrom("stays", "stays", "taken", "forgotten"),
      }),
    );
    fc.assert(
      fc.property(drawn, (pods) => {
        const queue = newQueue();
        let now = 0;
        const entries = pods.map((one, pod) => ({ ...one, pod, time: (now += one.wait) }));
        for (const { pod, priority, time } of entries) queue.put(queue.add(pod, priority, moment(time)), ACTIVE);
        for (const { pod, fate } of entries) {
          if (fate === "taken") queue.take(queue.find(pod)!);
          if (fate === "forgotten") queue.forget(queue.find(pod)!);
        }
        const left = entries.filter(({ fate }) => fate === "stays");
        const expected = left.toSorted((a, b) => b.priority - a.priority || a.time - b.time || a.pod - b.pod);
        expect(popAll(queue)).toEqual(expected.map(({ pod }) => pod));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("gives nothing where nothing waits", () => {
    expect(newQueue().pop()).toBeUndefined();
  });
});

describe("pods that back off", () => {
  it("from a refusal are tried when nobody is active: the first to be through, then the most important", () => {
    const queue = newQueue();
    fail(queue, 1, "refusal", 2.1);
    fail(queue, 2, "refusal", 1.9);
    fail(queue, 3, "refusal", 1.2, 7);
    activate(queue, 4);
    expect(popAll(queue)).toEqual([4, 3, 2, 1]);
  });

  it("from an error are not tried before their time", () => {
    const queue = newQueue();
    fail(queue, 1, "error", 1);
    expect([queue.pop(), queue.someBackOff]).toEqual([undefined, true]);
  });

  it("are all kept to their time where backoffs are read exactly", () => {
    const queue = newQueue("exact");
    fail(queue, 1, "refusal", 1.5);
    expect(queue.pop()).toBeUndefined();
    expect(queue.takeBackedOff(at(2.5))).toEqual([]);
    expect(queue.takeBackedOff(moment(2_500_001)).map(({ pod }) => pod)).toEqual([1]);
    expect(queue.someBackOff).toBe(false);
  });

  it("back off longer with each failure of the same kind, and a refusal ends a row of errors", () => {
    const queue = newQueue();
    const ends = (kind: "refusal" | "error") => {
      const entry = fail(queue, 1, kind, 100);
      queue.take(entry);
      return entry.expiry / SECOND - 100;
    };
    expect([ends("error"), ends("error"), ends("refusal"), ends("error"), ends("refusal")]).toEqual([1, 2, 1, 1, 2]);
  });

  it("back off by all failures in v1.33", () => {
    const queue = newQueue("whole-seconds", "all-failures");
    const ends = (["error", "refusal", "error"] as const).map((kind) => {
      const entry = fail(queue, 1, kind, 0);
      queue.take(entry);
      return entry.expiry / SECOND;
    });
    expect(ends).toEqual([1, 2, 4]);
  });

  it("remember the oldest state of the nodes on which one met its error", () => {
    const queue = newQueue();
    const states = [7, 9].map((state, pod) => {
      const entry = queue.add(pod, 0, at(0));
      entry.triedOn = state;
      return fail(queue, entry.pod, "error", pod);
    });
    expect(queue.oldestErrorState).toBe(7);
    queue.take(states[0]!);
    expect(queue.oldestErrorState).toBe(9);
    expect(queue.takeBackedOff(at(30)).map(({ pod }) => pod)).toEqual([1]);
    expect(queue.oldestErrorState).toBeUndefined();
  });
});

describe("a saved queue", () => {
  it("goes on as the one that it was taken from", () => {
    const queue = newQueue();
    activate(queue, 1);
    fail(queue, 2, "refusal", 3);
    fail(queue, 3, "error", 3);
    for (const pod of [5, 4]) queue.put(queue.add(pod, 0, at(1)), UNSCHEDULABLE);
    const other = newQueue();
    activate(other, 9);
    other.restore(queue.snapshot());
    expect(other.snapshot()).toEqual(queue.snapshot());
    expect([...other.unschedulable.values()].map(({ pod }) => pod)).toEqual([5, 4]);
    expect(popAll(other)).toEqual([1, 2]);
    expect(other.takeBackedOff(at(30)).map(({ pod }) => pod)).toEqual([3]);
  });
});

// Pods that wait: in which order they are taken, how long they back off, and what makes them go on.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { SchedulingQueue, UNSCHEDULABLE_FLUSH_AFTER_US } from "../../../src/components/scheduler/scheduling-queue.ts";

const SEED = 20_260_412;
const SECOND = 1_000_000;
const LIMITS = { initialSeconds: 1, maxSeconds: 10 };
const FIT = 1;
const PORTS = 2;

function newQueue(): SchedulingQueue {
  return new SchedulingQueue(LIMITS, "own-kind");
}

function at(seconds: number) {
  return moment(Math.round(seconds * SECOND));
}

function popAll(queue: SchedulingQueue): readonly number[] {
  const pods: number[] = [];
  for (let pod = queue.pop(); pod !== undefined; pod = queue.pop()) pods.push(pod);
  return pods;
}

/** Pods that a move concerned, with where they went. */
function moves(act: (moved: (pod: number, to: string) => void) => void): readonly string[] {
  const heard: string[] = [];
  act((pod, to) => heard.push(`${pod} ${to}`));
  return heard;
}

describe("the active queue", () => {
  it("gives the highest priority first, then the earliest, then the first to come", () => {
    const queue = newQueue();
    queue.add(1, 0, at(0));
    queue.add(2, 0, at(0));
    queue.add(3, 5, at(2));
    queue.add(4, 5, at(1));
    queue.add(5, -1, at(0));
    expect(popAll(queue)).toEqual([4, 3, 1, 2, 5]);
  });

  it("has that order whatever comes when", () => {
    const drawn = fc.array(fc.record({ priority: fc.integer({ min: -2, max: 2 }), wait: fc.nat({ max: 2 }) }));
    fc.assert(
      fc.property(drawn, (pods) => {
        const queue = newQueue();
        let now = 0;
        const entries = pods.map(({ priority, wait }, pod) => ({ pod, priority, time: (now += wait) }));
        for (const { pod, priority, time } of entries) queue.add(pod, priority, moment(time));
        const expected = entries.toSorted((a, b) => b.priority - a.priority || a.time - b.time || a.pod - b.pod);
        expect(popAll(queue)).toEqual(expected.map(({ pod }) => pod));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("gives nothing where nothing waits", () => {
    expect(newQueue().pop()).toBeUndefined();
  });
});

describe("a pod that backs off from a refusal", () => {
  it("is tried early, but only when no pod is active", () => {
    const queue = newQueue();
    expect(queue.addUnschedulable(1, 100, FIT, true, at(0))).toBe("backoff");
    queue.add(2, 0, at(0.5));
    expect(popAll(queue)).toEqual([2, 1]);
  });

  it("comes before others whose backoff ends later, then by priority", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 9, FIT, true, at(1.1));
    queue.addUnschedulable(2, 0, FIT, true, at(0.2));
    queue.addUnschedulable(3, 5, FIT, true, at(0.9));
    expect(popAll(queue)).toEqual([3, 2, 1]);
  });

  it("becomes active at the first whole second after the one in which its backoff ends", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, true, at(10.3));
    expect(moves((moved) => queue.flushBackoff(at(11), moved))).toEqual([]);
    expect(moves((moved) => queue.flushBackoff(at(11.9), moved))).toEqual([]);
    expect(moves((moved) => queue.flushBackoff(at(12), moved))).toEqual(["1 active"]);
    expect(queue.isBackoffEmpty).toBe(true);
    expect(popAll(queue)).toEqual([1]);
  });

  it("backs off for 1, 2, 4, 8, 10 and 10 seconds", () => {
    const queue = newQueue();
    const lasting = [1, 2, 3, 4, 5, 6].map((failure) => {
      const failedAt = failure * 100;
      queue.addUnschedulable(1, 0, FIT, true, at(failedAt));
      let second = failedAt;
      while (moves((moved) => queue.flushBackoff(at(second), moved)).length === 0) second += 1;
      queue.pop();
      return second - failedAt - 1;
    });
    expect(lasting).toEqual([1, 2, 4, 8, 10, 10]);
  });
});

describe("a pod that backs off from an error", () => {
  it("is never tried early", () => {
    const queue = newQueue();
    expect(queue.addFailed(1, 100, 0, at(0))).toBe("backoff");
    expect(queue.pop()).toBeUndefined();
    expect(queue.isBackoffEmpty).toBe(false);
    expect(moves((moved) => queue.flushBackoff(at(2), moved))).toEqual(["1 active"]);
    expect(queue.pop()).toBe(1);
  });

  it("tells on which state of the cluster the oldest such error arose, while it backs off", () => {
    const queue = newQueue();
    expect(queue.oldestErrorState).toBeUndefined();
    queue.addFailed(1, 0, 7, at(0));
    queue.addFailed(2, 0, 9, at(5));
    expect(queue.oldestErrorState).toBe(7);
    queue.flushBackoff(at(2), () => {});
    expect(queue.oldestErrorState).toBe(9);
  });

  it("backs off by errors in a row; a refusal after them is a first refusal", () => {
    const queue = newQueue();
    queue.addFailed(1, 0, 0, at(0));
    expect(moves((moved) => queue.flushBackoff(at(2), moved))).toEqual(["1 active"]);
    queue.pop();
    queue.addFailed(1, 0, 0, at(10));
    expect(moves((moved) => queue.flushBackoff(at(12), moved))).toEqual([]);
    expect(moves((moved) => queue.flushBackoff(at(13), moved))).toEqual(["1 active"]);
    queue.pop();
    queue.addUnschedulable(1, 0, FIT, true, at(20));
    expect(moves((moved) => queue.flushBackoff(at(22), moved))).toEqual(["1 active"]);
  });

  it("counts every failure alike where the version does so", () => {
    const queue = new SchedulingQueue(LIMITS, "all-failures");
    for (const failedAt of [0, 10]) {
      queue.addFailed(1, 0, 0, at(failedAt));
      queue.flushBackoff(at(failedAt + 9), () => {});
      queue.pop();
    }
    queue.addUnschedulable(1, 0, FIT, true, at(20));
    expect(moves((moved) => queue.flushBackoff(at(24), moved))).toEqual([]);
    expect(moves((moved) => queue.flushBackoff(at(25), moved))).toEqual(["1 active"]);
  });
});

describe("a pod that waits for the cluster to change", () => {
  it("is not tried until something helps it", () => {
    const queue = newQueue();
    expect(queue.addUnschedulable(1, 0, FIT, false, at(0))).toBe("unschedulable");
    expect(queue.unschedulableCount).toBe(1);
    queue.flushBackoff(at(60), () => {});
    expect(queue.pop()).toBeUndefined();
  });

  it("goes to the backoff queue while its backoff lasts, and to the active queue after that", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, false, at(0.4));
    queue.addUnschedulable(2, 0, FIT, false, at(10));
    const heard = moves((moved) => queue.wake(() => true, at(11.5), moved));
    expect(heard).toEqual(["1 active", "2 backoff"]);
    expect(queue.unschedulableCount).toBe(0);
  });

  it("is active at once where its backoff is long over", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, false, at(0));
    expect(moves((moved) => queue.wake(() => true, at(60), moved))).toEqual(["1 active"]);
  });

  it("waits on where what happened does not help it", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, false, at(0));
    queue.addUnschedulable(2, 0, PORTS, false, at(0));
    queue.addUnschedulable(3, 0, FIT | PORTS, false, at(0));
    const asked: string[] = [];
    const helps = (pod: number, refusedBy: number) => {
      asked.push(`${pod} ${refusedBy}`);
      return (refusedBy & PORTS) !== 0;
    };
    expect(moves((moved) => queue.wake(helps, at(60), moved))).toEqual(["2 active", "3 active"]);
    expect(asked).toEqual(["1 1", "2 2", "3 3"]);
    expect(queue.unschedulableCount).toBe(1);
  });

  it("keeps its place by the time of its failure", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, false, at(5));
    queue.add(2, 0, at(6));
    queue.add(3, 0, at(4));
    queue.wake(
      () => true,
      at(60),
      () => {},
    );
    expect(popAll(queue)).toEqual([3, 1, 2]);
  });

  it("goes on by itself when it has waited for more than five minutes, not for just as long", () => {
    const queue = newQueue();
    queue.addUnschedulable(1, 0, FIT, false, at(0));
    queue.addUnschedulable(2, 0, FIT, false, at(1));
    const limit = UNSCHEDULABLE_FLUSH_AFTER_US;
    expect(limit).toBe(300 * SECOND);
    expect(moves((moved) => queue.flushLeftover(moment(limit), moved))).toEqual([]);
    expect(moves((moved) => queue.flushLeftover(moment(limit + 1), moved))).toEqual(["1 active"]);
    expect(queue.unschedulableCount).toBe(1);
  });
});

describe("a queue's snapshot", () => {
  it("lets another queue go on as this one would", () => {
    const queue = newQueue();
    queue.add(1, 3, at(0));
    queue.add(2, 7, at(0));
    queue.addUnschedulable(3, 0, FIT, true, at(1));
    queue.addUnschedulable(4, 0, PORTS, false, at(1));
    queue.addFailed(5, 0, 12, at(2));
    queue.addFailed(6, 0, 15, at(2));
    const other = newQueue();
    other.add(99, 99, at(0));
    other.restore(queue.snapshot());
    for (const each of [queue, other]) each.add(8, 3, at(0));
    const course = (each: SchedulingQueue) => [
      each.oldestErrorState,
      each.unschedulableCount,
      popAll(each),
      moves((moved) => each.wake((_, refusedBy) => refusedBy === PORTS, at(2), moved)),
      moves((moved) => each.flushBackoff(at(4), moved)),
      popAll(each),
      // The failures before count on.
      each.addFailed(5, 0, 20, at(10)),
      moves((moved) => each.flushBackoff(at(12), moved)),
      moves((moved) => each.flushBackoff(at(13), moved)),
    ];
    expect(course(other)).toEqual(course(queue));
    expect(popAll(other)).toEqual([5]);
  });
});

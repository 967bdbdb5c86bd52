// The queue of nodes that wait for a taint. What the real one does at given times is replayed in tests/conformance/nodes.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { TaintQueue } from "../../../src/components/node-lifecycle/taint-queue.ts";

const SECOND = 1_000_000;

/** Serves at a second and names who was served. */
function servedAt(queue: TaintQueue, second: number): readonly string[] {
  const names: string[] = [];
  queue.serve(moment(second * SECOND), 0, (name) => {
    names.push(name);
    return { kind: "done" };
  });
  return names;
}

function queueOf(...names: readonly string[]): TaintQueue {
  const queue = new TaintQueue(0.1);
  for (const name of names) queue.add(name, moment(0));
  return queue;
}

describe("the queue of taints", () => {
  it("serves one node, and the next when a token has come", () => {
    const queue = queueOf("a", "b");
    expect([servedAt(queue, 1), servedAt(queue, 10), servedAt(queue, 11)]).toEqual([["a"], [], ["b"]]);
  });

  it("serves a node once until it is taken out", () => {
    const queue = queueOf("a");
    servedAt(queue, 1);
    queue.add("a", moment(2 * SECOND));
    expect(servedAt(queue, 20)).toEqual([]);
    queue.remove("a");
    queue.add("a", moment(21 * SECOND));
    expect(servedAt(queue, 30)).toEqual(["a"]);
  });

  it("goes by name when all are put in again, but for those that keep their places", () => {
    const queue = queueOf("c", "b", "a");
    queue.hold("b");
    queue.putInAgain(moment(5 * SECOND));
    expect([servedAt(queue, 10), servedAt(queue, 20), servedAt(queue, 30)]).toEqual([["b"], ["a"], ["c"]]);
  });

  it("tries again later what could not be done", () => {
    const queue = queueOf("a");
    const served: number[] = [];
    for (const second of [1, 11, 21]) {
      queue.serve(moment(second * SECOND), 0, () => {
        served.push(second);
        return second < 11 ? { kind: "retry", afterUs: 0 } : { kind: "done" };
      });
    }
    expect(served).toEqual([1, 11]);
    expect(queue.isRetrying("a")).toBe(false);
  });

  it("serves nobody at rate 0, and begins empty when it opens again", () => {
    const queue = queueOf("a");
    queue.setRate(0, moment(SECOND), 0);
    expect(queue.nextUs(moment(SECOND))).toBeUndefined();
    queue.setRate(0.1, moment(100 * SECOND), 0);
    expect([servedAt(queue, 105), servedAt(queue, 110)]).toEqual([[], ["a"]]);
  });

  it("does not open at a rate of just one node per second, as the real one", () => {
    const queue = queueOf("a");
    queue.setRate(0, moment(SECOND), 0);
    queue.setRate(1, moment(2 * SECOND), 0);
    expect(queue.rate).toBe(0);
  });

  it("goes on from a saved state", () => {
    const queue = queueOf("b", "a");
    servedAt(queue, 1);
    const other = TaintQueue.restored(JSON.parse(JSON.stringify(queue.state)) as typeof queue.state);
    expect(other.nextUs(moment(SECOND))).toBe(queue.nextUs(moment(SECOND)));
    expect([servedAt(other, 10), servedAt(other, 11)]).toEqual([[], ["a"]]);
  });
});

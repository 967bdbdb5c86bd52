// Pods as columns: their way through the phases, and the lists of pods on nodes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { moment } from "../../src/base/time.ts";
import {
  ASSUMED,
  BOUND,
  DELETED,
  FAILED,
  NONE,
  NOT_YET,
  PENDING,
  POD_PHASES,
  PodTable,
  RUNNING,
  SUCCEEDED,
} from "../../src/cluster/pod-table.ts";

describe("a pod", () => {
  it("goes its way, and each moment of it is written down", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 7, moment(10));
    expect([pods.nameOf(pod), pods.classOf(pod), pods.nodeOf(pod), pods.phaseNameOf(pod)]).toEqual([
      "web-1",
      7,
      NONE,
      "pending",
    ]);
    expect(pods.assumedAtUs(pod)).toBe(NOT_YET);
    pods.attempt(pod, moment(20));
    pods.attempt(pod, moment(30));
    pods.attach(pod, 3, moment(40));
    expect([pods.attemptsOf(pod), pods.nodeOf(pod), pods.phaseOf(pod)]).toEqual([2, 3, ASSUMED]);
    pods.bind(pod, moment(50));
    expect(pods.phaseOf(pod)).toBe(BOUND);
    pods.start(pod, moment(60));
    expect(pods.phaseOf(pod)).toBe(RUNNING);
    pods.detach(pod);
    pods.end(pod, SUCCEEDED, moment(70));
    expect([
      pods.createdAtUs(pod),
      pods.attemptedAtUs(pod),
      pods.assumedAtUs(pod),
      pods.boundAtUs(pod),
      pods.startedAtUs(pod),
      pods.endedAtUs(pod),
    ]).toEqual([10, 30, 40, 50, 60, 70]);
    expect(pods.phaseNameOf(pod)).toBe("succeeded");
  });

  it("tells the second of its start, as the API does", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 0, moment(0));
    expect(pods.statusStartUs(pod)).toBeNaN();
    pods.attach(pod, 3, moment(0));
    pods.start(pod, moment(2_999_999));
    expect([pods.startedAtUs(pod), pods.statusStartUs(pod)]).toEqual([2_999_999, 2_000_000]);
  });

  it("waits again if its binding failed", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 0, moment(0));
    pods.attach(pod, 1, moment(5));
    pods.detach(pod);
    pods.forget(pod);
    expect([pods.phaseOf(pod), pods.nodeOf(pod), pods.assumedAtUs(pod)]).toEqual([PENDING, NONE, NOT_YET]);
    pods.attach(pod, 2, moment(9));
    expect([...pods.onNode(2)]).toEqual([pod]);
  });

  it("holds room on one node at most, and leaves only a node that it is on", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 0, moment(0));
    expect(() => pods.detach(pod)).toThrow(InvariantViolation);
    pods.attach(pod, 1, moment(0));
    expect(() => pods.attach(pod, 2, moment(0))).toThrow(InvariantViolation);
  });

  it("can change its class and be marked as going", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 0, moment(0));
    pods.setClass(pod, 4);
    pods.setTerminating(pod);
    expect([pods.classOf(pod), pods.isTerminating(pod)]).toEqual([4, true]);
    expect(pods.isTerminating(pods.create("web-2", 0, moment(0)))).toBe(false);
  });

  it("stays marked as preempted once it is", () => {
    const pods = new PodTable();
    const pod = pods.create("web-1", 0, moment(0));
    pods.setTerminating(pod);
    expect(pods.isPreempted(pod)).toBe(false);
    pods.setPreempted(pod);
    pods.setTerminating(pod);
    expect([pods.isTerminating(pod), pods.isPreempted(pod), pods.isPreemptedHere(pod)]).toEqual([true, true, false]);
    pods.setPreemptedHere(pod);
    pods.setPreempted(pod);
    expect([pods.isPreempted(pod), pods.isPreemptedHere(pod)]).toEqual([true, true]);
  });
});

describe("phases", () => {
  it("are numbered as they are named", () => {
    const codes = [PENDING, ASSUMED, BOUND, RUNNING, SUCCEEDED, FAILED, DELETED];
    expect(codes.map((code) => POD_PHASES[code])).toEqual([...POD_PHASES]);
  });
});

describe("the pods on a node", () => {
  it("stand in the order of coming, and the last takes the place of one that leaves", () => {
    const pods = new PodTable();
    const [first, second, third] = ["a", "b", "c"].map((name) => pods.create(name, 0, moment(0)));
    for (const pod of [second!, first!, third!]) pods.attach(pod, 5, moment(0));
    expect([...pods.onNode(5)]).toEqual([second, first, third]);
    expect([pods.firstOnNode(5), pods.nextOnNode(second!), pods.nextOnNode(third!)]).toEqual([second, first, NONE]);
    pods.detach(second!);
    expect([...pods.onNode(5)]).toEqual([third, first]);
    pods.attach(second!, 5, moment(0));
    pods.detach(first!);
    expect([...pods.onNode(5)]).toEqual([third, second]);
    pods.detach(third!);
    pods.detach(second!);
    expect([...pods.onNode(5)]).toEqual([]);
    expect([...pods.onNode(99)]).toEqual([]);
  });

  it("are those of a plain list for each node, after any comings and goings", () => {
    const nodes = 4;
    const move = fc.record({ pod: fc.nat({ max: 11 }), node: fc.nat({ max: nodes - 1 }), comesBack: fc.boolean() });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const pods = new PodTable();
        for (let pod = 0; pod < 12; pod += 1) pods.create(`pod-${pod}`, 0, moment(0));
        const lists: number[][] = Array.from({ length: nodes }, () => []);
        for (const { pod, node, comesBack } of moves) {
          const at = pods.nodeOf(pod);
          if (at === NONE) {
            pods.attach(pod, node, moment(0));
            lists[node]!.push(pod);
            continue;
          }
          takeOut(lists[at]!, pod);
          if (comesBack) {
            pods.reattach(pod);
            lists[at]!.push(pod);
          } else pods.detach(pod);
        }
        expect(Array.from({ length: nodes }, (_, node) => [...pods.onNode(node)])).toEqual(lists);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe("many pods", () => {
  it("are the same whether they were expected or not, and so are those that come after them", () => {
    const [expecting, surprised] = [new PodTable(), new PodTable()];
    for (const pods of [expecting, surprised]) {
      pods.create("first", 1, moment(0));
      if (pods === expecting) pods.expect(2_000);
      for (let pod = 1; pod < 2_600; pod += 1) {
        pods.create(`web-${pod}`, pod % 5, moment(pod));
        pods.attach(pod, pod % 7, moment(pod));
        pods.bind(pod, moment(pod + 1));
        pods.start(pod, moment(pod + 2));
        if (pod > 2_000) continue;
        pods.setStatusStart(pod, pod % 3 === 0 ? undefined : -pod);
        if (pod % 2 === 0) pods.setCreation(pod, -2 * pod);
      }
      pods.expect(0);
    }
    const lookAt = (pods: PodTable) =>
      Array.from({ length: pods.size }, (_, pod) => [
        [pods.nameOf(pod), pods.classOf(pod), pods.nodeOf(pod), pods.phaseOf(pod), pods.nextOnNode(pod)],
        [pods.createdAtUs(pod), pods.creationUs(pod), pods.startedAtUs(pod), pods.statusStartUs(pod)],
      ]);
    expect(lookAt(expecting)).toEqual(lookAt(surprised));
  });

  it("keep all that was written when the columns grow", () => {
    const pods = new PodTable();
    const count = 1000;
    for (let pod = 0; pod < count; pod += 1) {
      pods.create(`pod-${pod}`, pod % 7, moment(pod));
      if (pod % 3 === 0) pods.attach(pod, pod % 5, moment(pod + 1));
    }
    expect(pods.size).toBe(count);
    for (let pod = 0; pod < count; pod += 1) {
      const placed = pod % 3 === 0;
      expect([pods.nameOf(pod), pods.classOf(pod), pods.createdAtUs(pod)]).toEqual([`pod-${pod}`, pod % 7, pod]);
      expect([pods.nodeOf(pod), pods.assumedAtUs(pod), pods.startedAtUs(pod)]).toEqual(
        placed ? [pod % 5, pod + 1, NOT_YET] : [NONE, NOT_YET, NOT_YET],
      );
    }
    expect([...pods.onNode(0)]).toEqual(Array.from({ length: count }, (_, pod) => pod).filter((pod) => pod % 15 === 0));
  });
});

/** The last entry takes the place of the one that goes. */
function takeOut(list: number[], pod: number): void {
  const last = list.pop()!;
  if (last !== pod) list[list.indexOf(pod)] = last;
}

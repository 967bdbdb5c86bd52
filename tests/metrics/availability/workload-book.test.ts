// The arithmetic of missing replicas, over random histories.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { OUTAGE_CAUSES } from "../../../src/metrics/availability/availability.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";

const SEED = 7_002;
const NAME = { kind: "Deployment", namespace: "default", name: "web" } as const;

describe("the book of a workload", () => {
  it("shares all missing replica-seconds out to causes, and no more", () => {
    const step = fc.record({
      wait: fc.nat(5),
      wanted: fc.nat(6),
      cause: fc.constantFrom(...OUTAGE_CAUSES),
      starts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = new WorkloadBook(NAME);
        let now = 0;
        let [desired, serving, missingSeconds, belowSeconds] = [0, 0, 0, 0];
        for (const { wait, wanted, cause, starts } of steps) {
          now += wait;
          missingSeconds += Math.max(0, desired - serving) * wait;
          belowSeconds += desired > serving ? wait : 0;
          const at = moment(now * 1e6);
          if (wanted !== desired && wanted % 2 === 0) {
            desired = wanted;
            book.setDesired(wanted, cause, at);
          } else if (starts || serving > 0) {
            serving += starts ? 1 : -1;
            book.serve(starts ? 1 : -1, cause, at);
          }
        }
        const found = book.finish(moment(now * 1e6));
        const shared = found.missingReplicaSeconds.reduce((sum, { replicaSeconds }) => sum + replicaSeconds, 0);
        expect([shared, found.belowDesiredSeconds]).toEqual([missingSeconds, belowSeconds]);
        expect([found.desired, found.serving]).toEqual([desired, serving]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("says no outage of a moment without length", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(1, "start-up", moment(0));
    book.serve(1, "start-up", moment(0));
    expect(book.finish(moment(5e6))).toMatchObject({ outageCount: 0, outages: [], belowDesiredSeconds: 0 });
  });

  it("counts from a later beginning on, and an outage that lasts then from there", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(2, "start-up", moment(0));
    book.serve(1, "start-up", moment(4e6));
    book.serve(1, "start-up", moment(5e6));
    book.serve(-1, "failure", moment(8e6));
    book.beginAt(moment(10e6));
    book.serve(1, "failure", moment(13e6));
    expect(book.finish(moment(20e6))).toMatchObject({
      belowDesiredSeconds: 3,
      longestOutageSeconds: 3,
      missingReplicaSeconds: [{ cause: "failure", replicaSeconds: 3 }],
      outageCount: 1,
      outages: [{ fromSeconds: 8, toSeconds: 13, cause: "failure" }],
    });
  });

  it("has been below its minimum since a later beginning where it never got there", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(2, "start-up", moment(0));
    book.beginAt(moment(10e6));
    expect(book.finish(moment(12e6))).toMatchObject({ belowMinimumSeconds: 2, longestOutageSeconds: 2 });
  });

  it("says that pods crash only of as many as are missing", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(2, "start-up", moment(0));
    book.crashing = 3;
    expect(book.finish(moment(1e6)).missingReplicaSeconds).toEqual([{ cause: "crash-loop", replicaSeconds: 2 }]);
  });

  it("falls below its minimum only once it has been there", () => {
    const book = new WorkloadBook(NAME);
    book.setMinimum(2, moment(0));
    book.setDesired(2, "start-up", moment(0));
    book.serve(1, "start-up", moment(3e6));
    expect(book.finish(moment(4e6)).belowMinimumSeconds).toBe(4);
    book.serve(1, "start-up", moment(5e6));
    expect(book.finish(moment(6e6)).belowMinimumSeconds).toBe(0);
    book.serve(-1, "failure", moment(10e6));
    const copy = new WorkloadBook(NAME);
    copy.restore(book.save());
    expect([book, copy].map((each) => each.finish(moment(17e6)).belowMinimumSeconds)).toEqual([7, 7]);
  });

  it("has not been at a minimum of none, as a budget asks for that has seen no pods yet", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(2, "start-up", moment(0));
    book.setMinimum(0, moment(0));
    book.setMinimum(2, moment(1e6));
    book.serve(1, "start-up", moment(3e6));
    book.serve(1, "start-up", moment(5e6));
    expect(book.finish(moment(6e6)).belowMinimumSeconds).toBe(0);
  });

  it("gives an outage the cause that cost most while it lasted, and else the one that it began with", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(1, "start-up", moment(0));
    book.serve(1, "start-up", moment(0));
    book.serve(-1, "not-ready", moment(5e6));
    book.addTime(moment(6e6));
    book.crashing = 1;
    book.addTime(moment(60e6));
    expect(book.finish(moment(60e6)).outages).toMatchObject([{ cause: "crash-loop", toSeconds: null }]);
    book.crashing = 0;
    book.serve(1, "not-ready", moment(60e6));
    book.serve(-1, "eviction", moment(70e6));
    book.serve(1, "eviction", moment(71e6));
    const causes = book.finish(moment(80e6)).outages.map(({ cause }) => cause);
    expect(causes).toEqual(["crash-loop", "eviction"]);
  });

  it("takes over what its pods were lost for before anybody counted, and takes the rest for a start-up", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(5, "start-up", moment(0));
    const nothing = { withoutRoom: 0, withoutImage: 0, crashing: 0, withoutQuota: 0 };
    const lost = [
      { cause: "failure", count: 2 },
      { cause: "not-ready", count: 1 },
    ] as const;
    book.recount({ ...nothing, desired: 5, serving: 1, lost }, moment(0));
    expect(book.finish(moment(10e6)).missingReplicaSeconds).toEqual([
      { cause: "start-up", replicaSeconds: 10 },
      { cause: "failure", replicaSeconds: 20 },
      { cause: "not-ready", replicaSeconds: 10 },
    ]);
    // More pods than are missing: those of an earlier template go besides.
    const other = new WorkloadBook(NAME);
    other.setDesired(2, "start-up", moment(0));
    other.recount({ ...nothing, desired: 2, serving: 1, lost }, moment(0));
    expect(other.finish(moment(10e6)).missingReplicaSeconds).toEqual([{ cause: "failure", replicaSeconds: 10 }]);
  });

  it("ends a rollout that another comes before, also over a saved book", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(1, "start-up", moment(0));
    book.serve(1, "start-up", moment(1e6));
    book.beginRollout(moment(10e6));
    book.stallRollout(moment(40e6));
    const other = new WorkloadBook(NAME);
    other.restore(book.save());
    for (const each of [book, other]) {
      each.beginRollout(moment(50e6));
      each.endRollout(moment(55e6));
      expect(each.finish(moment(60e6)).rollouts).toMatchObject([
        { fromSeconds: 10, toSeconds: 50, isGivenUp: true, stuckSinceSeconds: null },
        { fromSeconds: 50, toSeconds: 55, isGivenUp: false },
      ]);
    }
  });

  it("tells of a first start as of a rollout once it is stuck", () => {
    const book = new WorkloadBook(NAME);
    book.setDesired(2, "start-up", moment(3e6));
    const other = new WorkloadBook(NAME);
    other.restore(book.save());
    for (const each of [book, other]) {
      expect(each.finish(moment(4e6)).rollouts).toEqual([]);
      each.stallRollout(moment(603e6));
      expect(each.finish(moment(700e6)).rollouts).toMatchObject([
        { fromSeconds: 3, toSeconds: null, stuckSinceSeconds: 603, isWithoutDowntime: false },
      ]);
    }
  });
});

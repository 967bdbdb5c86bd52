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
});

// Flows added up over spans.

import { describe, expect, it } from "vitest";

import { NEVER } from "../../../src/queueing/analytic/discrete-law.ts";
import { CUT_OFF, QUEUE_FULL } from "../../../src/queueing/analytic/outcome.ts";
import { Tally } from "../../../src/queueing/analytic/tally.ts";
import { REQUEST_FAILURES } from "../../../src/queueing/traffic-model.ts";

function flow() {
  const failed = new Float64Array(REQUEST_FAILURES.length);
  failed[QUEUE_FULL] = 0.001;
  const law = { values: [100, 300], weights: [0.25, 0.25] };
  return { arrived: 0.01, completed: 0.009, failed, law };
}

describe("a tally", () => {
  it("counts what came, what came off and what did not", () => {
    const tally = new Tally();
    tally.add(flow(), 1_000);
    tally.addFailed(CUT_OFF, 2);
    const { arrived, completed, failed, latency } = tally.take();
    expect([arrived, completed, failed[QUEUE_FULL], failed[CUT_OFF]]).toEqual([10, 9, 1, 2]);
    expect([latency.count, latency.meanUs]).toEqual([9, 200]);
    expect(tally.take().arrived).toBe(0);
  });

  it("counts nothing where nothing comes off", () => {
    const tally = new Tally();
    tally.add({ ...flow(), law: NEVER }, 1_000);
    expect(tally.take()).toMatchObject({ arrived: 10, completed: 0 });
  });

  it("goes on from a copy", () => {
    const [one, other] = [new Tally(), new Tally()];
    one.add(flow(), 500);
    other.restore(one.snapshot());
    for (const tally of [one, other]) tally.add(flow(), 700);
    expect(other.snapshot()).toEqual(one.snapshot());
  });
});

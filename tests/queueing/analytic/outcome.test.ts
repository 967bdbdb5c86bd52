// Tries and calls put together by chance.

import { describe, expect, it } from "vitest";

import type { Outcome } from "../../../src/queueing/analytic/outcome.ts";

import { LawBuilder, massOf, totalOf } from "../../../src/queueing/analytic/discrete-law.ts";
import {
  CALL_FAILED,
  callsOutcome,
  NOTHING_FAILED,
  QUEUE_FULL,
  sumOf,
  TIMEOUT,
  tried,
  withCalls,
} from "../../../src/queueing/analytic/outcome.ts";
import { callTo, PATIENT } from "../networks.ts";

const builder = new LawBuilder(5);

/** Comes off after 10 or 30 µs, equally often; fails with a chance at once. */
function failing(chance: number): Outcome {
  const failed = NOTHING_FAILED.slice();
  failed[QUEUE_FULL] = chance;
  const weight = (1 - chance) / 2;
  return {
    law: { values: [10, 30], weights: [weight, weight] },
    failed,
    failedUs: 0,
    never: 0,
  };
}

describe("tries", () => {
  it("are one where nothing fails", () => {
    const outcome = tried(failing(0), { ...PATIENT, attempts: 5 }, builder);
    expect([outcome.attempts, totalOf(outcome.law), sumOf(outcome.failed)]).toEqual([1, 20, 0]);
  });

  it("fail in the end as often as all do", () => {
    const outcome = tried(failing(0.5), { ...PATIENT, attempts: 3, backoffUs: 100 }, builder);
    expect(massOf(outcome.law)).toBeCloseTo(1 - 0.125, 12);
    expect(outcome.failed[QUEUE_FULL]).toBeCloseTo(0.125, 12);
    expect(outcome.attempts).toBeCloseTo(1.75, 12);
    // Pauses of 100 and then of 200 µs.
    expect(totalOf(outcome.law)).toBeCloseTo(0.5 * 20 + 0.25 * 120 + 0.125 * 320, 9);
  });

  it("are given up when they take too long, and take that long", () => {
    const outcome = tried(failing(0), { timeoutUs: 20, attempts: 2, backoffUs: 0 }, builder);
    expect(outcome.failed[TIMEOUT]).toBeCloseTo(0.25, 12);
    expect(totalOf(outcome.law)).toBeCloseTo(0.5 * 10 + 0.25 * 30, 9);
  });
});

describe("calls", () => {
  it("of one stage take as long as the latest, stages one after another", () => {
    const both = callsOutcome([[callTo(1), callTo(1)], [callTo(1)]], () => failing(0), builder);
    // The later of two: 10 with a quarter's chance, else 30.
    expect(both.meanUs).toBeCloseTo(25 + 20, 9);
    expect([both.mass, ...both.reached]).toEqual([1, 1, 1]);
  });

  it("that need not be made take no time else", () => {
    const perhaps = callsOutcome([[callTo(1, PATIENT, 0.5)]], () => failing(0), builder);
    expect(perhaps.meanUs).toBeCloseTo(10, 9);
  });

  it("that fail spare the stages after them", () => {
    const outcome = callsOutcome([[callTo(1)], [callTo(1)]], () => failing(0.5), builder);
    expect(outcome.reached).toEqual([1, 0.5]);
    expect(outcome.mass).toBeCloseTo(0.25, 12);
  });

  it("fail the request that makes them", () => {
    const calls = callsOutcome([[callTo(1)]], () => failing(0.2), builder);
    const own = { values: [5], weights: [1] };
    const outcome = withCalls(own, calls, failing(0.1).failed, builder);
    expect(outcome.failed[CALL_FAILED]).toBeCloseTo(0.9 * 0.2, 12);
    expect(massOf(outcome.law)).toBeCloseTo(0.9 * 0.8, 12);
  });
});

// How long a pod that failed is kept from trying again, in whole seconds or exactly.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import {
  backoffSeconds,
  expiryUs,
  isBackingOff,
  nextWholeSecond,
  NO_BACKOFF,
} from "../../../src/components/scheduler/backoff.ts";

const SEED = 20_260_410;
const DEFAULTS = { initialSeconds: 1, maxSeconds: 10 };
const SECOND = 1_000_000;

describe("the backoff", () => {
  it("doubles from one second up to ten", () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((failures) => backoffSeconds(failures, DEFAULTS))).toEqual([
      0, 1, 2, 4, 8, 10, 10,
    ]);
  });

  it("is at most the longest even where the first would be longer", () => {
    expect(backoffSeconds(1, { initialSeconds: 20, maxSeconds: 3 })).toBe(3);
  });

  it("does not exist where the longest is 0", () => {
    expect(backoffSeconds(5, { initialSeconds: 1, maxSeconds: 0 })).toBe(0);
  });

  it("stays at the longest after any number of failures", () => {
    expect(backoffSeconds(100_000, DEFAULTS)).toBe(10);
  });

  it("is the initial one shifted by the failures, as kube-scheduler computes it", () => {
    const limits = fc.record({ initialSeconds: fc.nat({ max: 100 }), maxSeconds: fc.nat({ max: 5000 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), limits, (failures, { initialSeconds, maxSeconds }) => {
        const shifted = BigInt(initialSeconds) << BigInt(failures - 1);
        const expected = shifted > BigInt(maxSeconds) ? maxSeconds : Number(shifted);
        expect(backoffSeconds(failures, { initialSeconds, maxSeconds })).toBe(expected);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe("a pod that failed at 10.3 s for the first time", () => {
  const expiry = expiryUs(moment(10_300_000), 1, DEFAULTS, "whole-seconds");

  it.each([10.3, 11, 11.3, 11.999_999])("is still backing off at %d s", (seconds) => {
    expect(isBackingOff(expiry, moment(Math.round(seconds * SECOND)), "whole-seconds")).toBe(true);
  });

  it("is not any more at 12 s", () => {
    expect(isBackingOff(expiry, moment(12 * SECOND), "whole-seconds")).toBe(false);
  });
});

describe("the end of a backoff", () => {
  it("comes at the whole second after the one in which it runs out", () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 * SECOND }), fc.integer({ min: 1, max: 8 }), (failedAt, failures) => {
        const endsAt = Math.floor((failedAt + backoffSeconds(failures, DEFAULTS) * SECOND) / SECOND) + 1;
        const expiry = expiryUs(moment(failedAt), failures, DEFAULTS, "whole-seconds");
        expect(isBackingOff(expiry, moment(endsAt * SECOND - 1), "whole-seconds")).toBe(true);
        expect(isBackingOff(expiry, moment(endsAt * SECOND), "whole-seconds")).toBe(false);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe("a backoff that is read exactly", () => {
  it("is over the moment after it runs out", () => {
    const expiry = expiryUs(moment(10_300_000), 2, DEFAULTS, "exact");
    expect(expiry).toBe(12_300_000);
    expect([0, 1].map((us) => isBackingOff(expiry, moment(12_300_000 + us), "exact"))).toEqual([true, false]);
  });
});

describe("a pod that has not failed, or where the longest backoff is 0", () => {
  it.each(["exact", "whole-seconds"] as const)("does not back off, read by %s", (clock) => {
    for (const expiry of [
      expiryUs(moment(5), 0, DEFAULTS, clock),
      expiryUs(moment(5), 3, { initialSeconds: 1, maxSeconds: 0 }, clock),
    ]) {
      expect([expiry, isBackingOff(expiry, moment(0), clock)]).toEqual([NO_BACKOFF, false]);
    }
  });
});

describe("the next whole second", () => {
  it.each([
    [0, 1],
    [999_999, 1],
    [1_000_000, 2],
    [1_000_001, 2],
  ])("after %d µs is second %d", (us, second) => {
    expect(nextWholeSecond(moment(us))).toBe(second * SECOND);
  });
});

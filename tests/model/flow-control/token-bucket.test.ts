// The token bucket of Kubernetes' clients.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { TokenBucket } from "../../../src/model/flow-control/token-bucket.ts";

const MS = 1_000_000;

function delays(bucket: TokenBucket, arrivalsNs: readonly number[]): readonly (number | "never")[] {
  return arrivalsNs.map((arrivalNs) => {
    const reservation = bucket.reserve(arrivalNs);
    return reservation.kind === "reserved" ? reservation.delayNs : "never";
  });
}

describe("a token bucket", () => {
  it("lets a burst through and makes others wait for new tokens", () => {
    expect(delays(new TokenBucket(20, 3), [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 50 * MS, 100 * MS]);
  });

  it("fills up again, but not beyond its burst", () => {
    const bucket = new TokenBucket(20, 3);
    delays(bucket, [0, 0, 0]);
    expect(delays(bucket, [25 * MS, 10_000 * MS, 10_000 * MS, 10_000 * MS, 10_000 * MS])).toEqual([
      25 * MS,
      0,
      0,
      0,
      50 * MS,
    ]);
  });

  it("gives no token of the future to those who do not wait", () => {
    const bucket = new TokenBucket(20, 1);
    const moments = [0, 0, 49 * MS, 50 * MS, 60 * MS];
    expect(moments.map((moment) => bucket.tryAccept(moment))).toEqual([true, false, false, true, false]);
  });

  it("holds its rate in single precision", () => {
    expect(delays(new TokenBucket(0.1, 1), [0, 0])).toEqual([0, 9_999_999_850]);
  });

  it("without room for a token never gives one", () => {
    const bucket = new TokenBucket(20, 0);
    expect([bucket.reserve(0), bucket.tryAccept(0)]).toEqual([{ kind: "never" }, false]);
  });

  it("that does not fill gives its burst, then waits as long as can be", () => {
    const bucket = new TokenBucket(0, 1);
    expect(delays(bucket, [0, 1])).toEqual([0, 9_223_372_036_854_775_808]);
    expect(bucket.tryAccept(2)).toBe(false);
  });

  it("never gives more than its burst and what it gained since", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 300 * MS }), { maxLength: 60 }),
        (rate, burst, gapsNs) => {
          const bucket = new TokenBucket(rate, burst);
          let nowNs = 0;
          let accepted = 0;
          for (const gapNs of gapsNs) {
            nowNs += gapNs;
            if (bucket.tryAccept(nowNs)) accepted += 1;
          }
          expect(accepted).toBeLessThanOrEqual(burst + (nowNs * rate) / 1e9 + 1e-6);
        },
      ),
      { seed: 1 },
    );
  });
});

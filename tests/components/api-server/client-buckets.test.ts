// The buckets of a client's instances, against the one bucket that client-go's arithmetic was checked for.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { TokenBucket } from "../../../src/model/flow-control/token-bucket.ts";
import { ClientBuckets } from "../../../src/components/api-server/client-buckets.ts";

const SECOND = 1_000_000;

describe("the buckets of a client", () => {
  it("lets a thousand requests go at 20 a second after a burst of 30", () => {
    const buckets = new ClientBuckets({ qps: 20, burst: 30 });
    const sentAt = Array.from({ length: 1000 }, () => buckets.take(0, moment(0)));
    expect([sentAt[29], sentAt[30], sentAt[999]]).toEqual([0, SECOND / 20, ((1000 - 30) / 20) * SECOND]);
  });

  it("keeps a full one for each instance", () => {
    const buckets = new ClientBuckets({ qps: 1, burst: 1 });
    buckets.take(0, moment(0));
    expect([buckets.take(4999, moment(0)), buckets.take(0, moment(0)), buckets.take(4999, moment(0))]).toEqual([
      0,
      SECOND,
      SECOND,
    ]);
  });

  it("comes back from a snapshot", () => {
    const buckets = new ClientBuckets({ qps: 5, burst: 2 });
    for (let sent = 0; sent < 7; sent += 1) buckets.take(3, moment(sent));
    const again = new ClientBuckets({ qps: 5, burst: 2 });
    again.restore(buckets.snapshot());
    expect(again.take(3, moment(10))).toBe(buckets.take(3, moment(10)));
  });

  it("waits as long as client-go does, to the microsecond", () => {
    const gaps = fc.array(fc.nat({ max: 300_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(3, 5, 20, 50), fc.integer({ min: 1, max: 12 }), (waits, qps, burst) => {
        const buckets = new ClientBuckets({ qps, burst });
        const bucket = new TokenBucket(qps, burst);
        let at = 0;
        for (const wait of waits) {
          at += wait;
          const reserved = bucket.reserve(at * 1000);
          const delayUs = reserved.kind === "reserved" ? reserved.delayNs / 1000 : Number.NaN;
          expect(Math.abs(buckets.take(0, moment(at)) - at - delayUs)).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 5_512, numRuns: 60 },
    );
  });
});

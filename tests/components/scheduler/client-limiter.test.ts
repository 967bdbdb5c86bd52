// The client's token bucket, against one that is filled tick by tick and has a line of requests before it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClientLimiter } from "../../../src/components/scheduler/client-limiter.ts";

const SEED = 20_260_411;
const SECOND = 1_000_000;

/** When each request is sent, in ticks of one token each; the bucket begins full. */
function tickByTick(readyAt: readonly number[], burst: number): readonly number[] {
  const sentAt: number[] = [];
  let bucket = burst;
  let arrived = 0;
  for (let tick = 0; sentAt.length < readyAt.length; tick += 1) {
    if (tick > 0) bucket = Math.min(burst, bucket + 1);
    while (readyAt[arrived] === tick) arrived += 1;
    while (sentAt.length < arrived && bucket > 0) {
      bucket -= 1;
      sentAt.push(tick);
    }
  }
  return sentAt;
}

describe("the client's limiter", () => {
  it("sends a thousand requests of one moment at 50 a second after a burst of 100", () => {
    const limiter = new ClientLimiter(50, 100);
    const sentAt = Array.from({ length: 1000 }, () => limiter.take(moment(0)));
    expect(sentAt[99]).toBe(0);
    expect(sentAt[100]).toBe(SECOND / 50);
    expect(sentAt[999]).toBe(((1000 - 100) / 50) * SECOND);
  });

  it("never lets more than the burst gather", () => {
    const limiter = new ClientLimiter(10, 2);
    const later = moment(3600 * SECOND);
    expect([1, 2, 3].map(() => limiter.take(later) - later)).toEqual([0, 0, SECOND / 10]);
  });

  it("lets a request wait for a part of a second where part of a token is there", () => {
    const limiter = new ClientLimiter(1, 1);
    limiter.take(moment(0));
    expect(limiter.take(moment(400_000))).toBe(SECOND);
  });

  it("takes fractions of a request a second", () => {
    const limiter = new ClientLimiter(0.5, 1);
    expect([1, 2, 3].map(() => limiter.take(moment(0)))).toEqual([0, 2 * SECOND, 4 * SECOND]);
  });

  it("agrees with a bucket that is filled tick by tick", () => {
    const requests = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 12 })), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(requests, fc.constantFrom(1, 2, 5, 50, 100), fc.integer({ min: 1, max: 12 }), (gaps, qps, burst) => {
        const limiter = new ClientLimiter(qps, burst);
        const tickUs = SECOND / qps;
        let tick = 0;
        const readyAt = gaps.map((gap) => (tick += gap));
        const sentAt = readyAt.map((ready) => limiter.take(moment(ready * tickUs)));
        expect(sentAt).toEqual(tickByTick(readyAt, burst).map((sent) => sent * tickUs));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("goes on from a snapshot as if nothing had happened", () => {
    const limiter = new ClientLimiter(10, 3);
    for (const at of [0, 0, 0, 0, 130_000]) limiter.take(moment(at));
    const other = new ClientLimiter(10, 3);
    other.restore(limiter.snapshot());
    for (const at of [140_000, 900_000, 900_000, 900_000, 5_000_000]) {
      expect(other.take(moment(at))).toBe(limiter.take(moment(at)));
    }
  });
});

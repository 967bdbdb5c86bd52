// Counts of latencies in buckets, held against the latencies themselves.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { LatencyHistogram } from "../../src/queueing/latency-histogram.ts";

function histogramOf(latencies: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const us of latencies) histogram.record(us);
  return histogram;
}

const latency = fc.oneof(fc.nat(300), fc.nat(1_000_000), fc.nat(4_000_000_000));

describe("a histogram of latencies", () => {
  it("gives quantiles within a bucket's width, a 128th, of those of the latencies", () => {
    const property = fc.property(
      fc.array(latency, { minLength: 1, maxLength: 60 }),
      fc.nat(100),
      (latencies, percent) => {
        const ascending = latencies.toSorted((left, right) => left - right);
        const rank = Math.max(1, Math.ceil((percent / 100) * ascending.length));
        const exact = ascending[rank - 1]!;
        const found = histogramOf(latencies).quantileUs(percent / 100);
        expect(found).toBeGreaterThanOrEqual(exact - exact / 128 - 1);
        expect(found).toBeLessThanOrEqual(exact + exact / 128 + 1);
        expect(found).toBeGreaterThanOrEqual(ascending[0]!);
        expect(found).toBeLessThanOrEqual(ascending.at(-1)!);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it("knows the shortest and the longest one as they were", () => {
    const histogram = histogramOf([100_000.25, 700_000.5]);
    expect([histogram.quantileUs(0), histogram.quantileUs(1)]).toEqual([100_000.25, 700_000.5]);
    const copy = new LatencyHistogram();
    copy.restore(histogram.snapshot());
    expect([copy.quantileUs(0), copy.quantileUs(1)]).toEqual([100_000.25, 700_000.5]);
  });

  it("gives latencies that are all alike as they are, and promises of just that as kept", () => {
    const alike = new LatencyHistogram();
    for (let part = 0; part < 3; part += 1) alike.addAll(histogramOf([100_000, 100_000]), 0.5);
    expect(alike.quantilesUs([0, 0.5, 0.99, 1])).toEqual([100_000, 100_000, 100_000, 100_000]);
    expect([alike.fractionAbove(99_999), alike.fractionAbove(100_000)]).toEqual([1, 0]);
    const ofLaw = new LatencyHistogram();
    ofLaw.recordAll([100_000], [1], 7);
    expect([ofLaw.quantileUs(0.5), ofLaw.fractionAbove(100_000)]).toEqual([100_000, 0]);
  });

  it("does so where some of them wait, and where sums left digits behind a nanosecond", () => {
    const most = histogramOf([100_000.000_000_1, 99_999.999_999_9, 100_000, 100_200, 180_000]);
    expect(most.quantilesUs([0, 0.3, 0.6, 1])).toEqual([100_000, 100_000, 100_000, 180_000]);
    expect(most.fractionAbove(100_000)).toBe(0.4);
    const ofLaw = new LatencyHistogram();
    ofLaw.recordAll([255.999_999_9, 300], [3, 1], 2);
    expect([ofLaw.quantileUs(0.75), ofLaw.fractionAbove(256)]).toEqual([256, 0.25]);
  });

  it("leaves out what has no weight", () => {
    const histogram = histogramOf([500]);
    histogram.record(9_000, 0);
    histogram.recordAll([1, 9_000], [1, 1], 0);
    histogram.addAll(histogramOf([9_000]), 0);
    expect([histogram.count, histogram.quantileUs(0), histogram.quantileUs(1)]).toEqual([1, 500, 500]);
  });

  it("tells the part that took longer within a bucket's width", () => {
    const property = fc.property(fc.array(latency, { minLength: 1, maxLength: 60 }), latency, (latencies, us) => {
      const partAbove = (limit: number): number => latencies.filter((one) => one > limit).length / latencies.length;
      const found = histogramOf(latencies).fractionAbove(us);
      expect(found).toBeGreaterThanOrEqual(partAbove(us + us / 128 + 1) - 1e-9);
      expect(found).toBeLessThanOrEqual(partAbove(us - us / 128 - 1) + 1e-9);
    });
    fc.assert(property, { seed: 4, numRuns: 300 });
  });

  it("knows which part took longer", () => {
    const histogram = histogramOf([10, 20, 30, 1_000_000]);
    expect(histogram.fractionAbove(30.9999)).toBeCloseTo(0.25, 3);
    expect(histogram.fractionAbove(21)).toBe(0.5);
    expect(histogram.fractionAbove(5_000_000_000)).toBe(0);
  });

  it("adds up parts to what all together give", () => {
    const property = fc.property(fc.array(latency), fc.array(latency), (one, other) => {
      const sum = histogramOf(one);
      sum.addAll(histogramOf(other));
      const whole = histogramOf([...one, ...other]);
      expect(sum.count).toBe(whole.count);
      expect(sum.sumUs).toBe(whole.sumUs);
      for (const fraction of [0, 0.5, 0.99, 1]) expect(sum.quantileUs(fraction)).toEqual(whole.quantileUs(fraction));
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  it("weighs expectations as it weighs requests", () => {
    const histogram = new LatencyHistogram();
    histogram.record(100, 0.5);
    histogram.record(200, 1.5);
    expect([histogram.count, histogram.meanUs]).toEqual([2, 175]);
    expect(histogram.quantileUs(0.2)).toBeLessThan(101);
    expect(histogram.quantileUs(0.5)).toBeGreaterThanOrEqual(200);
  });

  it("has no quantiles and no mean of nothing", () => {
    const empty = new LatencyHistogram();
    expect([empty.quantileUs(0.5), empty.meanUs, empty.count]).toEqual([NaN, NaN, 0]);
  });

  it("counts a latency of over an hour as the longest", () => {
    expect(histogramOf([1e12]).quantileUs(1)).toBeGreaterThan(4_200_000_000);
  });

  it("goes on after a restore, and after it was cleared", () => {
    const histogram = histogramOf([5, 70_000]);
    const copy = new LatencyHistogram();
    copy.restore(histogram.snapshot());
    copy.record(9);
    expect([copy.count, copy.sumUs, histogram.count]).toEqual([3, 70_014, 2]);
    copy.clear();
    expect([copy.count, copy.quantileUs(1)]).toEqual([0, NaN]);
  });

  it("gives several quantiles as it gives each", () => {
    const property = fc.property(fc.array(latency, { maxLength: 30 }), fc.array(fc.nat(100)), (latencies, percents) => {
      const fractions = percents.toSorted((left, right) => left - right).map((percent) => percent / 100);
      const histogram = histogramOf(latencies);
      expect(histogram.quantilesUs(fractions)).toEqual(fractions.map((fraction) => histogram.quantileUs(fraction)));
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });

  it("sums laws up in one order, whoever looks or takes its state meanwhile", () => {
    const [one, other] = [new LatencyHistogram(), new LatencyHistogram()];
    for (let law = 1; law <= 40; law += 1) {
      const part = new LatencyHistogram();
      part.recordAll([law * 1000, law * 1700], [0.3, 0.7 / law], 1 / 3);
      one.addAll(part, 0.1);
      const copy = new LatencyHistogram();
      copy.restore(part.snapshot());
      other.addAll(copy, 0.1);
      other.restore(other.snapshot());
    }
    expect([other.count, other.sumUs]).toEqual([one.count, one.sumUs]);
    const fractions = Array.from({ length: 100 }, (_, percent) => percent / 100);
    expect(other.quantilesUs(fractions)).toEqual(one.quantilesUs(fractions));
  });
});

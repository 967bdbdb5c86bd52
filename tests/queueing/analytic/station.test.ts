// The way back from the number in a station to the rate that makes it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Throttle } from "../../../src/queueing/analytic/throttle.ts";

import {
  rateWith,
  settlingUs,
  stationAt,
  stationOf,
  withoutQueueLimit,
} from "../../../src/queueing/analytic/station.ts";
import { loneOf, PLAIN, rateFor } from "./settings.ts";

const HALF_A_CORE: Throttle = {
  quotaUs: 50_000,
  periodUs: 100_000,
  cores: 1,
  places: Infinity,
  workUs: PLAIN.workUs,
  variability: 1,
  variabilityOfArrivals: 1,
  crew: 1,
  lone: loneOf({ kind: "exponential", mean: PLAIN.workUs }, 50_000),
};

describe("the rate with so many present", () => {
  it("is the one that makes them so many", () => {
    const one = fc.record({
      cores: fc.constantFrom(0.5, 1, 3),
      places: fc.constantFrom(1, 5, Infinity),
      heldUs: fc.constantFrom(0, 20_000),
      variability: fc.constantFrom(0, 1, 4),
      load: fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
    });
    const property = fc.property(one, ({ load, ...wishes }) => {
      const station = stationOf({ ...PLAIN, ...wishes }, undefined, 1);
      const rate = load * station.capacity;
      expect(rateWith(stationAt(station, rate).present, station) / rate).toBeCloseTo(1, 6);
    });
    fc.assert(property, { seed: 5, numRuns: 150 });
  });

  it("is nothing for nobody and nearly all that it bears for very many", () => {
    const station = stationOf(PLAIN, undefined, 1);
    expect(rateWith(0, station)).toBe(0);
    expect(rateWith(1_000_000, station) / station.capacity).toBeCloseTo(1, 5);
  });

  it("does not see a limit of the queue", () => {
    const station = stationOf({ ...PLAIN, places: 1, queueLimit: 3 }, undefined, 1);
    expect(withoutQueueLimit(station).setting.queueLimit).toBe(Infinity);
    expect(rateWith(4, station) / rateFor(0.8)).toBeCloseTo(1, 6);
  });
  it("is their number by their time where neither cores nor places hold anybody up", () => {
    const station = stationOf({ ...PLAIN, workUs: 0, heldUs: 20_000 }, undefined, 1);
    expect(station.capacity).toBe(Infinity);
    expect(rateWith(3, station)).toBeCloseTo(3 / 20_000, 12);
    expect(stationAt(station, rateWith(3, station)).present).toBeCloseTo(3, 9);
  });
});

describe("a quota before a limited queue", () => {
  it("loses what it is not good for, and fills the queue", () => {
    const quota = { ...HALF_A_CORE, cores: 4, places: 4 };
    const station = stationOf({ ...PLAIN, cores: 4, places: 4, queueLimit: 20 }, quota, 1);
    const { lost, present } = stationAt(station, 2 * station.capacity);
    expect(lost).toBeCloseTo(0.5, 3);
    expect(present).toBeCloseTo(23, 0);
    expect(stationAt(station, 0.5 * station.capacity).lost).toBeLessThan(1e-3);
  });
});

describe("the time in which a station settles", () => {
  it("is that of M/M/1", () => {
    const station = stationOf(PLAIN, undefined, 1);
    expect(settlingUs(station, rateFor(0.8)) / (10_000 / 0.04)).toBeCloseTo(1, 3);
  });
});

describe("a station with a quota", () => {
  it("bears what the quota allows", () => {
    expect(stationOf(PLAIN, HALF_A_CORE, 1).capacity).toBeCloseTo(rateFor(0.5), 12);
  });

  it("makes requests stand still", () => {
    const station = stationOf(PLAIN, HALF_A_CORE, 1);
    const [free, throttled] = [
      stationAt({ ...station, throttle: undefined }, rateFor(0.4)),
      stationAt(station, rateFor(0.4)),
    ];
    const { chance, standing } = throttled.standstill!;
    expect(chance).toBeGreaterThan(0.2);
    expect(throttled.present).toBeGreaterThan(free.present + 0.5 * chance * standing);
  });
});

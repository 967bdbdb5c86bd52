// The width of slices: the wished number of events near the front, whatever lies far ahead.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { chooseSliceWidthUs } from "../../src/engine/slice-width.ts";

/** How many of these times fall into the first slice on average over ten slices of the chosen width. */
function eventsPerFrontSlice(times: readonly number[], wished: number): number {
  const numbers = new Float64Array(times.length * 4);
  times.forEach((time, index) => (numbers[index * 4] = time));
  const slots = Int32Array.from(times, (_, index) => index);
  const earliest = Math.min(...times);
  const width = chooseSliceWidthUs(numbers, slots, times.length, earliest, wished);
  return times.filter((time) => time < earliest + 10 * width).length / 10;
}

describe("the width of a slice", () => {
  const random = new RandomStream("1", "slice width");
  const count = 20_000;

  it("puts about the wished number of evenly spread events into a slice", () => {
    const times = Array.from({ length: count }, () => 1e9 + Math.floor(random.nextUnit() * 1e9));
    expect(eventsPerFrontSlice(times, 16)).toBeGreaterThan(8);
    expect(eventsPerFrontSlice(times, 16)).toBeLessThan(32);
  });

  it("follows the front of exponentially spread events", () => {
    const times = Array.from({ length: count }, () => Math.floor(-Math.log1p(-random.nextUnit()) * 1e8));
    expect(eventsPerFrontSlice(times, 16)).toBeGreaterThan(8);
    expect(eventsPerFrontSlice(times, 16)).toBeLessThan(32);
  });

  it("is not misled by half of the events lying very far ahead", () => {
    const times = Array.from({ length: count }, (_, index) =>
      Math.floor(random.nextUnit() * 1e6 + (index % 2 === 0 ? 0 : 1e14)),
    );
    expect(eventsPerFrontSlice(times, 16)).toBeGreaterThan(8);
    expect(eventsPerFrontSlice(times, 16)).toBeLessThan(32);
  });

  it("is never less than the unit of time", () => {
    expect(chooseSliceWidthUs(new Float64Array(4), Int32Array.of(0), 1, 0, 8)).toBe(1);
    expect(chooseSliceWidthUs(Float64Array.of(7, 0, 0, 0, 7, 0, 0, 0), Int32Array.of(0, 1), 2, 7, 8)).toBe(1);
  });
});

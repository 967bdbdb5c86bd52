// What nodes offer over time, against an average worked out by hand.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { OfferedAmounts } from "../../src/metrics/offered-amounts.ts";

/** Two nodes from the beginning, of which the first is in group 1 as well; the second grows at 10 µs, and the first goes at 20 µs. */
function watched(): OfferedAmounts {
  const offered = new OfferedAmounts();
  offered.set(0, [0, 1], [110, 4], moment(0));
  offered.set(1, [0, 2], [110, 8], moment(0));
  offered.set(1, [0, 2], [110, 12], moment(10));
  offered.remove(0, moment(20));
  return offered;
}

describe("what nodes offer", () => {
  it("is averaged over the time for which they were there", () => {
    const offered = watched();
    const end = moment(40);
    expect([0, 1, 2].map((group) => offered.mean(group, 1, end))).toEqual([13, 2, 11]);
    expect(offered.mean(0, 0, end)).toBe(165);
  });

  it("has changed where nodes came, went or grew after the beginning", () => {
    const offered = watched();
    expect([0, 1, 2, 3].map((group) => offered.hasChanged(group))).toEqual([true, true, true, false]);
    offered.beginAt(moment(20));
    expect([0, 1, 2].map((group) => offered.hasChanged(group))).toEqual([false, false, false]);
    offered.set(5, [0, 2], [110, 8], moment(30));
    expect([0, 1, 2].map((group) => offered.hasChanged(group))).toEqual([true, false, true]);
    expect(offered.mean(0, 1, moment(40))).toBe(16);
  });

  it("goes on from a snapshot, and forgets a node once", () => {
    const other = new OfferedAmounts();
    other.restore(watched().snapshot());
    other.remove(0, moment(30));
    other.remove(1, moment(30));
    expect(other.mean(0, 1, moment(40))).toBe(10);
    expect(other.hasChanged(2)).toBe(true);
  });
});

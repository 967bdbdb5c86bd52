// Requests that come together: how long they wait for their own, and when the last one is done.

import { describe, expect, it } from "vitest";

import { LawBuilder, massOf, totalOf, type DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import { amongOthers, lastOf, ownCrowdAt, ownWaitUs, type OwnCrowd } from "../../../src/queueing/analytic/own-crowd.ts";
import { newGroup } from "../../../src/queueing/analytic/station-group.ts";

const ONE_PLACE: OwnCrowd = {
  others: 3,
  stations: 1,
  servers: 1,
  free: 1,
  stepUs: 10_000,
  isShared: false,
  spare: 0.5,
};
const CONSTANT: DiscreteLaw = { values: [10_000], weights: [1] };
const COIN: DiscreteLaw = { values: [1000, 3000], weights: [0.5, 0.5] };
const NEVER_BUSY: OwnCrowd = { ...ONE_PLACE, others: 2, servers: 50, free: 50, isShared: true, spare: 1 };

/** Of the last one of `calls` of which each goes to any station, by going through all ways in which they can do so. */
function lastByHand(calls: number, stations: number): number {
  let sum = 0;
  for (let way = 0; way < stations ** calls; way += 1) {
    const at = Array.from({ length: calls }, (_, call) => Math.floor(way / stations ** call) % stations);
    const counts = Array.from({ length: stations }, (_, station) => at.filter((one) => one === station).length);
    sum += Math.max(...counts) * 10_000;
  }
  return sum / stations ** calls;
}

describe("the wait for one's own", () => {
  it("is that of batches at a station that serves one at a time", () => {
    // Of a batch of n one waits for (n - 1) / 2 others.
    expect(ownWaitUs(ONE_PLACE)).toBeCloseTo(1.5 * 10_000, 6);
    expect(ownWaitUs({ ...ONE_PLACE, others: 2.5 })).toBeCloseTo(1.25 * 10_000, 6);
  });

  it("is the shorter the more stations there are to choose among", () => {
    expect(ownWaitUs({ ...ONE_PLACE, stations: 4 })).toBeCloseTo((1.5 / 4) * 10_000, 6);
  });

  it("is none where there is room for all", () => {
    expect(ownWaitUs(NEVER_BUSY)).toBe(0);
  });

  it("is in the law of one among them", () => {
    const law = amongOthers(CONSTANT, ONE_PLACE, new LawBuilder(6));
    expect(massOf(law)).toBeCloseTo(1, 12);
    expect(totalOf(law)).toBeCloseTo(10_000 + ownWaitUs(ONE_PLACE), 6);
  });
});

describe("the last of them", () => {
  const meanOf = (law: DiscreteLaw): number => totalOf(law) / massOf(law);

  it("is done when a station that serves one at a time has done them all", () => {
    const law = lastOf({ crowd: ONE_PLACE, law: CONSTANT, ownPart: 1 }, 4, 1);
    expect(massOf(law)).toBeCloseTo(1, 9);
    expect(meanOf(law) / 40_000).toBeCloseTo(1, 1);
  });

  it.each([
    [2, 2],
    [4, 3],
    [6, 2],
  ])("of %d on %d stations is done when the fullest of them is", (calls, stations) => {
    const law = lastOf({ crowd: { ...ONE_PLACE, others: calls - 1, stations }, law: CONSTANT, ownPart: 1 }, calls, 1);
    expect(meanOf(law) / lastByHand(calls, stations)).toBeCloseTo(1, 1);
  });

  it("is the longest of all where none waits for another", () => {
    const law = lastOf({ crowd: NEVER_BUSY, law: COIN, ownPart: 1 }, 3, 1);
    expect(meanOf(law) / (3000 - 2000 / 8)).toBeCloseTo(1, 1);
  });

  it("is no longer than one where the time of each is the wait that all share", () => {
    const served = { ...NEVER_BUSY, isShared: false };
    expect(meanOf(lastOf({ crowd: served, law: COIN, ownPart: 0 }, 3, 1)) / 2000).toBeCloseTo(1, 1);
  });

  it("takes no time where by chance none is made", () => {
    const law = lastOf({ crowd: NEVER_BUSY, law: COIN, ownPart: 1 }, 2, 0.5);
    expect(law.values[0]).toBe(0);
    expect(law.weights[0]).toBeCloseTo(0.25, 9);
  });

  it("of many on many stations differs little from what is counted out for few", () => {
    const [few, many] = [8, 9].map((calls) => {
      const crowd = { ...ONE_PLACE, others: calls - 1, stations: 3 };
      return meanOf(lastOf({ crowd, law: CONSTANT, ownPart: 1 }, calls, 1));
    });
    expect(many! / few!).toBeGreaterThan(1);
    expect(many! / few!).toBeLessThan(1.15);
  });
});

describe("a crowd at the stations of a service", () => {
  const group = { ...newGroup([1, 2], { speed: 1, cores: 1 }, "", true), capacity: 1e-4, served: 0.5e-4 };

  it("is none where calls come one by one, or nobody is there", () => {
    expect(ownCrowdAt(0, 2, 1, [group], false, () => 1)).toBeUndefined();
    expect(ownCrowdAt(3, 0, 1, [group], false, () => 1)).toBeUndefined();
    expect(ownCrowdAt(3, 2, 1, [{ ...group, isOpen: false }], false, () => 1)).toBeUndefined();
  });

  it("meets stations as they are on average", () => {
    const busier = { ...group, stations: [3, 4], served: 0.9e-4 };
    const crowd = ownCrowdAt(3, 4, 1, [group, busier], false, () => 8)!;
    expect(crowd).toMatchObject({ others: 3, stations: 4, servers: 8, isShared: false });
    expect(crowd.spare).toBeCloseTo(0.3, 9);
    expect(crowd.free).toBeCloseTo(8 * 0.3, 9);
    expect(crowd.stepUs).toBeCloseTo(1e4, 6);
  });

  it("meets a crew of which the emptiest is chosen as one station", () => {
    const crowd = ownCrowdAt(3, 2, 2, [group], true, () => 1)!;
    expect(crowd).toMatchObject({ stations: 1, servers: 2, isShared: true });
    expect(crowd.stepUs).toBeCloseTo(0.5e4, 6);
  });
});

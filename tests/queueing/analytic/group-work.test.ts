// What a group takes and does.

import { describe, expect, it } from "vitest";

import { doneRate, lasting, late, moving, takenRate, withWait } from "../../../src/queueing/analytic/group-work.ts";
import { newGroup } from "../../../src/queueing/analytic/station-group.ts";
import { stationAt, stationOf } from "../../../src/queueing/analytic/station.ts";
import { PLAIN, rateFor } from "./settings.ts";

const STATION = stationOf(PLAIN, undefined, 1);
const GROUP = { ...newGroup([1], { speed: 1, cores: 1 }, "", true), rate: rateFor(0.5) };

describe("a group", () => {
  it("that stays as its rate makes it does what comes", () => {
    const worked = lasting(GROUP, STATION);
    expect(worked.served).toBe(GROUP.rate);
    expect(worked.state).toEqual(stationAt(STATION, GROUP.rate));
  });

  it("that goes its own way does what its number makes it do", () => {
    const { present } = stationAt(STATION, rateFor(0.5));
    expect(moving({ ...GROUP, present }, STATION).served / rateFor(0.5)).toBeCloseTo(1, 6);
  });

  it("takes what it does not turn away, and does less while its number grows", () => {
    const state = { ...GROUP.state, lost: 0.25 };
    expect(takenRate({ ...GROUP, rate: 4, state })).toBe(3);
    expect(doneRate({ ...GROUP, served: 4, slope: 1 })).toBe(3);
    expect(doneRate({ ...GROUP, served: 4, slope: 1, isMoving: true })).toBe(4);
  });

  it("holds those who wait for their own", () => {
    const { present } = GROUP.state;
    expect(withWait(GROUP, 1000).present).toBeCloseTo(present + GROUP.rate * 1000, 12);
  });

  it("has kept those who leave it later for longer", () => {
    const group = { ...GROUP, isMoving: true, lateness: 2 };
    const state = { ...GROUP.state, waitUs: 100, stretch: 3 };
    expect(late(state, group)).toMatchObject({ waitUs: 200, stretch: 5 });
    expect(late(state, { ...group, isMoving: false })).toBe(state);
  });
});

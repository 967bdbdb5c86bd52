// How callers choose among the stations of which they have been told.

import { describe, expect, it } from "vitest";

import { GONE, NO_STATION, NO_ZONE, Route } from "../../../src/queueing/exact/routes.ts";

const stations = [
  { id: 70, slot: 0, zone: 0, present: 3 },
  { id: 71, slot: 1, zone: 1, present: 1 },
  { id: 72, slot: 2, zone: 1, present: 1 },
  { id: 73, slot: GONE, zone: 0, present: 0 },
];
const UNITS = [0, 0.26, 0.51, 0.76];

describe("a route", () => {
  it("has nothing to choose where there is nothing", () => {
    for (const balancing of ["random", "least-connections", "topology-aware"] as const) {
      expect(new Route(balancing, []).choose(NO_ZONE, 0.5)).toBe(NO_STATION);
    }
  });

  it("lets callers choose each alike at random, one that is gone included", () => {
    const route = new Route("random", stations);
    expect(UNITS.map((unit) => route.choose(1, unit))).toEqual([0, 1, 2, GONE]);
  });

  it("lets callers choose in their own zone, if there is one in it", () => {
    const route = new Route("topology-aware", stations);
    expect(UNITS.map((unit) => route.choose(1, unit))).toEqual([1, 1, 2, 2]);
    expect(UNITS.map((unit) => route.choose(0, unit))).toEqual([0, 0, GONE, GONE]);
    expect(UNITS.map((unit) => route.choose(5, unit))).toEqual([0, 1, 2, GONE]);
    expect(UNITS.map((unit) => route.choose(NO_ZONE, unit))).toEqual([0, 1, 2, GONE]);
  });

  it("lets callers choose the one with the fewest, and takes one that is gone for one with none", () => {
    const route = new Route("least-connections", stations.slice(0, 3));
    expect(UNITS.map((unit) => route.choose(0, unit))).toEqual([1, 1, 2, 2]);
    route.note(1, 2);
    expect(UNITS.map((unit) => route.choose(0, unit))).toEqual([2, 2, 2, 2]);
    route.forget(0);
    expect(UNITS.map((unit) => route.choose(0, unit))).toEqual([GONE, GONE, GONE, GONE]);
    route.note(0, 9);
    route.forget(0);
    expect(route.choose(0, 0)).toBe(GONE);
  });
});

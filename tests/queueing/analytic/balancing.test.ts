// Who gets which part of a service's requests.

import { describe, expect, it } from "vitest";

import type { RoutePlaces } from "../../../src/queueing/analytic/balancing.ts";
import type { Balancing } from "../../../src/queueing/traffic-model.ts";

import { distribute, NO_PLACES } from "../../../src/queueing/analytic/balancing.ts";
import { ServiceModel } from "../../../src/queueing/analytic/service-model.ts";
import { newGroup } from "../../../src/queueing/analytic/station-group.ts";
import { ONE_CORE, serviceOf } from "../networks.ts";

/** Three stations in zone a and one, twice as fast, in zone b; one place of zone b refuses. */
function modelOf(balancing: Balancing): ServiceModel {
  const model = new ServiceModel(0, serviceOf({ balancing }));
  model.groups = [newGroup([1, 2, 3], ONE_CORE, "a", true), newGroup([4], { speed: 2, cores: 1 }, "b", true)];
  model.demand[0] = 10;
  return model;
}

const PLACES: RoutePlaces = {
  count: 5,
  refusing: 1,
  countByZone: new Map([
    ["a", 3],
    ["b", 2],
  ]),
  refusingByZone: new Map([["b", 1]]),
};

function ratesOf(model: ServiceModel): readonly number[] {
  return [...model.groups.map(({ rate }) => rate), model.refused, model.homeless];
}

describe("balancing", () => {
  it("gives each place the same at random", () => {
    const model = modelOf("random");
    distribute(model, PLACES);
    expect(ratesOf(model)).toEqual([2, 2, 0.2, 0]);
  });

  it("sends callers to their own zone if there is a place in it", () => {
    const model = modelOf("topology-aware");
    model.demandByZone.set("a", Float64Array.of(6));
    model.demandByZone.set("b", Float64Array.of(2));
    model.demandByZone.set("c", Float64Array.of(1));
    model.demandByZone.set("", Float64Array.of(1));
    distribute(model, PLACES);
    expect(ratesOf(model)).toEqual([expect.closeTo(2.4, 12), expect.closeTo(1.4, 12), expect.closeTo(0.14, 12), 0]);
  });

  it("gives more to those who do more where callers look", () => {
    const model = modelOf("least-connections");
    distribute(model, { ...PLACES, count: 4, refusing: 0 });
    expect(ratesOf(model)).toEqual([2, 4, 0, 0]);
  });

  it("sends nearly all past a backlog where callers look", () => {
    const model = modelOf("least-connections");
    [model.groups[0]!.isMoving, model.groups[0]!.present] = [true, 1_000];
    distribute(model, { ...PLACES, count: 4, refusing: 0 });
    expect(model.groups[1]!.rate).toBeGreaterThan(9.9);
  });

  it("sends those who look to a place that refuses as if it were idle", () => {
    const model = modelOf("least-connections");
    for (const group of model.groups) group.present = 9;
    distribute(model, PLACES);
    expect(model.refused).toBeCloseTo(1 / 1.4, 12);
  });

  it("finds no station where there is no place", () => {
    const model = modelOf("random");
    distribute(model, NO_PLACES);
    expect(ratesOf(model)).toEqual([0, 0, 0, 1]);
  });
});

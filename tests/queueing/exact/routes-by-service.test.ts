// Routes of several services: told of stations that come later, and of such as are gone.

import { expect, it } from "vitest";

import { RoutesByService } from "../../../src/queueing/exact/routes-by-service.ts";
import { GONE } from "../../../src/queueing/exact/routes.ts";
import { Stations } from "../../../src/queueing/exact/stations.ts";
import type { Service } from "../../../src/queueing/traffic-model.ts";

const processor = { speed: 1, cores: 1 };
const service: Service = {
  name: "web",
  classes: [],
  concurrency: Infinity,
  queueLimit: Infinity,
  balancing: "topology-aware",
};

it("finds stations as they are now, and goes on so when restored", () => {
  const stations = new Stations();
  const routes = new RoutesByService([service, service], stations);
  const slot = stations.open({ id: 5, service: 1, zone: "a", processor }, 0);
  stations.open({ id: 6, service: 1, zone: "b", processor }, 0);
  routes.set(1, [5, 6, 9]);
  expect([0, 0.4, 0.9].map((unit) => routes.of(1).choose(-1, unit))).toEqual([0, 1, GONE]);
  expect(routes.of(0).choose(-1, 0)).toBe(-1);
  stations.open({ id: 9, service: 1, zone: "a", processor }, 0);
  routes.open(1, 9);
  expect(routes.of(1).choose(-1, 0.9)).toBe(2);
  stations.close(slot, 0);
  stations.release(slot);
  routes.of(1).forget(slot);
  // Its zone is still known: callers of zone a choose between the two.
  const copy = new RoutesByService([service, service], stations);
  copy.restore(routes.snapshot());
  for (const each of [routes, copy]) expect([0, 0.9].map((unit) => each.of(1).choose(0, unit))).toEqual([GONE, 2]);
});

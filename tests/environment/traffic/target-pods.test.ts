// Which pods stand behind a target.

import { describe, expect, it } from "vitest";

import { storedService, stepsOf, toldUntil, trafficWorld, WEB } from "./traffic-world.ts";

const STEADY = stepsOf([0, 10]);

describe("a target", () => {
  it("follows a Service that comes to select other pods", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    world.place("web", "a");
    world.place("new", "b");
    world.begin();
    const changed = storedService("web");
    const object = { metadata: { name: "web", namespace: "default" }, spec: { selector: { app: "new" } } };
    world.at(2, () => world.apply({ ...changed, stored: { kind: "Service", object } } as typeof changed));
    expect(toldUntil(world, 3).slice(-2)).toEqual(["2 s: close 1", "2 s: open 2 for 0 in a: 4 cores at 1"]);
  });
});

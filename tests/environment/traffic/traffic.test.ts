// Where pods and requests meet.

import { describe, expect, it } from "vitest";

import { SECOND, storedService, storedSlice, stepsOf, toldUntil, trafficWorld, WEB } from "./traffic-world.ts";

const API = { kind: "Service", namespace: "default", name: "api" } as const;
const LIMITED = { containers: [{ name: "main", resources: { limits: { cpu: "500m" } } }] };
const STEADY = stepsOf([0, 10]);

describe("the traffic of a run", () => {
  it("begins with the pods that serve, the endpoints that are ready, and the rate", () => {
    const world = trafficWorld([WEB], [stepsOf([0, 10], [5 * SECOND, 0])]);
    world.apply(storedService("web"));
    world.place("web", "web-1", LIMITED);
    world.place("web", "web-2");
    world.place("other", "other-1");
    world.apply(storedSlice("web", "web-1", "!web-2"));
    world.begin();
    expect(toldUntil(world, 10)).toEqual([
      "0 s: open 1 for 0 in a: 4 cores at 1, 50000 of 100000 us",
      "0 s: open 2 for 0 in a: 4 cores at 1",
      "0 s: route 0: 1",
      "0 s: source 0: 10/s",
      "5 s: source 0: 0/s",
    ]);
  });

  it("keeps the services apart that no call connects", () => {
    const world = trafficWorld([WEB, API], [STEADY, stepsOf([0, 1], [SECOND, 2])]);
    world.begin();
    toldUntil(world, 3);
    expect(world.models.map(({ told }) => told)).toEqual([
      ["0 s: source 0: 10/s"],
      ["0 s: source 0: 1/s", "1 s: source 0: 2/s"],
    ]);
  });
});

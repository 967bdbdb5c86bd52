// One part of a network at work, and what its stations use.

import { describe, expect, it } from "vitest";

import { SECOND, storedService, storedSlice, stepsOf, toldUntil, trafficWorld, WEB } from "./traffic-world.ts";

const STEADY = stepsOf([0, 10]);

describe("the use of processors", () => {
  it("is told when it changes, from the moment on at which it did", () => {
    const world = trafficWorld([WEB], [stepsOf([0, 10], [20.5 * SECOND, 30])]);
    world.apply(storedService("web"));
    const pod = world.place("web", "a");
    world.apply(storedSlice("web", "a"));
    world.begin();
    const [model] = world.models;
    model!.cores.set(1, 0.25);
    world.at(20.5, () => {
      model!.cores.set(1, 0.75);
      model!.steadySinceUs = 20.5 * SECOND;
    });
    toldUntil(world, 60);
    expect(world.uses).toEqual([
      { kind: "pod-usage", pod, container: 0, fromUs: 0, cpuMilli: 250 },
      { kind: "pod-usage", pod, container: 0, fromUs: 20.5 * SECOND, cpuMilli: 750 },
    ]);
  });

  it("is measured each second while it moves by itself", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    world.place("web", "a");
    world.apply(storedSlice("web", "a"));
    world.begin();
    const [model] = world.models;
    model!.steadySinceUs = Infinity;
    model!.cores.set(1, 1);
    world.at(2.5, () => model!.cores.set(1, 2));
    world.at(5.5, () => (model!.steadySinceUs = 0));
    toldUntil(world, 60);
    expect(world.uses.map(({ fromUs, cpuMilli }) => [fromUs / SECOND, Math.round(cpuMilli)])).toEqual([
      [0, 1000],
      [2, 2000],
    ]);
    world.traffic.finish();
    expect(world.outcomes.at(-1)!.outcome.untilUs).toBe(60 * SECOND);
  });

  it("is that of the time which work takes at the speed of the moment", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    world.place("web", "a", {}, { "plimsoll/warm-up": "0.5@0s,0.5@10s,1@10s" });
    world.apply(storedSlice("web", "a"));
    world.begin();
    world.models[0]!.cores.set(1, 0.25);
    toldUntil(world, 30);
    expect(world.uses.map(({ fromUs, cpuMilli }) => [fromUs / SECOND, cpuMilli])).toEqual([
      [0, 500],
      [10, 250],
    ]);
  });
});

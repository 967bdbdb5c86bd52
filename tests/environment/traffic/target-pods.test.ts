// Which pods stand behind a target.

import { describe, expect, it } from "vitest";

import { sharedTargets, TargetPods } from "../../../src/environment/traffic/target-pods.ts";
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

  it("has pods in common with another one, where a workload's pods are selected by both", () => {
    const world = trafficWorld([], []);
    world.apply(storedService("web"));
    const metadata = { name: "shop", namespace: "default" };
    const labels = { app: "web", tier: "front" };
    const spec = { selector: { matchLabels: { tier: "front" } }, template: { metadata: { labels } } };
    world.apply({ kind: "object-stored", stored: { kind: "Deployment", object: { metadata, spec } } });
    const shop = { kind: "Deployment", namespace: "default", name: "shop" } as const;
    const other = { kind: "Service", namespace: "default", name: "other" } as const;
    expect(sharedTargets(world.cluster, new TargetPods(world.cluster, [other, shop, WEB]))).toEqual([[1, 2]]);
  });
});

// Between which pods callers choose.

import { describe, expect, it } from "vitest";

import { storedService, storedSlice, stepsOf, toldUntil, trafficWorld, WEB } from "./traffic-world.ts";

const SHOP = { kind: "Deployment", namespace: "default", name: "shop" } as const;
const STEADY = stepsOf([0, 10]);

describe("the callers of a Service", () => {
  it("hears of slices when kube-proxy has run, at most once a second", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    for (const name of ["a", "b", "c"]) world.place("web", name);
    world.apply(storedSlice("web", "a"));
    world.begin();
    world.at(10, () => world.apply(storedSlice("web", "a", "b")));
    world.at(10.01, () => world.apply(storedSlice("web", "a", "b", "c")));
    world.at(10.2, () => world.apply(storedSlice("web", "b", "c")));
    const routes = toldUntil(world, 20).filter((text) => text.includes("route"));
    expect(routes).toEqual(["0 s: route 0: 1", "10.15 s: route 0: 1 2 3", "11.25 s: route 0: 2 3"]);
  });

  it("hears of them a second after kube-proxy's last run, whichever Service that was for", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    for (const name of ["a", "b"]) world.place("web", name);
    world.apply(storedSlice("web", "a"));
    world.begin();
    world.at(10, () => world.apply(storedSlice("unserved", "z")));
    world.at(10.9, () => world.apply(storedSlice("web", "b")));
    const routes = toldUntil(world, 20).filter((text) => text.includes("route"));
    expect(routes).toEqual(["0 s: route 0: 1", "11.25 s: route 0: 2"]);
  });

  it("falls back on pods that serve while they terminate, and on nobody", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    world.place("web", "a");
    world.apply(storedSlice("web", "~a", "!b"));
    world.begin();
    world.at(1, () => world.apply(storedSlice("web", "!a")));
    expect(toldUntil(world, 9).filter((text) => text.includes("route"))).toEqual([
      "0 s: route 0: 1",
      "1.15 s: route 0: ",
    ]);
  });

  it("goes on sending requests to a pod that is gone until callers hear of it", () => {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    const pod = world.place("web", "a");
    world.place("web", "b");
    world.apply(storedSlice("web", "a", "b"));
    world.begin();
    world.at(3, () => world.apply({ kind: "pod-deleted", pod }));
    world.at(4, () => world.apply(storedSlice("web", "b")));
    expect(toldUntil(world, 9).slice(-2)).toEqual(["3 s: close 1", "4.15 s: route 0: 2"]);
  });
});

describe("the callers of a workload", () => {
  const deployment = (name: string) => {
    const object = { metadata: { name, namespace: "default" }, spec: { selector: { matchLabels: { app: name } } } };
    return { kind: "object-stored", stored: { kind: "Deployment", object } } as const;
  };

  it("are asked while they are ready, and from the moment on at which they are", () => {
    const world = trafficWorld([SHOP], [STEADY]);
    world.apply(deployment("shop"));
    const [first, second] = [world.place("shop", "s-1"), world.place("shop", "s-2")];
    world.begin();
    world.at(1, () => world.apply({ kind: "pod-ready", pod: first, ready: "False" }));
    world.at(2, () => world.apply({ kind: "pod-ready", pod: first, ready: "True" }));
    world.at(3, () => world.apply({ kind: "pod-terminating", pod: second }));
    expect(toldUntil(world, 4).filter((text) => text.includes("route"))).toEqual([
      "0 s: route 0: 1 2",
      "1 s: route 0: 2",
      "2 s: route 0: 1 2",
      "3 s: route 0: 1",
    ]);
  });
});

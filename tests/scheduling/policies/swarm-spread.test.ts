// Swarm's strategy spread.

import { describe, expect, it } from "vitest";

import { swarmSpread } from "../../../src/scheduling/policies/swarm-spread.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("SwarmSpread", () => {
  it("likes the emptiest node best", () => {
    const cluster = new SmallCluster([node("used", { cpu: "10" }), node("empty", { cpu: "10" })]);
    cluster.place(podAsking({ cpu: "1" }), "used");
    expect(cluster.scores(swarmSpread, podAsking({ cpu: "1" }))).toEqual({ used: 0, empty: 100 });
  });

  it("takes the one with the fewest pods of equal ones", () => {
    const cluster = new SmallCluster([node("two", { cpu: "10" }), node("one", { cpu: "10" })]);
    for (const on of ["two", "two", "one"]) cluster.place(pod(), on);
    expect(cluster.scores(swarmSpread, podAsking({ cpu: "1" }))).toEqual({ two: 0, one: 100 });
  });
});

// Swarm's strategy binpack.

import { describe, expect, it } from "vitest";

import { swarmBinpack } from "../../../src/scheduling/policies/swarm-binpack.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("SwarmBinpack", () => {
  it("likes the fullest node best", () => {
    const cluster = new SmallCluster([node("used", { cpu: "10" }), node("empty", { cpu: "10" })]);
    cluster.place(podAsking({ cpu: "1" }), "used");
    expect(cluster.scores(swarmBinpack, podAsking({ cpu: "1" }))).toEqual({ used: 100, empty: 0 });
  });

  it("takes the one with the most pods of equal ones", () => {
    const cluster = new SmallCluster([node("two", { cpu: "10" }), node("one", { cpu: "10" })]);
    for (const on of ["two", "two", "one"]) cluster.place(pod(), on);
    expect(cluster.scores(swarmBinpack, podAsking({ cpu: "1" }))).toEqual({ two: 100, one: 0 });
  });
});

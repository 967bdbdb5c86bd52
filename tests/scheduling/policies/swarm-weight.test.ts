// How Swarm weighs nodes.

import { describe, expect, it } from "vitest";

import { swarmWeight } from "../../../src/scheduling/policies/swarm-weight.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("Swarm's weight", () => {
  const small = new SmallCluster([node("n", { cpu: "10", memory: "10Gi" }), node("no-size", {})]);
  small.place(podAsking({ cpu: "2", memory: "1Gi" }), "n");
  const weight = (asking: ReturnType<typeof pod>, on = 0) => swarmWeight(small.cluster, small.pod(asking).podClass, on);

  it("adds the percentages of CPU and memory in use with the container, and then counts containers", () => {
    expect(weight(podAsking({ cpu: "3", memory: "1Gi" }))).toBe((50 + 20) * 1_000_000 + 1);
  });

  it("counts 100 for what is not asked for, and on nodes without a size", () => {
    expect(weight(podAsking({ cpu: "3" }))).toBe((50 + 100) * 1_000_000 + 1);
    expect(weight(pod())).toBe(200 * 1_000_000 + 1);
    expect(weight(podAsking({ cpu: "3" }), 1)).toBe(200 * 1_000_000);
  });
});

// DefaultPreemption as far as it goes: whom preemption could help, and what it says.

import { describe, expect, it } from "vitest";

import { defaultPreemption } from "../../../src/scheduling/plugins/default-preemption.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

/** Three nodes; preemption may help on the first two, of which the first has a pod of priority 0. */
function message(spec: Parameters<typeof podAsking>[1], preemptible: readonly number[] = [0, 1]): string {
  const cluster = new SmallCluster([node("n1", {}), node("n2", {}), node("n3", {})]);
  cluster.place(podAsking({}), "n1");
  const diagnosis = { nodesTotal: 3, preemptible, preFilter: undefined };
  return cluster.plugin(defaultPreemption).postFilter!(cluster.pod(podAsking({ cpu: "1" }, spec)), diagnosis).message;
}

describe("a pod that fits nowhere", () => {
  it("is told on how many nodes preemption does not help, and on how many nobody stands in its way", () => {
    expect(message({})).toBe(
      "preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, " +
        "2 No preemption victims found for incoming pod.",
    );
    expect(message({}, [])).toBe("preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
  });

  it("is told where pods of lower priority stand in its way: evicting them is not simulated", () => {
    expect(message({ priority: 10 })).toBe(
      "preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, " +
        "1 Preemption is not helpful for scheduling, 1 Preemption of lower-priority pods is not simulated.",
    );
  });

  it("finds nobody of lower priority among its equals and betters", () => {
    expect(message({ priority: 0 })).toContain("2 No preemption victims found for incoming pod");
    expect(message({ priority: -1 })).toContain("2 No preemption victims found for incoming pod");
  });

  it("that may not preempt is told just that", () => {
    expect(message({ priority: 10, preemptionPolicy: "Never" })).toBe(
      "preemption: not eligible due to preemptionPolicy=Never.",
    );
  });
});

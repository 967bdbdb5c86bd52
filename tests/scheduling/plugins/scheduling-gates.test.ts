// SchedulingGates: pods that may not enter the queue yet.

import { describe, expect, it } from "vitest";

import { schedulingGates } from "../../../src/scheduling/plugins/scheduling-gates.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("a pod with gates", () => {
  const cluster = new SmallCluster([]);
  const ask = (...names: readonly string[]) =>
    cluster.plugin(schedulingGates).preEnqueue!(
      cluster.pod(pod({ schedulingGates: names.map((name) => ({ name })) })).podClass,
    );

  it("waits, and its gates are named in their order", () => {
    expect(ask("b", "a")).toEqual({
      code: "UnschedulableAndUnresolvable",
      reasons: ["waiting for scheduling gates: [b a]"],
    });
  });

  it("enters once it has none", () => {
    expect(ask().code).toBe("Success");
  });
});

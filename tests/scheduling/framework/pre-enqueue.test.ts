// The PreEnqueue extension point: who keeps a pod out of the queue.

import { describe, expect, it } from "vitest";

import { preEnqueueRefusalOf } from "../../../src/scheduling/framework/pre-enqueue.ts";
import { SUCCESS, unresolvable, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { runtimeOf } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const { podClass } = new SmallCluster([]).pod(pod());

describe("a pod", () => {
  it("may enter where no plugin objects, and where no profile knows it", () => {
    expect(preEnqueueRefusalOf(runtimeOf({ Gate: { preEnqueue: () => SUCCESS } }), podClass)).toBeUndefined();
    expect(preEnqueueRefusalOf(runtimeOf({}), podClass)).toBeUndefined();
    expect(preEnqueueRefusalOf(undefined, podClass)).toBeUndefined();
  });

  it("is kept out by the first plugin that objects, whose name is stamped on the status", () => {
    const runtime = runtimeOf({
      Open: { preEnqueue: () => SUCCESS },
      Gate: { preEnqueue: () => unresolvable("waiting for scheduling gates: [a]") },
      Later: { preEnqueue: () => unschedulable("later") },
    });
    expect(preEnqueueRefusalOf(runtime, podClass)).toEqual({
      code: "UnschedulableAndUnresolvable",
      reasons: ["waiting for scheduling gates: [a]"],
      plugin: "Gate",
    });
  });

  it("is judged by its class", () => {
    const gate = runtimeOf({
      Named: { preEnqueue: ({ namespace }) => (namespace === "default" ? unschedulable(namespace) : SUCCESS) },
    });
    expect(preEnqueueRefusalOf(gate, podClass)?.reasons).toEqual(["default"]);
    const elsewhere = new SmallCluster([]).pod(pod({}, { namespace: "other" })).podClass;
    expect(preEnqueueRefusalOf(gate, elsewhere)).toBeUndefined();
  });
});

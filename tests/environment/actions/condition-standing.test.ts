// How things stand that an action waited for in vain.

import { describe, expect, it } from "vitest";

import { readCondition, type ConditionOptions } from "../../../src/environment/actions/condition.ts";
import { standingText } from "../../../src/environment/actions/condition-standing.ts";
import type { Condition } from "../../../src/environment/actions/planned-condition.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

function standing(options: ConditionOptions, kind?: string, object?: object): string {
  const world = new SmallWorld();
  world.apply({ kind: "node-added", node: zonedNode("n", "a"), pool: "p" });
  if (kind !== undefined) {
    const whole = { metadata: { name: "x", namespace: "default" }, ...object };
    world.apply({ kind: "object-stored", stored: { kind, object: whole } as never });
  }
  return standingText(readCondition(options) as Condition, world);
}

describe("how something stands", () => {
  it("is that it is not there, or still is", () => {
    expect(standing({ deployment: "x", is: "available" })).toBe("it is not there");
    expect(standing({ pod: "x", is: "ready" })).toBe("it is not there");
    expect(standing({ job: "x", is: "gone" }, "Job", { status: {} })).toBe("it is still there");
    expect(standing({ node: "n", is: "gone" })).toBe("it is still there");
  });

  it("is how far a rollout is, and that it is stuck", () => {
    const rolledOut = { deployment: "x", is: "rolled-out" } as const;
    const status = { updatedReplicas: 1, availableReplicas: 2 };
    const figures = "1 of 3 replicas are of the latest template, 2 are available";
    expect(standing(rolledOut, "Deployment", { spec: { replicas: 3 }, status })).toBe(figures);
    const conditions = [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }];
    const stuck = { spec: { replicas: 3 }, status: { ...status, conditions } };
    expect(standing(rolledOut, "Deployment", stuck)).toBe(
      `its rollout is stuck: it exceeded its progress deadline of 600s, ${figures}`,
    );
    expect(standing({ statefulSet: "x", is: "rolled-out" }, "StatefulSet", { spec: { replicas: 2 }, status: {} })).toBe(
      "0 of 2 replicas are of the latest template, 0 are ready",
    );
    expect(standing({ daemonSet: "x", is: "rolled-out" }, "DaemonSet", { status: { desiredNumberScheduled: 4 } })).toBe(
      "0 of 4 pods are of the latest template, 0 are available",
    );
  });

  it("is what has become of a job, and of a node", () => {
    const complete = { job: "x", is: "complete" } as const;
    expect(standing(complete, "Job", { status: { active: 2, failed: 1 } })).toBe(
      "2 of its pods are active, 0 have succeeded, 1 have failed",
    );
    const conditions = [{ type: "Failed", status: "True" }];
    expect(standing(complete, "Job", { status: { conditions } })).toBe("it is failed");
    expect(standing({ node: "n", is: "not-ready" })).toBe("it is ready");
  });
});

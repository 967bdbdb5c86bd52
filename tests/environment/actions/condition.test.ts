// What actions wait for, as kubectl judges it.

import { describe, expect, it } from "vitest";

import {
  conditionText,
  holds,
  mayChange,
  readCondition,
  type ConditionOptions,
} from "../../../src/environment/actions/condition.ts";
import type { Condition } from "../../../src/environment/actions/planned-condition.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

function condition(options: ConditionOptions): Condition {
  return readCondition(options) as Condition;
}

/** Whether it holds of a workload object with this spec and status, generation 2. */
function holdsOf(kind: string, options: ConditionOptions, status: object, spec: object = {}): boolean {
  const world = new SmallWorld();
  const object = { metadata: { name: "x", namespace: "default", generation: 2 }, spec, status };
  world.apply({ kind: "object-stored", stored: { kind, object } as never });
  return holds(condition(options), world);
}

describe("a condition", () => {
  it("names one thing, and what that can be", () => {
    expect(readCondition({ is: "ready" })).toMatchObject({ message: "the condition names nothing" });
    expect(readCondition({ pod: "a", node: "b", is: "ready" })).toMatchObject({ field: undefined });
    expect(readCondition({ job: "a", is: "ready" })).toMatchObject({
      field: "is",
      message: "a job is never ready",
      expected: "one of complete, failed, gone",
    });
    expect(condition({ node: "n-1", is: "ready" }).namespace).toBe("");
  });

  it("is told as people say it", () => {
    expect(conditionText(condition({ job: "a", namespace: "batch", is: "failed" }))).toBe("job a in batch is failed");
    expect(conditionText(condition({ deployment: "web", is: "rolled-out" }))).toBe("deployment web is rolled-out");
  });

  it("of a Deployment holds once its controller has seen it and says so", () => {
    const available = { deployment: "x", is: "available" } as const;
    const conditions = [{ type: "Available", status: "True" }];
    expect(holdsOf("Deployment", available, { observedGeneration: 2, conditions })).toBe(true);
    expect(holdsOf("Deployment", available, { observedGeneration: 1, conditions })).toBe(false);
    expect(holdsOf("Deployment", available, { observedGeneration: 2 })).toBe(false);
  });

  it("of a Deployment's rollout holds when all replicas are new and available", () => {
    const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
    const rolledOut = (status: object) =>
      holdsOf("Deployment", { deployment: "x", is: "rolled-out" }, status, { replicas: 3 });
    expect(rolledOut(done)).toBe(true);
    expect(rolledOut({ ...done, updatedReplicas: 2 })).toBe(false);
    expect(rolledOut({ ...done, replicas: 4 })).toBe(false);
    expect(rolledOut({ ...done, availableReplicas: 2 })).toBe(false);
    expect(rolledOut({ ...done, observedGeneration: 1 })).toBe(false);
  });

  it("of a StatefulSet's rollout holds when all are ready and of one revision, or of those above the partition", () => {
    const status = { observedGeneration: 2, readyReplicas: 3, updateRevision: "b", currentRevision: "b" };
    const rolledOut = (more: object, spec: object = {}) =>
      holdsOf("StatefulSet", { statefulSet: "x", is: "rolled-out" }, { ...status, ...more }, { replicas: 3, ...spec });
    expect(rolledOut({})).toBe(true);
    expect(rolledOut({ currentRevision: "a" })).toBe(false);
    expect(rolledOut({ readyReplicas: 2 })).toBe(false);
    const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 2 } };
    expect(rolledOut({ currentRevision: "a", updatedReplicas: 1 }, { updateStrategy })).toBe(true);
    expect(rolledOut({ currentRevision: "a", updatedReplicas: 0 }, { updateStrategy })).toBe(false);
  });

  it("of a DaemonSet's rollout holds when each node has the new pod", () => {
    const done = { observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };
    const rolledOut = (status: object) => holdsOf("DaemonSet", { daemonSet: "x", is: "rolled-out" }, status);
    expect(rolledOut(done)).toBe(true);
    expect(rolledOut({ ...done, numberAvailable: 2 })).toBe(false);
    expect(rolledOut({ ...done, updatedNumberScheduled: 2 })).toBe(false);
  });

  it("of a Job follows its conditions", () => {
    const status = { conditions: [{ type: "Complete", status: "True" }] };
    expect(holdsOf("Job", { job: "x", is: "complete" }, status)).toBe(true);
    expect(holdsOf("Job", { job: "x", is: "failed" }, status)).toBe(false);
  });

  it("that something is gone holds where it is not, and only there", () => {
    const world = new SmallWorld().addNodes(zonedNode("n-1", "a")).addPod("web-1", "n-1");
    const subjects = ["deployment", "statefulSet", "daemonSet", "job", "pod", "node"] as const;
    for (const subject of subjects) expect(holds(condition({ [subject]: "none", is: "gone" }), world)).toBe(true);
    expect(holds(condition({ pod: "web-1", is: "gone" }), world)).toBe(false);
    expect(holds(condition({ node: "n-1", is: "gone" }), world)).toBe(false);
    expect(holdsOf("Deployment", { deployment: "x", is: "gone" }, { observedGeneration: 2 })).toBe(false);
    expect(holdsOf("Job", { job: "x", is: "gone" }, {})).toBe(false);
  });

  it("of pods and nodes follows whether they are ready", () => {
    const world = new SmallWorld().addNodes(zonedNode("n-1", "a")).addPod("web-1", "n-1");
    expect(holds(condition({ pod: "web-1", is: "ready" }), world)).toBe(true);
    expect(holds(condition({ node: "n-1", is: "ready" }), world)).toBe(true);
    const conditions = [{ type: "Ready", status: "Unknown" }];
    world.updateNode({ ...world.findNode("n-1")!, status: { conditions } });
    expect(holds(condition({ node: "n-1", is: "ready" }), world)).toBe(false);
    expect(holds(condition({ node: "n-1", is: "not-ready" }), world)).toBe(true);
  });

  it("may be changed by what concerns it", () => {
    const world = new SmallWorld();
    const heard: boolean[] = [];
    const web = condition({ deployment: "web", is: "available" });
    const node = condition({ node: "n-1", is: "ready" });
    world.cluster.observe({ hear: (delta) => heard.push(mayChange(web, delta), mayChange(node, delta)) });
    world.addNodes(zonedNode("n-1", "a"));
    for (const name of ["web", "other"]) {
      world.create({ kind: "Deployment", object: { metadata: { name, namespace: "default" } } });
    }
    world.remove({ kind: "Deployment", namespace: "default", name: "web" }, "Background");
    expect(heard).toEqual([false, true, true, false, false, false, true, false]);
  });
});

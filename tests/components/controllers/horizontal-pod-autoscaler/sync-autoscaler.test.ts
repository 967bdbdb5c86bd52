// One look at an autoscaler: what it asks for, tells and writes.

import { describe, expect, it } from "vitest";

import { autoscaler, cpuSample, CPU_HALF, SECOND, SmallAutoscaling, WEB } from "./small-autoscaling.ts";

const CONFLICT = { kind: "refused", reason: "Conflict", message: "changed meanwhile" } as const;
const FORBIDDEN = { kind: "refused", reason: "Forbidden", message: "not allowed" } as const;

/** Two pods of 100m each, at so much CPU, under a target of 50 %. */
function world(cpuMilli: number, spec = {}): SmallAutoscaling {
  const made = new SmallAutoscaling();
  made.usage = { kind: "listed", samples: [cpuSample("web-1", cpuMilli), cpuSample("web-2", cpuMilli)] };
  made.store(autoscaler({ metrics: [CPU_HALF], ...spec }));
  return made;
}

describe("a look", () => {
  it("scales, tells of it, and writes the status", () => {
    const busy = world(100);
    // It is known now which pods this autoscaler acts on.
    expect(busy.look()).toEqual({ kind: "done", afterUs: 15 * SECOND, stirs: true });
    expect(busy.told).toEqual([
      "scale 4",
      "SuccessfulRescale: New size: 4; reason: cpu resource utilization (percentage of request) above target",
      "status",
    ]);
    expect(busy.stored.get(WEB)?.status).toMatchObject({
      currentReplicas: 2,
      desiredReplicas: 4,
      lastScaleTime: "+0s",
    });
    expect(busy.condition("AbleToScale")).toBe("True SucceededRescale");
  });

  it("asks for nothing where all is as it is to be", () => {
    const quiet = world(50);
    quiet.look();
    expect(quiet.told).toEqual(["status"]);
    quiet.nowUs += 15 * SECOND;
    quiet.look();
    expect(quiet.told).toEqual([]);
    expect(quiet.controller.memoryOf(WEB)?.recommendations).toHaveLength(3);
  });

  it("brings the target within its bounds without asking for metrics", () => {
    const many = world(50, { minReplicas: 3 });
    many.look();
    expect(many.told.slice(0, 2)).toEqual([
      "scale 3",
      "SuccessfulRescale: New size: 3; reason: Current number of replicas below Spec.MinReplicas",
    ]);
    expect(many.asked).toBe(0);
  });

  it("does nothing to a target at zero", () => {
    const idle = world(50);
    idle.scale = { ...idle.scale, specReplicas: 0 };
    idle.look();
    expect(idle.told).toEqual(["status"]);
    expect(idle.condition("ScalingActive")).toBe("False ScalingDisabled");
  });

  it("tells why it cannot compute, and keeps the wish of before", () => {
    const blind = world(50);
    blind.usage = { kind: "listed", samples: [] };
    expect(blind.look()).toMatchObject({ kind: "failed", afterUs: 15 * SECOND });
    const why = "unable to get metrics for resource cpu: no metrics returned from resource metrics API";
    expect(blind.told).toEqual([
      `FailedGetResourceMetric: failed to get cpu utilization: ${why}`,
      "status",
      `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: ${why}`,
    ]);
    expect(blind.condition("AbleToScale")).toBe("True SucceededGetScale");
    expect(blind.condition("ScalingActive")).toBe("False FailedGetResourceMetric");
  });

  it("tells why it cannot read the target's API version", () => {
    const lost = world(50, { scaleTargetRef: { apiVersion: "a/b/c", kind: "Deployment", name: "web" } });
    lost.look();
    expect(lost.told).toEqual(["FailedGetScale: unexpected GroupVersion string: a/b/c", "status"]);
  });
});

describe("a refusal", () => {
  it("for a conflict is met by another attempt, four times", () => {
    const busy = world(100);
    busy.refusals.push(CONFLICT, CONFLICT);
    busy.look();
    expect(busy.told.filter((text) => text === "scale 4")).toHaveLength(3);
    expect(busy.condition("AbleToScale")).toBe("True SucceededRescale");
    const never = world(100);
    never.refusals.push(CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT);
    never.look();
    expect(never.told.filter((text) => text === "scale 4")).toHaveLength(5);
    expect(never.condition("AbleToScale")).toBe("False FailedUpdateScale");
  });

  it("for another reason ends the look", () => {
    const busy = world(100);
    busy.refusals.push(FORBIDDEN);
    busy.look();
    const reason = "cpu resource utilization (percentage of request) above target";
    expect(busy.told).toEqual([
      "scale 4",
      `FailedRescale: New size: 4; reason: ${reason}; error: not allowed`,
      "status",
    ]);
    expect(busy.controller.memoryOf(WEB)?.scaleUpEvents).toEqual([]);
  });

  it("of the status is told of", () => {
    const quiet = world(50);
    quiet.refusals.push(FORBIDDEN);
    expect(quiet.look()).toMatchObject({ message: "failed to update status for web: not allowed" });
    expect(quiet.told).toEqual(["status", "FailedUpdateStatus: not allowed"]);
  });
});

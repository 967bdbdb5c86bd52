// When autoscalers are looked at, and what is known of them.

import { describe, expect, it } from "vitest";

import {
  HorizontalPodAutoscalerController,
  horizontalPodAutoscalerController,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/horizontal-pod-autoscaler-controller.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { autoscaler, cpuSample, CPU_HALF, SECOND, SmallAutoscaling, WEB } from "./small-autoscaling.ts";

function event(type: "added" | "deleted" | "updated") {
  const kind = "HorizontalPodAutoscaler" as const;
  return { type, kind, stored: { kind, object: autoscaler() } };
}

describe("the controller", () => {
  it("looks one period after whatever happens to an autoscaler", () => {
    const controller = new HorizontalPodAutoscalerController(DEFAULT_SETTINGS);
    for (const type of ["added", "updated"] as const) {
      expect(controller.keysAfter(event(type))).toEqual([{ key: WEB, afterUs: 15 * SECOND }]);
    }
    expect(controller.keysAfter(event("deleted"))).toEqual([]);
    expect(controller.mayConcern()).toBe(false);
  });

  it("takes its period from its settings", () => {
    const definition = horizontalPodAutoscalerController({ ...DEFAULT_SETTINGS, syncPeriodUs: 60 * SECOND });
    const controller = definition.create();
    expect(controller.retries).toEqual({ baseUs: 60 * SECOND, maxUs: 60 * SECOND });
    expect(controller.resyncUs).toBe(60 * SECOND);
  });

  it("remembers an autoscaler until a look finds it gone", () => {
    const world = new SmallAutoscaling();
    world.usage = { kind: "listed", samples: [cpuSample("web-1", 50), cpuSample("web-2", 50)] };
    world.store(autoscaler({ metrics: [CPU_HALF] }));
    world.look();
    world.remove(WEB);
    world.store(autoscaler({ metrics: [CPU_HALF] }));
    world.look();
    expect(world.controller.memoryOf(WEB)?.recommendations).toHaveLength(3);
    world.remove(WEB);
    expect(world.look()).toEqual({ kind: "done" });
    expect(world.controller.memoryOf(WEB)).toBeUndefined();
  });

  it("leaves pods alone on which two act, once both are known", () => {
    const world = new SmallAutoscaling();
    world.usage = { kind: "listed", samples: [cpuSample("web-1", 50), cpuSample("web-2", 50)] };
    for (const name of ["web", "zoo"]) world.store(autoscaler({ metrics: [CPU_HALF] }, name));
    world.look();
    expect(world.condition("ScalingActive")).toBe("True ValidMetricFound");
    world.look("default/zoo");
    const words = "pods by selector app=web are controlled by multiple HPAs: [default/web default/zoo]";
    expect(world.told[0]).toBe(`AmbiguousSelector: ${words}`);
  });

  it("goes on from a snapshot as if nothing had been", () => {
    const [left, right] = [new SmallAutoscaling(), new SmallAutoscaling()];
    for (const world of [left, right]) {
      world.usage = { kind: "listed", samples: [cpuSample("web-1", 90), cpuSample("web-2", 90)] };
      world.store(autoscaler({ metrics: [CPU_HALF], behavior: {} }));
    }
    left.look();
    right.controller.restore(left.controller.snapshot());
    right.scale = left.scale;
    right.stored.set(WEB, left.stored.get(WEB)!);
    for (const world of [left, right]) {
      world.nowUs = 15 * SECOND;
      world.look();
    }
    expect(right.told).toEqual(left.told);
    expect(right.controller.memoryOf(WEB)).toEqual(left.controller.memoryOf(WEB));
  });
});

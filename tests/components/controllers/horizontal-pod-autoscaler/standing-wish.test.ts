// What an autoscaler at rest asks for at looks that are not made.

import { describe, expect, it } from "vitest";

import { AutoscalerMemory } from "../../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import { scalingRulesOf } from "../../../../src/components/controllers/horizontal-pod-autoscaler/behavior.ts";
import { controllerRules } from "../../../../src/components/controllers/horizontal-pod-autoscaler/prepared-autoscaler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import {
  standingWishOf,
  takeIn,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/standing-wish.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { CPU_HALF, SECOND, WEB, SmallAutoscaling, autoscaler, cpuSample } from "./small-autoscaling.ts";

const RULES = controllerRules(DEFAULT_SETTINGS, VERSION_BEHAVIOUR["1.36"], new Map());
const PERIOD_US = DEFAULT_SETTINGS.syncPeriodUs;

describe("a wish that stands", () => {
  it("is taken in by the window of those without behavior, or by both windows", () => {
    const behavior = {
      scaleUp: scalingRulesOf({ stabilizationWindowSeconds: 60 }, 0),
      scaleDown: scalingRulesOf(undefined, 300),
    };
    expect(standingWishOf(2, { behavior: undefined }, RULES)).toEqual({ replicas: 2, downSpanUs: 300 * SECOND });
    const wish = standingWishOf(2, { behavior }, RULES);
    expect(wish).toEqual({ replicas: 2, upSpanUs: 60 * SECOND, downSpanUs: 300 * SECOND });
    const memory = new AutoscalerMemory();
    takeIn(memory, wish, 0);
    expect(memory.rangeOf(5, 60 * SECOND, 300 * SECOND, SECOND)).toEqual({ lowest: 2, highest: 5, oldPlace: -1 });
  });

  it.each([
    ["in the middle", 50, {}, true],
    ["at its minimum", 5, { minReplicas: 2 }, true],
    ["at its maximum", 90, { maxReplicas: 2 }, true],
    ["in the middle, with behavior", 50, { behavior: { scaleUp: { stabilizationWindowSeconds: 30 } } }, true],
    ["at its minimum, with behavior", 5, { minReplicas: 2, behavior: { scaleDown: {} } }, true],
    [
      "that may not take replicas away",
      5,
      { minReplicas: 1, behavior: { scaleDown: { selectPolicy: "Disabled" } } },
      false,
    ],
  ])("leaves the memory of an autoscaler %s as its looks would", (_name, cpuMilli, spec, stands) => {
    const looked = restingWorld(cpuMilli, spec);
    const passed = restingWorld(cpuMilli, spec);
    for (let look = 0; look < 22; look += 1) {
      looked.nowUs += PERIOD_US;
      passed.nowUs += PERIOD_US;
      if (stands) expect(looked.look()).toMatchObject({ rests: true });
      else expect(looked.look()).not.toMatchObject({ rests: true });
      if (!stands) return;
    }
    passed.controller.standing.passOver(WEB, passed.nowUs - 21 * PERIOD_US, passed.nowUs);
    expect(passed.controller.memoryOf(WEB)).toEqual(looked.controller.memoryOf(WEB));
  });
});

/** Two pods that have used so much for longer than all windows. */
function restingWorld(cpuMilli: number, spec: object): SmallAutoscaling {
  const world = new SmallAutoscaling("known");
  world.usage = { kind: "listed", samples: [cpuSample("web-1", cpuMilli), cpuSample("web-2", cpuMilli)] };
  world.store(autoscaler({ metrics: [CPU_HALF], ...spec }));
  for (let look = 0; look < 25; look += 1) {
    world.look();
    world.nowUs += PERIOD_US;
  }
  world.look();
  return world;
}

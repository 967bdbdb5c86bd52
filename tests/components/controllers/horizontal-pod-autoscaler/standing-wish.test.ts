// What an autoscaler at rest asks for at looks that are not made.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  AutoscalerMemory,
  type RecentRange,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import { scalingRulesOf } from "../../../../src/components/controllers/horizontal-pod-autoscaler/behavior.ts";
import {
  aimsOf,
  controllerRules,
  type Aims,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/prepared-autoscaler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import {
  standingWishOf,
  staysUntilUs,
  takeIn,
  wishesAgain,
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
      if (stands) expect(looked.look()).toMatchObject({ restsUntilUs: Infinity });
      else expect(looked.look()).not.toMatchObject({ restsUntilUs: Infinity });
      if (!stands) return;
    }
    passed.controller.standing.passOver(WEB, passed.nowUs - 21 * PERIOD_US, passed.nowUs);
    expect(passed.controller.memoryOf(WEB)).toEqual(looked.controller.memoryOf(WEB));
  });
});

describe("a wish that earlier ones hold back", () => {
  const window = fc.integer({ min: 0, max: 12 }).map((looks) => looks * 7);
  const behaviors = fc.option(fc.record({ upSeconds: window, downSeconds: window }), { nil: undefined });
  const wishes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 });

  it("stays so until the moment that is foretold, by looks that are made", () => {
    fc.assert(
      fc.property(behaviors, wishes, fc.integer({ min: 1, max: 6 }), (windows, earlier, wished) => {
        const memory = new AutoscalerMemory();
        const aims = aimsWith(windows);
        let nowUs = 0;
        for (const replicas of earlier) takeIn(memory, standingWishOf(replicas, aims, RULES), (nowUs += PERIOD_US));
        const { lowest, highest } = rangeAt(memory, aims, wished, nowUs);
        const current = Math.min(Math.max(3, lowest), highest);
        const resting = { wished, current, isLimited: false };
        nowUs += PERIOD_US;
        fc.pre(wishesAgain(memory, resting, aims, RULES, nowUs));
        const untilUs = staysUntilUs(memory, resting, standingWishOf(wished, aims, RULES));
        for (let look = 0; look < 40; look += 1) {
          nowUs += PERIOD_US;
          const again = wishesAgain(memory, resting, aims, RULES, nowUs);
          expect(again).toBe(nowUs < untilUs);
          if (!again) return;
        }
        expect(untilUs).toBe(Infinity);
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });

  function aimsWith(windows: { readonly upSeconds: number; readonly downSeconds: number } | undefined): Aims {
    const behavior =
      windows === undefined
        ? undefined
        : {
            scaleUp: scalingRulesOf({ stabilizationWindowSeconds: windows.upSeconds }, 0),
            scaleDown: scalingRulesOf({ stabilizationWindowSeconds: windows.downSeconds }, 0),
          };
    return { ...aimsOf({ maxReplicas: 10, minReplicas: 1 }, "default", RULES), behavior };
  }

  function rangeAt(memory: AutoscalerMemory, { behavior }: Aims, wished: number, nowUs: number): RecentRange {
    if (behavior !== undefined) {
      return memory.rangeOf(wished, behavior.scaleUp.windowUs, behavior.scaleDown.windowUs, nowUs);
    }
    const highest = memory.highestOf(wished, RULES.settings.downscaleStabilizationUs, nowUs);
    return { lowest: highest, highest };
  }
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

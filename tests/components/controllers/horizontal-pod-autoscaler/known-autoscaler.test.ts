// What was worked out is used again exactly as long as it holds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { autoscaler, cpuSample, CPU_HALF, pod, SECOND, SmallAutoscaling, WEB } from "./small-autoscaling.ts";

/** One thing that happens between two looks. */
type Step =
  | { readonly kind: "usage"; readonly milli: readonly (number | null)[] }
  | { readonly kind: "resampled" }
  | { readonly kind: "pods"; readonly ages: readonly number[] }
  | { readonly kind: "scaled"; readonly replicas: number }
  | { readonly kind: "window"; readonly seconds: number }
  | { readonly kind: "another" }
  | { readonly kind: "nothing" };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: "nothing" } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: "resampled" } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("usage" as const),
      milli: fc.array(fc.option(fc.integer({ min: 0, max: 200 })), { minLength: 1, maxLength: 4 }),
    }),
  },
  fc.record({
    kind: fc.constant("pods" as const),
    ages: fc.array(fc.integer({ min: -10, max: 500 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("scaled" as const), replicas: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ kind: fc.constant("window" as const), seconds: fc.constantFrom(0, 30, 300) }),
  fc.constant({ kind: "another" } as const),
);

function happen(world: SmallAutoscaling, step: Step): void {
  const { nowUs } = world;
  if (step.kind === "usage") {
    const samples = step.milli.flatMap((milli, index) =>
      milli === null ? [] : [cpuSample(`web-${index}`, milli, nowUs)],
    );
    world.usage = { kind: "listed", samples };
    world.usageVersion += 1;
  } else if (step.kind === "resampled" && world.usage.kind === "listed") {
    const samples = world.usage.samples.map((sample) => ({ ...sample, timestampUs: nowUs }));
    world.usage = { kind: "listed", samples };
  } else if (step.kind === "pods") {
    world.pods = step.ages.map((seconds, index) => {
      const sinceUs = nowUs - seconds * SECOND;
      return pod(`web-${index}`, {
        startUs: sinceUs,
        ready: { status: seconds % 3 === 0 ? "False" : "True", sinceUs },
      });
    });
    world.podsVersion += 1;
  } else if (step.kind === "scaled") {
    world.scale = { ...world.scale, specReplicas: step.replicas };
  } else if (step.kind === "window") {
    const stabilizationWindowSeconds = step.seconds;
    const wish = { metrics: [CPU_HALF], behavior: { scaleDown: { stabilizationWindowSeconds } } };
    const { status } = world.stored.get(WEB)!;
    world.store({ ...autoscaler(wish), ...(status === undefined ? {} : { status }) });
  } else if (step.kind === "another") {
    if (world.stored.has("default/other")) world.remove("default/other");
    else world.store(autoscaler({ metrics: [CPU_HALF] }, "other"));
  }
}

describe("an autoscaler that is known", () => {
  it("does the same whether or not it is told what has not changed", () => {
    fc.assert(
      fc.property(fc.array(STEP, { minLength: 5, maxLength: 40 }), (steps) => {
        const worlds = [new SmallAutoscaling("known"), new SmallAutoscaling("unknown")] as const;
        for (const world of worlds) world.store(autoscaler({ metrics: [CPU_HALF] }));
        for (const step of steps) {
          for (const world of worlds) {
            world.nowUs += 15 * SECOND;
            happen(world, step);
            for (const key of world.stored.keys()) world.look(key);
          }
          expect(worlds[0].told).toEqual(worlds[1].told);
          expect(worlds[0].stored).toEqual(worlds[1].stored);
          expect(worlds[0].controller.memoryOf(WEB)).toEqual(worlds[1].controller.memoryOf(WEB));
        }
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });

  it("asks for samples once as long as neither pods nor samples change", () => {
    const world = new SmallAutoscaling("known");
    world.usage = { kind: "listed", samples: [cpuSample("web-1", 50), cpuSample("web-2", 50)] };
    world.store(autoscaler({ metrics: [CPU_HALF] }));
    for (let look = 1; look <= 5; look += 1) {
      world.nowUs += 15 * SECOND;
      world.look();
    }
    expect(world.asked).toBe(1);
    world.usageVersion += 1;
    world.look();
    world.podsVersion += 1;
    world.look();
    expect(world.asked).toBe(3);
  });

  it("asks anew while a young pod has not been ready for a whole window, which may change by time alone", () => {
    const world = new SmallAutoscaling("known");
    world.pods = [pod("web-1", { startUs: 0, ready: { status: "True", sinceUs: 20 * SECOND } }), pod("web-2")];
    world.usage = { kind: "listed", samples: [cpuSample("web-1", 50), cpuSample("web-2", 50)] };
    world.store(autoscaler({ metrics: [CPU_HALF] }));
    for (let look = 1; look <= 30; look += 1) {
      world.nowUs += 15 * SECOND;
      world.look();
    }
    // Young until 300 s, which is the twentieth look.
    expect(world.asked).toBe(20);
  });

  it("asks once more when a young pod has been ready for a whole window", () => {
    const world = new SmallAutoscaling("known");
    world.pods = [pod("web-1", { startUs: 0, ready: { status: "True", sinceUs: 20 * SECOND } }), pod("web-2")];
    world.store(autoscaler({ metrics: [CPU_HALF] }));
    for (let look = 1; look <= 30; look += 1) {
      world.nowUs += 15 * SECOND;
      const samples = ["web-1", "web-2"].map((name) => cpuSample(name, 50, world.nowUs));
      world.usage = { kind: "listed", samples };
      world.look();
    }
    // Its sample of 45 s is the first that begins after 20 s.
    expect(world.asked).toBe(3);
  });
});

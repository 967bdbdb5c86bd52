// The pods of a budget, counted one by one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isHealthyPod, SelectedPods } from "../../../../src/components/controllers/disruption/selected-pods.ts";
import { freePod, webPod } from "./build-budgets.ts";

const NAMES = ["a", "b", "c", "d"];

describe("the pods of a budget", () => {
  it("are healthy while they are ready and not going", () => {
    expect(isHealthyPod(webPod({ name: "a" }))).toBe(true);
    expect(isHealthyPod(webPod({ name: "a", isDeleted: true }))).toBe(false);
    expect(isHealthyPod(webPod({ name: "a", readySinceUs: undefined }))).toBe(false);
  });

  it("are counted as if all of them had been counted anew", () => {
    const step = fc.record({
      name: fc.constantFrom(...NAMES),
      what: fc.constantFrom("ready", "unready", "going", "free", "gone"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const counted = new SelectedPods();
        const there = new Map<string, ReturnType<typeof webPod>>();
        for (const { name, what } of steps) {
          const pod =
            what === "free"
              ? freePod({ name })
              : webPod({
                  name,
                  isDeleted: what === "going",
                  ...(what === "unready" ? { readySinceUs: undefined } : {}),
                });
          if (what === "gone") {
            there.delete(name);
            counted.drop(pod.id);
          } else {
            there.set(name, pod);
            counted.note(pod);
          }
        }
        const pods = [...there.values()];
        const afresh = new SelectedPods(pods);
        const figures = (of: SelectedPods) => [
          of.total,
          of.healthy,
          of.unmanaged,
          ...Array.from(of.owners, ({ owner, pods: count }) => `${owner.uid} ${count}`),
        ];
        expect(figures(counted)).toEqual(figures(afresh));
        expect(afresh.healthy).toBe(pods.filter(isHealthyPod).length);
        expect(NAMES.filter((name) => counted.has(webPod({ name })))).toEqual(NAMES.filter((name) => there.has(name)));
      }),
      { seed: 20260105, numRuns: 100 },
    );
  });
});

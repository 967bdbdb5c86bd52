// The status of a budget.

import { describe, expect, it } from "vitest";

import {
  countHealthy,
  disruptedPodsOf,
  failedStatus,
  statusWith,
} from "../../../../src/components/controllers/disruption/budget-status.ts";
import { SelectedPods } from "../../../../src/components/controllers/disruption/selected-pods.ts";
import { fakeView } from "../fake-view.ts";
import { budgetOf, webPod } from "./build-budgets.ts";

const AT_ONE_MINUTE = "1970-01-01T00:01:00Z";
const NOBODY = { waiting: new Map(), forgotten: [], nextUs: undefined } as const;
const FIGURES = { currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 };

describe("evictions that were allowed", () => {
  const budget = budgetOf(undefined, {
    disruptedPods: { a: AT_ONE_MINUTE, gone: AT_ONE_MINUTE, going: AT_ONE_MINUTE },
  });
  const pods = [webPod({ name: "a" }), webPod({ name: "b" }), webPod({ name: "going", isDeleted: true })];
  const selected = new SelectedPods(pods);

  it("are waited for two minutes, of pods that are there and not going", () => {
    const view = fakeView({ nowUs: 100_000_000, pods });
    const disrupted = disruptedPodsOf(budget, selected, view);
    expect(disrupted).toEqual({ waiting: new Map([["a", AT_ONE_MINUTE]]), forgotten: [], nextUs: 180_000_000 });
    expect(countHealthy(budget, selected, disrupted, view)).toBe(1);
  });

  it("are forgotten after that, and the pod is healthy again", () => {
    const view = fakeView({ nowUs: 180_005_000, pods });
    const disrupted = disruptedPodsOf(budget, selected, view);
    expect(disrupted.forgotten.map(({ name }) => name)).toEqual(["a"]);
    expect(countHealthy(budget, selected, disrupted, view)).toBe(2);
  });

  it("count to the last moment, at which the pod is healthy though still named", () => {
    const view = fakeView({ nowUs: 180_000_000, pods });
    const disrupted = disruptedPodsOf(budget, selected, view);
    expect(disrupted.waiting.size).toBe(1);
    expect(countHealthy(budget, selected, disrupted, view)).toBe(2);
  });
});

describe("a status", () => {
  const { clock } = fakeView({ nowUs: 2_700_000 });

  it("says what is allowed and why", () => {
    expect(statusWith(budgetOf(), FIGURES, NOBODY, clock)).toEqual({
      ...FIGURES,
      disruptionsAllowed: 1,
      observedGeneration: 1,
      conditions: [
        {
          type: "DisruptionAllowed",
          status: "True",
          reason: "SufficientPods",
          message: "",
          observedGeneration: 1,
          lastTransitionTime: "1970-01-01T00:00:02Z",
        },
      ],
    });
  });

  it("is not written again, and keeps the time of its condition while that holds", () => {
    const status = statusWith(budgetOf(), FIGURES, NOBODY, clock)!;
    const later = fakeView({ nowUs: 9_000_000 }).clock;
    expect(statusWith(budgetOf(undefined, status), FIGURES, NOBODY, later)).toBeUndefined();
    const more = statusWith(budgetOf(undefined, status), { ...FIGURES, currentHealthy: 4 }, NOBODY, later);
    expect(more?.conditions?.[0]?.lastTransitionTime).toBe("1970-01-01T00:00:02Z");
    const fewer = statusWith(budgetOf(undefined, status), { ...FIGURES, currentHealthy: 1 }, NOBODY, later);
    expect(fewer?.conditions?.[0]).toMatchObject({ status: "False", lastTransitionTime: "1970-01-01T00:00:09Z" });
  });

  it("names the evictions that are waited for", () => {
    const waiting = new Map([["a", AT_ONE_MINUTE]]);
    const status = statusWith(budgetOf(), FIGURES, { ...NOBODY, waiting }, clock);
    expect(status?.disruptedPods).toEqual({ a: AT_ONE_MINUTE });
    expect(statusWith(budgetOf(undefined, status), FIGURES, NOBODY, clock)?.disruptedPods).toBeUndefined();
  });

  it("of what cannot be worked out allows nothing, and keeps the rest", () => {
    expect(failedStatus(budgetOf(undefined, { expectedPods: 3, disruptionsAllowed: 2 }), "why", clock)).toMatchObject({
      expectedPods: 3,
      disruptionsAllowed: 0,
      conditions: [{ status: "False", reason: "SyncFailed", message: "why" }],
    });
  });
});

// Which pods are whose, kept up with events.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { selectorOf } from "../../../src/components/controllers/compiled-selectors.ts";
import { SelectedPods } from "../../../src/components/controllers/disruption/selected-pods.ts";
import { PodGroups, podsSelected } from "../../../src/components/controllers/pod-groups.ts";
import type { LivePod } from "../../../src/cluster/live-pod.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import { budgetOf, freePod, storedBudget, webPod } from "./disruption/build-budgets.ts";
import { fakeView } from "./fake-view.ts";

const BUDGET = budgetOf();
const STORED = [storedBudget(BUDGET)];

function groups() {
  return new PodGroups({ kind: "PodDisruptionBudget", compile: selectorOf, group: (pods) => new SelectedPods(pods) });
}

const NAME = fc.constantFrom("a", "b", "c", "d", "e");
const BUDGET_NAME = fc.constantFrom("one", "two");

/** Pods of one template share their labels. */
const LABELS: Readonly<Record<string, { readonly app: string }>> = {
  web: { app: "web" },
  api: { app: "api" },
  none: { app: "none" },
};

describe("the pods of budgets", () => {
  it("are found once, and follow the events after that", () => {
    const pods = groups();
    const before = fakeView({ stored: STORED, pods: [webPod({ name: "a" })] });
    expect(pods.of(before, BUDGET)).toMatchObject({ total: 1, healthy: 1 });
    const empty = fakeView({ stored: STORED });
    pods.hear({ type: "added", kind: "Pod", pod: webPod({ name: "b", readySinceUs: undefined }) }, empty);
    expect(pods.of(empty, BUDGET)).toMatchObject({ total: 2, healthy: 1 });
    pods.hear({ type: "deleted", kind: "Pod", pod: webPod({ name: "a" }) }, empty);
    expect(pods.of(empty, BUDGET)).toMatchObject({ total: 1, healthy: 0 });
  });

  it("leave with their labels, and come with them", () => {
    const pods = groups();
    const view = fakeView({ stored: STORED, pods: [webPod({ name: "a" })] });
    pods.of(view, BUDGET);
    pods.hear({ type: "updated", kind: "Pod", pod: webPod({ name: "a", labels: { app: "else" } }) }, view);
    expect(pods.of(view, BUDGET).total).toBe(0);
    pods.hear({ type: "updated", kind: "Pod", pod: webPod({ name: "a" }) }, view);
    expect(pods.of(view, BUDGET).total).toBe(1);
  });

  it("are found anew for another selector, and after a leap to another state", () => {
    const pods = groups();
    const view = fakeView({ stored: STORED, pods: [webPod({ name: "a" }), freePod({ name: "b" })] });
    expect(pods.of(view, BUDGET).total).toBe(1);
    const all = budgetOf({ minAvailable: 1, selector: {} });
    expect(pods.of(view, all).total).toBe(2);
    pods.forget();
    expect(pods.of(fakeView({ stored: STORED }), all).total).toBe(0);
  });

  it("are those that a look at all pods finds, whatever happens to pods and budgets", () => {
    const app = fc.constantFrom("web", "web", "api", "none");
    const happening = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant("pod" as const), name: NAME, app, isReady: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("pod-gone" as const), name: NAME }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("budget" as const), name: BUDGET_NAME, app }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("budget-gone" as const), name: BUDGET_NAME }) },
      { weight: 6, arbitrary: fc.record({ kind: fc.constant("look" as const), name: BUDGET_NAME }) },
    );
    fc.assert(
      fc.property(fc.array(happening, { minLength: 30, maxLength: 60 }), (happenings) => {
        const known = groups();
        const pods = new Map<string, LivePod>();
        const budgets = new Map<string, PodDisruptionBudget>();
        const viewNow = () =>
          fakeView({
            pods: [...pods.values()],
            stored: Array.from(budgets.values(), (object) => storedBudget(object)),
          });
        for (const each of happenings) {
          const { kind, name } = each;
          const pod = pods.get(name);
          const budget = budgets.get(name);
          if (kind === "pod") {
            const labels = LABELS[each.app]!;
            const next = webPod({ name, labels, ...(each.isReady ? {} : { readySinceUs: undefined }) });
            pods.set(name, next);
            known.hear({ type: pod === undefined ? "added" : "updated", kind: "Pod", pod: next }, viewNow());
          } else if (kind === "pod-gone" && pod !== undefined) {
            pods.delete(name);
            known.hear({ type: "deleted", kind: "Pod", pod }, viewNow());
          } else if (kind === "budget") {
            const next = budgetOf({ minAvailable: 1, selector: { matchLabels: { app: each.app } } });
            const named = { ...next, metadata: { ...next.metadata, name } };
            budgets.set(name, named);
            const before = budget === undefined ? {} : { before: storedBudget(budget) };
            const type = budget === undefined ? "added" : "updated";
            known.hear({ type, kind: "PodDisruptionBudget", stored: storedBudget(named), ...before }, viewNow());
          } else if (kind === "budget-gone" && budget !== undefined) {
            budgets.delete(name);
            known.hear({ type: "deleted", kind: "PodDisruptionBudget", stored: storedBudget(budget) }, viewNow());
          } else if (kind === "look" && budget !== undefined) {
            const wanted = podsSelected(viewNow(), "default", selectorOf(budget.spec?.selector));
            const { total, healthy } = known.of(viewNow(), budget);
            const afresh = new SelectedPods(wanted);
            expect([total, healthy]).toEqual([afresh.total, afresh.healthy]);
          }
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("are known again after a restore where they were asked about before: what is no news then stays none", () => {
    const pod = webPod({ name: "a" });
    const view = fakeView({ stored: STORED, pods: [pod, webPod({ name: "b" })] });
    const event = { type: "updated", kind: "Pod", pod } as const;
    const [asked, unasked, resumed] = [groups(), groups(), groups()];
    asked.of(view, BUDGET);
    resumed.restore(asked.snapshot());
    resumed.resume(view);
    expect(asked.hear(event, view)).toEqual([]);
    expect(unasked.hear(event, view)).toHaveLength(1);
    expect(resumed.hear(event, view)).toEqual([]);
  });

  it("are all of the namespace for an empty selector, and none without one", () => {
    const view = fakeView({ pods: [webPod({ name: "a" }), freePod({ name: "b" })] });
    expect(podsSelected(view, "default", selectorOf({}))).toHaveLength(2);
    expect(podsSelected(view, "default", selectorOf(undefined))).toEqual([]);
    expect(podsSelected(view, "default", selectorOf({ matchLabels: { app: "web" } }))).toHaveLength(1);
  });
});

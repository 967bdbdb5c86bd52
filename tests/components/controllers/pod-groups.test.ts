// Which pods are whose, kept up with events.

import { describe, expect, it } from "vitest";

import { selectorOf } from "../../../src/components/controllers/compiled-selectors.ts";
import { SelectedPods } from "../../../src/components/controllers/disruption/selected-pods.ts";
import { PodGroups, podsSelected } from "../../../src/components/controllers/pod-groups.ts";
import { budgetOf, freePod, storedBudget, webPod } from "./disruption/build-budgets.ts";
import { fakeView } from "./fake-view.ts";

const BUDGET = budgetOf();
const STORED = [storedBudget(BUDGET)];

function groups() {
  return new PodGroups({ kind: "PodDisruptionBudget", compile: selectorOf, group: (pods) => new SelectedPods(pods) });
}

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

// The disruption controller as a whole.

import { describe, expect, it } from "vitest";

import type { LivePod, LivePodCondition } from "../../../../src/cluster/live-pod.ts";
import { DISRUPTION_CONTROLLER } from "../../../../src/components/controllers/disruption/disruption-controller.ts";
import { fakeView, play, type FakeWorld } from "../fake-view.ts";
import { budgetOf, freePod, KEY, storedBudget, webPod } from "./build-budgets.ts";

function named(name: string) {
  const budget = budgetOf();
  return storedBudget({ ...budget, metadata: { ...budget.metadata, name } });
}

function withTarget(pod: LivePod, target: LivePodCondition): LivePod {
  return { ...pod, condition: (type) => (type === "DisruptionTarget" ? target : pod.condition(type)) };
}

function after(pod: LivePod, world: FakeWorld) {
  return DISRUPTION_CONTROLLER.create().keysAfter({ type: "updated", kind: "Pod", pod }, fakeView(world));
}

function sync(key: string, world: FakeWorld) {
  return play(DISRUPTION_CONTROLLER.create().sync(fakeView(world), key));
}

describe("the disruption controller", () => {
  it("looks at a budget when it or one of its pods changes", () => {
    const world = { stored: [storedBudget(budgetOf())] };
    const stored = storedBudget(budgetOf());
    expect(
      DISRUPTION_CONTROLLER.create().keysAfter(
        { type: "deleted", kind: "PodDisruptionBudget", stored },
        fakeView(world),
      ),
    ).toEqual([{ key: KEY }]);
    expect(after(webPod({ name: "a" }), world)).toEqual([{ key: KEY }]);
    expect(after(freePod({ name: "a", labels: { app: "api" } }), world)).toEqual([]);
  });

  it("looks at the first of several budgets only, and tells of the pod", () => {
    const keys = after(webPod({ name: "a" }), { stored: [named("max"), named("web")] });
    expect(keys).toEqual([{ key: "default/max" }, { key: "several-budgets/default/a/max" }]);
    expect(sync(keys[1]!.key, {}).writes).toEqual([
      {
        verb: "event",
        kind: "Pod",
        namespace: "default",
        name: "a",
        type: "Warning",
        reason: "MultiplePodDisruptionBudgets",
        message: 'Pod "default"/"a" matches multiple PodDisruptionBudgets.  Chose "max" arbitrarily.',
      },
    ]);
  });

  it("forgets what it knew of budgets when one changes", () => {
    const controller = DISRUPTION_CONTROLLER.create();
    const event = { type: "updated", kind: "Pod", pod: webPod({ name: "a" }) } as const;
    const view = fakeView({ stored: [named("web")] });
    expect(controller.keysAfter(event, view)).toEqual([{ key: KEY }]);
    controller.keysAfter({ type: "deleted", kind: "PodDisruptionBudget", stored: named("web") }, fakeView({}));
    expect(controller.keysAfter({ ...event, pod: event.pod }, fakeView({}))).toEqual([]);
  });

  it("counts all pods of the namespace for an empty selector, and none without one", () => {
    const pods = [webPod({ name: "a" }), freePod({ name: "b" })];
    const all = budgetOf({ minAvailable: 1, selector: {} });
    expect(sync(KEY, { pods, stored: [storedBudget(all)] }).writes[0]).toMatchObject({
      stored: { object: { status: { expectedPods: 2 } } },
    });
    const { selector: _selector, ...spec } = budgetOf().spec!;
    expect(sync(KEY, { pods, stored: [storedBudget({ ...budgetOf(), spec })] }).told[0]).toBe("event NoPods");
    expect(sync(KEY, {}).told).toEqual([]);
  });

  it("ends the mark of a pod that was to be evicted and was not", () => {
    const pod = withTarget(webPod({ name: "a" }), { status: "True", reason: "EvictionByEvictionAPI", sinceUs: 0 });
    expect(after(pod, { nowUs: 20_000_000 })).toEqual([{ key: "stale-condition/default/a", afterUs: 100_000_000 }]);
    const key = "stale-condition/default/a";
    expect(sync(key, { pods: [pod], nowUs: 20_000_000 }).value).toEqual({ kind: "done", afterUs: 100_000_000 });
    expect(sync(key, { pods: [pod], nowUs: 120_000_000 }).writes).toMatchObject([
      { verb: "patch-pod-status", name: "a", condition: { type: "DisruptionTarget", status: "False" } },
    ]);
    const byKubelet = withTarget(pod, { status: "True", reason: "TerminationByKubelet", sinceUs: 0 });
    expect(sync(key, { pods: [byKubelet], nowUs: 120_000_000 }).told).toEqual([]);
    expect(sync(key, {}).told).toEqual([]);
  });
});

// One look at a budget.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { Sync, SyncOutcome, Write } from "../../../../src/components/controllers/controller.ts";
import { SelectedPods } from "../../../../src/components/controllers/disruption/selected-pods.ts";
import { isSettled, syncBudget } from "../../../../src/components/controllers/disruption/sync-budget.ts";
import type { PodDisruptionBudget } from "../../../../src/model/api/types/policy.ts";
import { fakeView, play, type FakeWorld } from "../fake-view.ts";
import { budgetOf, freePod, replicaSet, webPod } from "./build-budgets.ts";

const WRITE = "updateStatus PodDisruptionBudget/web";

function sync(budget: PodDisruptionBudget, pods: readonly LivePod[], world: FakeWorld = {}, refusals = {}) {
  return play(syncBudget(fakeView({ pods, ...world }), budget, new SelectedPods(pods)), refusals);
}

describe("a budget", () => {
  it("counts its pods and says what is allowed", () => {
    const { told, writes } = sync(budgetOf({ minAvailable: 1 }), [webPod({ name: "a" }), webPod({ name: "b" })]);
    expect(told).toEqual([WRITE]);
    expect(writes[0]).toMatchObject({ stored: { object: { status: { currentHealthy: 2, disruptionsAllowed: 1 } } } });
  });

  it("without pods allows nothing, and says so each time", () => {
    expect(sync(budgetOf(), []).writes[0]).toMatchObject({ type: "Normal", reason: "NoPods" });
  });

  it("of pods without an owner warns, with its selector as Go prints it", () => {
    const selector = {
      matchLabels: { b: "2", a: "1" },
      matchExpressions: [{ key: "k", operator: "In", values: ["x", "y"] }],
    };
    const budget = budgetOf({ maxUnavailable: 1, selector });
    const [event] = sync(budget, [freePod({ name: "free" })]).writes;
    expect(event).toMatchObject({ reason: "UnmanagedPods" });
    expect(event !== undefined && "message" in event && event.message).toContain(
      "(selector: &LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,}," +
        "MatchExpressions:[]LabelSelectorRequirement{LabelSelectorRequirement{Key:k,Operator:In,Values:[x y],},},})",
    );
  });

  it("that cannot be worked out allows nothing", () => {
    const { told, writes, value } = sync(budgetOf({ maxUnavailable: 1 }), [webPod({ name: "a" })]);
    expect(told).toEqual(["event CalculateExpectedPodCountFailed", WRITE]);
    expect(writes[1]).toMatchObject({ stored: { object: { status: { disruptionsAllowed: 0 } } } });
    expect(value).toEqual({ kind: "done" });
  });

  it("looks again when an eviction is to be forgotten, and tells of it", () => {
    const budget = budgetOf({ maxUnavailable: 1 }, { disruptedPods: { a: "1970-01-01T00:00:03Z" } });
    const world = { stored: [replicaSet(1)] };
    expect(sync(budget, [webPod({ name: "a" })], { ...world, nowUs: 10_400_000 }).value).toEqual({
      kind: "done",
      afterUs: 112_605_000,
    });
    const late = sync(budget, [webPod({ name: "a" })], { ...world, nowUs: 123_005_000 });
    expect(late.writes[0]).toMatchObject({
      kind: "Pod",
      name: "a",
      message: "Pod was expected by PDB default/default to be deleted but it wasn't",
    });
  });

  it("is tried again after a conflict, and allows nothing after another refusal", () => {
    const conflict = { [WRITE]: { kind: "refused", reason: "Conflict", message: "changed" } };
    expect(sync(budgetOf(), [webPod({ name: "a" })], {}, conflict)).toMatchObject({
      told: [WRITE],
      value: { kind: "failed", message: "changed" },
    });
    const broken = { [WRITE]: { kind: "refused", reason: "InternalError", message: "sorry" } };
    expect(sync(budgetOf(), [webPod({ name: "a" })], {}, broken)).toMatchObject({
      told: [WRITE, WRITE],
      value: { kind: "failed", message: "sorry" },
    });
  });
});

describe("a budget that is looked at again and again", () => {
  const anything = fc.oneof(
    fc.record({
      kind: fc.constant("pod" as const),
      name: fc.constantFrom("a", "b", "c", "d"),
      look: fc.constantFrom("ready", "unready", "going", "gone", "free"),
    }),
    fc.record({ kind: fc.constant("scale" as const), replicas: fc.constantFrom(undefined, 1, 4) }),
    fc.record({
      kind: fc.constant("edit" as const),
      spec: fc.constantFrom({ minAvailable: 1 }, { minAvailable: "90%" }, { maxUnavailable: "1%" }),
    }),
    fc.record({ kind: fc.constant("evict" as const), name: fc.constantFrom("a", "b") }),
    fc.record({ kind: fc.constant("time" as const), seconds: fc.constantFrom(1, 130) }),
  );

  it("is as it would be had nothing of it been seen before", () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (happenings) => {
        const counted = new SelectedPods();
        const pods = new Map<string, LivePod>();
        let budget = budgetOf({ minAvailable: "50%" });
        let world: FakeWorld = { nowUs: 0, stored: [replicaSet(2)] };
        for (const happening of happenings) {
          const { nowUs = 0 } = world;
          if (happening.kind === "time") world = { ...world, nowUs: nowUs + happening.seconds * 1_000_000 };
          else if (happening.kind === "edit") budget = budgetOf(happening.spec, budget.status);
          else if (happening.kind === "scale") {
            world = { ...world, stored: happening.replicas === undefined ? [] : [replicaSet(happening.replicas)] };
          } else if (happening.kind === "evict") {
            const disruptedPods = { [happening.name]: fakeView(world).clock.timestampAt(nowUs) };
            budget = { ...budget, status: { ...statusOf(budget), disruptedPods } };
          } else seePod(happening, pods, counted);
          const view = fakeView({ ...world, pods: [...pods.values()] });
          const afresh = play(syncBudget(view, { ...budget }, new SelectedPods(pods.values())));
          if (isSettled(view, budget, counted)) {
            expect(afresh).toMatchObject({ writes: [], value: { kind: "done" } });
            expect(afresh.value).not.toHaveProperty("afterUs");
            continue;
          }
          const { writes, value } = playStored(syncBudget(view, budget, counted));
          expect({ writes, value }).toEqual({ writes: afresh.writes, value: afresh.value });
          const write = writes.at(-1);
          if (write?.verb === "updateStatus") budget = write.stored.object as PodDisruptionBudget;
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

/** Answers every request with what it asks to be stored. */
function playStored(requests: Sync): { readonly writes: readonly Write[]; readonly value: SyncOutcome } {
  const writes: Write[] = [];
  for (let turn = requests.next(); ;) {
    if (turn.done === true) return { writes, value: turn.value };
    writes.push(turn.value);
    turn = requests.next({ kind: "done", name: "", ...("stored" in turn.value ? { stored: turn.value.stored } : {}) });
  }
}

function statusOf({ status }: PodDisruptionBudget): NonNullable<PodDisruptionBudget["status"]> {
  return status ?? { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
}

function seePod(
  { name, look }: { readonly name: string; readonly look: string },
  pods: Map<string, LivePod>,
  counted: SelectedPods,
): void {
  const pod =
    look === "free"
      ? freePod({ name })
      : webPod({ name, isDeleted: look === "going", ...(look === "unready" ? { readySinceUs: undefined } : {}) });
  if (look === "gone") {
    pods.delete(name);
    counted.drop(pod.id);
  } else {
    pods.set(name, pod);
    counted.note(pod);
  }
}

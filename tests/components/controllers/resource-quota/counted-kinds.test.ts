// Objects as quotas count them.

import { expect, it } from "vitest";

import {
  countedKinds,
  isOver,
  overdueUs,
} from "../../../../src/components/controllers/resource-quota/counted-kinds.ts";
import { fakeView, livePod } from "../fake-view.ts";

it("counts pods of one template together, those that are over by themselves", () => {
  const { object } = livePod({ name: "a" });
  const alike = (phase: "Running" | "Succeeded") => ({ ...livePod({ name: "a", phase }), object });
  const view = fakeView({ pods: [alike("Running"), alike("Running"), alike("Succeeded")] });
  const pods = countedKinds(view, "default").find(({ evaluator }) => evaluator.resource === "pods")!;
  expect([...pods.objects()].map(({ count, usage }) => [count, usage.has("pods")])).toEqual([
    [2, true],
    [1, false],
  ]);
});

it("knows when a pod that is to go counts no longer", () => {
  const going = livePod({ name: "a", isDeleted: true });
  expect(overdueUs(going)).toBe(60e6);
  expect([isOver(going, 60e6), isOver(going, 61e6)]).toEqual([false, true]);
  expect(overdueUs(livePod({ name: "b" }))).toBe(Number.POSITIVE_INFINITY);
});

// Whom a disruption budget selects, and how many of them may go.

import { describe, expect, it } from "vitest";

import type { StoredObjects } from "../../../src/cluster/object-store.ts";
import { DisruptionBudget } from "../../../src/scheduling/preemption/disruption-budget.ts";
import { Crowd } from "./crowded-node.ts";

type Budget = StoredObjects["PodDisruptionBudget"];

const WEB = { matchLabels: { app: "web" } };

function crowd(): Crowd {
  const web = { labels: { app: "web" } };
  return new Crowd(["n1", "n2"]).put("n1", { w1: web, w2: web, plain: {} }).put("n2", { w3: web, w4: web });
}

function budget(of: Crowd, object: Budget, namespace = "default"): DisruptionBudget {
  return new DisruptionBudget(of.cluster, { metadata: { name: "b", namespace }, ...object });
}

describe("a budget concerns", () => {
  it("pods of its namespace that its selector matches", () => {
    const of = crowd();
    expect(["w1", "plain"].map((name) => budget(of, { spec: { selector: WEB } }).concerns(of.id(name)))).toEqual([
      true,
      false,
    ]);
    expect(budget(of, { spec: { selector: WEB } }, "other").concerns(of.id("w1"))).toBe(false);
  });

  it("nobody if its selector is empty, absent or invalid, and no pod without labels", () => {
    const of = crowd();
    const invalid = { matchExpressions: [{ key: "app", operator: "Near" }] };
    for (const spec of [{ selector: {} }, {}, { selector: invalid }]) {
      expect(budget(of, { spec }).concerns(of.id("w1"))).toBe(false);
    }
    const withoutTier = { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] };
    expect(
      ["w1", "plain"].map((name) => budget(of, { spec: { selector: withoutTier } }).concerns(of.id(name))),
    ).toEqual([true, false]);
  });

  it("no pod whose going it has counted already", () => {
    const of = crowd();
    const status = { disruptionsAllowed: 0, disruptedPods: { w1: "2000-01-01T00:00:00Z" } };
    const counted = budget(of, { spec: { selector: WEB }, status });
    expect(["w1", "w2"].map((name) => counted.concerns(of.id(name)))).toEqual([false, true]);
  });
});

describe("a budget allows", () => {
  it("what its status says", () => {
    const status = { disruptionsAllowed: 3 };
    expect(budget(crowd(), { spec: { selector: WEB, minAvailable: 4 }, status }).allowed()).toBe(3);
  });

  it.each([
    [{ minAvailable: 3 }, 1],
    [{ minAvailable: 5 }, 0],
    [{ minAvailable: "60%" }, 1],
    [{ maxUnavailable: 1 }, 1],
    [{ maxUnavailable: "30%" }, 2],
  ])("without status, what its pods leave of %j", (spec, allowed) => {
    expect(budget(crowd(), { spec: { selector: WEB, ...spec } }).allowed()).toBe(allowed);
  });

  it("fewer while pods of its own are on their way out", () => {
    const of = crowd().preempted("w1");
    expect(budget(of, { spec: { selector: WEB, minAvailable: 2 } }).allowed()).toBe(1);
  });
});

// How pods of one class go through a profile, found out once.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../../src/base/invariant.ts";
import { planClass } from "../../../src/scheduling/columnar/class-plan.ts";
import { failure, SUCCESS, unresolvable } from "../../../src/scheduling/framework/status.ts";
import { pod } from "../../model/build-objects.ts";
import { filteringBy, filterPlugin, runtimeOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

function planOf(plugins: MadeUpPlugins, weights: Readonly<Record<string, number>> = {}) {
  return planClass(new SmallCluster([]).pod(pod()).podClass, runtimeOf(plugins, weights));
}

function names(plugins: readonly { readonly name: string }[]): readonly string[] {
  return plugins.map(({ name }) => name);
}

const always = filterPlugin("never", () => true);

describe("a plan's filters", () => {
  it("are those that can matter: neither skipped by their preFilter nor idle for the class, in order", () => {
    const plan = planOf({
      First: always,
      Skipped: { ...always, preFilter: () => ({ kind: "skip" }) },
      Idle: { ...always, columnar: { filter: filteringBy(() => true), filterIsIdle: () => true } },
      Busy: { ...always, columnar: { filter: filteringBy(() => true), filterIsIdle: () => false } },
      Last: { ...always, preFilter: () => ({ kind: "ready", state: "prepared" }) },
    });
    expect(names(plan.filters)).toEqual(["First", "Busy", "Last"]);
    expect([...plan.filterStates]).toEqual([["Last", "prepared"]]);
  });

  it("must have a columnar form", () => {
    expect(() => planOf({ Plain: { filter: () => SUCCESS } })).toThrow(InvariantViolation);
    expect(() => planOf({ Scoring: { filter: () => SUCCESS, columnar: {} } })).toThrow(
      "a filter plugin has a columnar form",
    );
  });
});

describe("what preFilter said", () => {
  it("is nothing where all plugins agree", () => {
    const { refusal, error, nodeNames, narrowing } = planOf({ Filter: always });
    expect({ refusal, error, nodeNames, narrowing }).toEqual({
      refusal: undefined,
      error: undefined,
      nodeNames: undefined,
      narrowing: [],
    });
  });

  it("is kept as a refusal, as an error, or as the names that pods are confined to", () => {
    const refusing = planOf({ No: { preFilter: () => ({ kind: "rejected", status: unresolvable("no") }) } });
    expect(refusing.refusal).toEqual({ plugin: "No", code: "UnschedulableAndUnresolvable", message: "no" });
    const failing = planOf({ Broken: { preFilter: () => ({ kind: "rejected", status: failure("broken") }) } });
    expect(failing.error).toBe('running PreFilter plugin "Broken": broken');
    const confining = planOf({
      Names: { preFilter: () => ({ kind: "ready", state: undefined, nodeNames: new Set(["n1"]) }) },
    });
    expect([confining.nodeNames, confining.narrowing]).toEqual([new Set(["n1"]), ["Names"]]);
  });
});

describe("a plan's scorers", () => {
  it("are parted by what their scores depend on, each with its weight", () => {
    const plan = planOf(
      {
        Local: scorePlugin(() => 1),
        Relative: { score: () => 1, columnar: { score: () => undefined, locality: "candidates" } },
      },
      { Local: 3, Relative: 2 },
    );
    expect(plan.nodeScorers.map(({ name, weight }) => [name, weight])).toEqual([["Local", 3]]);
    expect(plan.candidateScorers.map(({ name, weight }) => [name, weight])).toEqual([["Relative", 2]]);
    expect(plan.preScoreError).toBeUndefined();
  });

  it("are without those that preScore skips", () => {
    const plan = planOf({
      Skipped: { ...scorePlugin(() => 1), preScore: () => ({ kind: "skip" }) },
      Kept: { ...scorePlugin(() => 1), preScore: () => ({ kind: "ready", state: undefined }) },
    });
    expect(names(plan.nodeScorers)).toEqual(["Kept"]);
  });

  it("are none once a preScore has failed; its words are kept until two nodes are feasible", () => {
    const plan = planOf({
      Kept: scorePlugin(() => 1),
      Broken: { preScore: () => ({ kind: "failed", status: failure("cannot parse") }) },
    });
    expect(plan.preScoreError).toBe('running PreScore plugin "Broken": cannot parse');
    expect(plan.nodeScorers).toEqual([]);
  });

  it("must have a columnar form", () => {
    expect(() => planOf({ Plain: { score: () => 1 } })).toThrow("a score plugin has a columnar form");
  });
});

// How pods of one class go through a profile, found out once.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../../src/base/invariant.ts";
import { ClassPlanner } from "../../../src/scheduling/columnar/class-plan.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unresolvable } from "../../../src/scheduling/framework/status.ts";
import type { RowScoreRule } from "../../../src/scheduling/framework/row-rules.ts";
import { pod, podAsking } from "../../model/build-objects.ts";
import { filteringBy, filterPlugin, runtimeOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

function planOf(plugins: MadeUpPlugins, weights: Readonly<Record<string, number>> = {}) {
  return new ClassPlanner(runtimeOf(plugins, weights)).planOf(new SmallCluster([]).pod(pod()).podClass);
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
      Other: { filter: () => SUCCESS },
      Idle: { ...always, columnar: { filter: filteringBy(() => true), filterIsIdle: () => true } },
      Busy: { ...always, columnar: { filter: filteringBy(() => true), filterIsIdle: () => false } },
      Last: { ...always, preFilter: () => ({ kind: "ready", state: "prepared" }) },
    });
    expect(names(plan.filters)).toEqual(["First", "Busy", "Last"]);
    expect(plan.filters.map(({ position }) => position)).toEqual([0, 4, 5]);
    expect([...plan.folded.states]).toEqual([["Last", "prepared"]]);
  });

  it("are asked in every cycle where they have no columnar form, each at its place among all", () => {
    const plan = planOf({
      First: always,
      Plain: { filter: () => SUCCESS },
      Counting: { filter: () => SUCCESS, incremental: { concerns: () => true } },
      Elsewhere: {
        preFilter: () => ({ kind: "skip" }),
        filter: () => SUCCESS,
        incremental: { concerns: () => false },
      },
    });
    expect(plan.dynamicFilters.map(({ name, position }) => [name, position])).toEqual([
      ["Plain", 1],
      ["Counting", 2],
    ]);
    expect(plan.dynamicPreFilters).toEqual([]);
  });

  it("must have columns if they have a columnar form at all", () => {
    const half = { filter: () => SUCCESS, columnar: {} };
    expect(() => planOf({ Half: half })).toThrow(InvariantViolation);
    expect(() => planOf({ Half: half })).toThrow("a columnar filter plugin filters columns");
  });
});

/** The plan with one plugin, whose preFilter says so and whose columnar form stands for nothing else. */
function kept(preFilter: NonNullable<SchedulerPlugin["preFilter"]>) {
  return planOf({ Kept: { preFilter, columnar: {} } });
}

describe("what preFilter said", () => {
  it("is nothing where all plugins agree", () => {
    expect(planOf({ Filter: always }).folded).toEqual({
      end: { kind: "go-on" },
      states: new Map(),
      skipped: new Set(),
      allowed: undefined,
      narrowing: [],
    });
  });

  it("is kept as a refusal, as an error, or as the names that pods are confined to", () => {
    const refusing = kept(() => ({ kind: "rejected", status: unresolvable("no") }));
    expect(refusing.folded.end).toEqual({
      kind: "refused",
      refusal: { plugin: "Kept", code: "UnschedulableAndUnresolvable", message: "no" },
    });
    const failing = kept(() => ({ kind: "rejected", status: failure("broken") }));
    expect(failing.folded.end).toEqual({ kind: "error", message: 'running PreFilter plugin "Kept": broken' });
    const { folded } = kept(() => ({ kind: "ready", state: undefined, nodeNames: new Set(["n1"]) }));
    expect([folded.allowed, folded.narrowing]).toEqual([new Set(["n1"]), ["Kept"]]);
  });

  it("is asked of plugins without columnar form in every cycle, not here", () => {
    const unasked = () => {
      throw new Error("asked");
    };
    const plan = planOf({ Filter: always, Plain: { preFilter: unasked } });
    expect(plan.folded.end).toEqual({ kind: "go-on" });
    expect(plan.dynamicPreFilters.map(({ name }) => name)).toEqual(["Plain"]);
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
    expect(plan.blockScorers.map(({ name, weight }) => [name, weight])).toEqual([["Local", 3]]);
    expect(plan.candidateScorers.map(({ name, weight }) => [name, weight])).toEqual([["Relative", 2]]);
    expect(plan.preparations).toEqual([]);
  });

  it("are without those that preScore skips", () => {
    const plan = planOf({
      Skipped: { ...scorePlugin(() => 1), preScore: () => ({ kind: "skip" }) },
      Kept: { ...scorePlugin(() => 1), preScore: () => ({ kind: "ready", state: undefined }) },
    });
    expect(names(plan.blockScorers)).toEqual(["Kept"]);
  });

  it("are none once a preScore has failed; its words are kept until two nodes are feasible", () => {
    const plan = planOf({
      Kept: scorePlugin(() => 1),
      Broken: { preScore: () => ({ kind: "failed", status: failure("cannot parse") }), columnar: {} },
      Behind: { preScore: () => ({ kind: "skip" }) },
    });
    expect(plan.preparations).toEqual([{ kind: "fail", message: 'running PreScore plugin "Broken": cannot parse' }]);
    expect(plan.blockScorers).toEqual([]);
  });

  it("are asked in every cycle where they have no columnar form, in their order", () => {
    const preScore = () => ({ kind: "ready" as const, state: undefined });
    const plan = planOf({
      Prepared: { score: () => 1, preScore },
      Elsewhere: { score: () => 1, preScore, incremental: { concerns: () => false } },
      Silent: { preScore },
    });
    expect(names(plan.dynamicScorers)).toEqual(["Prepared"]);
    expect(plan.preparations).toMatchObject([
      { kind: "ask", active: { name: "Prepared" } },
      { kind: "ask", active: { name: "Silent" } },
    ]);
    expect(plan.scoresUnprepared).toBe(false);
    expect(planOf({ Alone: { score: () => 1 } }).scoresUnprepared).toBe(true);
  });

  it("fail behind all preparations where one misses its own", () => {
    const plan = planOf({
      Lost: { score: () => 1, scoreWithoutState: "nothing prepared" },
      Prepared: { score: () => 1, preScore: () => ({ kind: "skip" }) },
    });
    expect(plan.preparations).toMatchObject([
      { kind: "ask", active: { name: "Prepared" } },
      { kind: "fail", message: 'running Score plugins: plugin "Lost" failed with: nothing prepared' },
    ]);
  });

  it("must have columns if they have a columnar form at all", () => {
    expect(() => planOf({ Half: { score: () => 1, columnar: {} } })).toThrow("a columnar score plugin scores columns");
  });
});

describe("plans of a profile", () => {
  it("share their lists of plugins where they choose alike", () => {
    const small = new SmallCluster([]);
    const planner = new ClassPlanner(runtimeOf({ First: always, Number: scorePlugin(() => 1) }));
    const [one, other] = ["100m", "200m"].map((cpu) => planner.planOf(small.pod(podAsking({ cpu })).podClass));
    expect(one!.filters).toBe(other!.filters);
    expect(one!.blockScorers).toBe(other!.blockScorers);
    expect(one!.pod).not.toBe(other!.pod);
  });
});

describe("work in rows", () => {
  const room = { cpuMilli: 5, memoryBytes: 6, others: [] };
  const roomy = { ...always, columnar: { ...always.columnar!, room: () => room } };
  const rowScore = (rule: RowScoreRule) => ({
    ...scorePlugin(() => 1),
    columnar: { ...scorePlugin(() => 1).columnar!, rowScore: () => rule },
  });
  const least = rowScore({ kind: "least-allocated", cpuMilli: 1, memoryBytes: 2 });
  const balance = rowScore({ kind: "balance", cpuMilli: 3, memoryBytes: 4, change: true });

  it("is the last filter's and that of all scores that follow rules, each with its weight", () => {
    const plan = planOf({ First: always, Room: roomy, Least: least, Other: always, Balance: balance }, { Balance: 3 });
    expect(plan.rowWork).toBeUndefined();
    const behind = planOf({ First: always, Least: least, Number: scorePlugin(() => 1), Room: roomy, Balance: balance });
    expect(behind.rowWork).toEqual({
      room,
      leastWeight: 1,
      guessedCpuMilli: 1,
      guessedMemoryBytes: 2,
      balanceWeight: 1,
      balancesChange: true,
      addedCpuMilli: 3,
      addedMemoryBytes: 4,
    });
    expect(names(behind.blockScorers)).toEqual(["Number"]);
    expect(names(behind.filters)).toEqual(["First", "Room"]);
  });

  it("is none where the last filter asks for more than room: then scores are asked for in blocks", () => {
    const plan = planOf({ Room: roomy, Last: always, Least: least });
    expect(plan.rowWork).toBeUndefined();
    expect(names(plan.blockScorers)).toEqual(["Least"]);
  });
});

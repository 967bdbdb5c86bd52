// All that the plain form tells of how it came to a decision.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { PlainScheduler } from "../../../src/scheduling/framework/plain-scheduler.ts";
import { pod } from "../../model/build-objects.ts";
import { definitionsOf, filterPlugin, profileOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { ALIKE, clusterOf, configurationOf, onePodEach } from "../scheduling-cycle.ts";
import type { SmallCluster } from "../small-cluster.ts";

function schedulerOver({ cluster }: SmallCluster, plugins: MadeUpPlugins, weights = {}): PlainScheduler {
  return new PlainScheduler(cluster, configurationOf([profileOf(plugins, weights)]), definitionsOf(plugins));
}

describe("the trace", () => {
  it("tells the score of each feasible node by each plugin, normalised but not weighted, and the totals", () => {
    const small = clusterOf(4);
    const plugins: MadeUpPlugins = {
      NotFirst: filterPlugin("first", (id) => id !== 0),
      Number: scorePlugin((id) => id),
      Doubled: {
        score: (_pod, { id }) => id,
        normalizeScore: (scores) => scores.forEach((score, index) => (scores[index] = 2 * score)),
      },
      Skipped: { score: () => 99, preScore: () => ({ kind: "skip" }) },
    };
    const { decision, trace } = small.decide(pod(), schedulerOver(small, plugins, { Number: 10 }));
    expect(decision).toMatchObject({ node: 3, evaluated: 4 });
    expect(trace.feasible).toEqual([1, 2, 3]);
    expect([...trace.scores].map(([name, scores]) => [name, ...scores])).toEqual([
      ["Number", 1, 2, 3],
      ["Doubled", 2, 4, 6],
    ]);
    expect([...trace.totals]).toEqual([12, 24, 36]);
    expect([...trace.refusals]).toEqual([[0, { code: "Unschedulable", reasons: ["first"], plugin: "NotFirst" }]]);
  });

  it("tells where the search began and how far it went, the surplus node included", () => {
    const small = clusterOf(150);
    const scheduler = schedulerOver(small, ALIKE);
    const traces = [1, 2].map(() => small.decide(pod(), scheduler).trace);
    expect(traces).toMatchObject([
      { start: 0, visited: 101, nodeSet: undefined },
      { start: 100, visited: 101 },
    ]);
    expect(traces[1]!.feasible.slice(49, 52)).toEqual([149, 0, 1]);
  });

  it("tells of a node set, with names that do not exist, and has no beginning then", () => {
    const small = clusterOf(4);
    const names = new Set(["n3", "n1", "gone"]);
    const confining: MadeUpPlugins = {
      ...ALIKE,
      Set: { preFilter: () => ({ kind: "ready", state: undefined, nodeNames: names }) },
    };
    expect(small.decide(pod(), schedulerOver(small, confining)).trace).toMatchObject({
      start: undefined,
      visited: 2,
      nodeSet: { names: ["gone", "n1", "n3"], nodes: [1, 3], plugins: ["Set"] },
    });
  });

  it("visits no node where nothing filters", () => {
    const small = clusterOf(3);
    const { trace } = small.decide(pod(), schedulerOver(small, { Score: scorePlugin(() => 1) }));
    expect(trace).toMatchObject({ visited: 0, feasible: [0, 1, 2] });
  });

  it("tells which node was taken before any search; one that was tried in vain has its place in the search", () => {
    const small = clusterOf(3);
    const scheduler = schedulerOver(small, { OnePodEach: onePodEach(small), Number: scorePlugin((id) => id) });
    small.decide(pod(), scheduler);
    small.place(pod(), "n2");
    const { trace } = small.decide(pod(), scheduler);
    expect(trace).toMatchObject({ triedFirst: 1, visited: 0, feasible: [] });
    small.place(pod(), "n1");
    small.place(pod(), "n0");
    const inVain = small.decide(pod(), scheduler).trace;
    expect(inVain.triedFirst).toBeUndefined();
    expect([...inVain.refusals.keys()]).toEqual([0, 1, 2]);
  });

  it("is empty where nothing was looked at", () => {
    const small = clusterOf(0);
    expect(small.decide(pod(), schedulerOver(small, ALIKE)).trace).toMatchObject({
      start: undefined,
      visited: 0,
      feasible: [],
      triedFirst: undefined,
    });
  });
});

describe("a filter", () => {
  it("is handed what its preFilter found, and is not asked where that said skip", () => {
    const small = clusterOf(1);
    const handed: unknown[] = [];
    const refusing = filterPlugin("no", () => false);
    const plugins: MadeUpPlugins = {
      Prepared: {
        preFilter: () => ({ kind: "ready", state: "state" }),
        filter: (asked, node, state) => {
          handed.push(state);
          return ALIKE["Any"]!.filter!(asked, node, state);
        },
      },
      Skipped: { ...refusing, preFilter: () => ({ kind: "skip" }) },
    };
    expect(small.decide(pod(), schedulerOver(small, plugins)).decision.kind).toBe("scheduled");
    expect(handed).toEqual(["state"]);
  });
});

describe("the runtime of a profile", () => {
  it("is found by the scheduler's name", () => {
    const small = clusterOf(1);
    const scheduler = schedulerOver(small, ALIKE);
    expect(scheduler.runtimeFor("default-scheduler")?.profile.schedulerName).toBe("default-scheduler");
    expect(scheduler.runtimeFor("other")).toBeUndefined();
    expect(scheduler.schedule(small.pod(pod({ schedulerName: "other" })), SIMULATION_START).decision.kind).toBe(
      "ignored",
    );
  });
});

// One profile over columns: which nodes are asked again, how a search goes round, where it stops.

import { describe, expect, it } from "vitest";

import { ColumnarProfile } from "../../../src/scheduling/columnar/columnar-profile.ts";
import { DynamicCycle } from "../../../src/scheduling/columnar/dynamic-cycle.ts";
import type { NodeView } from "../../../src/scheduling/framework/node-view.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unresolvable } from "../../../src/scheduling/framework/status.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import {
  filteringBy,
  filterPlugin,
  runtimeOf,
  scorePlugin,
  scoringBy,
  type MadeUpPlugins,
} from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

/** A profile over so many nodes, n0, n1 and so on, whose numbers are those of their names. */
function profileOver(nodes: number, plugins: MadeUpPlugins, weights: Readonly<Record<string, number>> = {}) {
  const small = new SmallCluster(Array.from({ length: nodes }, (_, index) => node(`n${index}`, {})));
  const profile = new ColumnarProfile(small.cluster, runtimeOf(plugins, weights, small));
  const asked = small.pod(pod());
  const plan = profile.planOf(asked.podClass);
  const cycle = () => new DynamicCycle(small.cluster, profile.runtime, plan, asked);
  const search = (start: number, enough: number) => {
    const found = profile.search(plan, [], small.cluster.nodeOrder, start, enough);
    return {
      nodes: [...found.nodes.subarray(0, found.count)],
      totals: [...found.totals.subarray(0, found.count)],
      refused: found.refused,
    };
  };
  const searchBest = (start: number, enough: number) =>
    profile.searchBest(plan, small.cluster.nodeOrder, start, enough);
  const verdicts = (...ids: number[]) => ids.map((id) => profile.verdictOn(plan, cycle(), id));
  const refusalsOf = (...ids: number[]) => profile.refusalsOf(plan, cycle(), Int32Array.from(ids));
  const searchOneByOne = (start: number, enough: number) => {
    const current = cycle();
    const found = profile.searchOneByOne(plan, current, small.cluster.nodeOrder, start, enough);
    return { nodes: [...found.nodes.subarray(0, found.count)], refused: found.refused, error: current.error };
  };
  return { small, profile, asked, plan, search, searchBest, searchOneByOne, verdicts, refusalsOf };
}

/** A filter that passes as told and remembers whom it was asked about. */
function spyFilter(asked: number[], passes: (node: number) => boolean = () => true) {
  return filterPlugin("spied", (id) => {
    asked.push(id);
    return passes(id);
  });
}

const isEven = (id: number) => id % 2 === 0;

describe("a search", () => {
  it("goes round the order from its start and ends where it began", () => {
    const { search } = profileOver(6, { Even: filterPlugin("odd", isEven), Number: scorePlugin((id) => id) });
    expect(search(3, 6)).toEqual({ nodes: [4, 0, 2], totals: [4, 0, 2], refused: 3 });
    expect(search(0, 6)).toEqual({ nodes: [0, 2, 4], totals: [0, 2, 4], refused: 3 });
  });

  it("ends at the node that would be one more than enough: refusals before that one count", () => {
    const { search, searchBest } = profileOver(10, { Even: filterPlugin("odd", isEven) });
    expect(search(0, 2)).toEqual({ nodes: [0, 2], totals: [0, 0], refused: 2 });
    expect(search(7, 2)).toEqual({ nodes: [8, 0], totals: [0, 0], refused: 3 });
    expect(searchBest(7, 2)).toMatchObject({ node: 8, count: 2, refused: 3 });
  });

  it("takes nodes unasked where there is no filter", () => {
    const { search } = profileOver(4, { Number: scorePlugin((id) => 10 * id) });
    expect(search(1, 2)).toEqual({ nodes: [1, 2], totals: [10, 20], refused: 0 });
  });

  it("adds up the weighted scores of several plugins", () => {
    const plugins = { Number: scorePlugin((id) => id), Hundred: scorePlugin(() => 100) };
    const { search } = profileOver(3, plugins, { Number: 5, Hundred: 2 });
    expect(search(0, 3).totals).toEqual([200, 205, 210]);
  });

  it("finds the best as the columns would choose it", () => {
    const { searchBest } = profileOver(5, { Peak: scorePlugin((id) => [1, 2, 9, 9, 3][id]!) });
    expect(searchBest(0, 5)).toEqual({ node: 3, total: 9, position: 3, count: 5, refused: 0 });
    expect(searchBest(2, 5)).toMatchObject({ node: 2, position: 0 });
  });

  it("finds the best though another kind of search saw the change of a node first", () => {
    const scores = [1, 2, 9, 8, 3];
    const { small, search, searchBest } = profileOver(5, { Peak: scorePlugin((id) => scores[id]!) });
    for (let round = 0; round < 4; round += 1) expect(searchBest(0, 5).node).toBe(2);
    scores[2] = 0;
    small.place(podAsking({}), "n2");
    search(0, 5);
    expect(searchBest(0, 5).node).toBe(3);
  });

  it("finds nothing where no node passes", () => {
    const { search, searchBest } = profileOver(3, { No: filterPlugin("no", () => false) });
    expect(search(1, 3)).toEqual({ nodes: [], totals: [], refused: 3 });
    expect(searchBest(1, 3)).toMatchObject({ count: 0, refused: 3 });
  });
});

describe("a verdict", () => {
  it("is kept once a class comes back, and worked out again only for nodes that changed", () => {
    const asked: number[] = [];
    const { small, search } = profileOver(5, { Spy: spyFilter(asked) });
    search(0, 5);
    search(0, 5);
    expect(asked.splice(0)).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
    search(2, 5);
    expect(asked.splice(0)).toEqual([]);
    small.place(podAsking({}), "n3");
    search(0, 5);
    expect(asked.splice(0)).toEqual([3]);
    small.apply({ kind: "node-updated", node: node("n1", {}, { unschedulable: true }) });
    small.place(podAsking({}), "n4");
    search(0, 5);
    expect(asked).toEqual([1, 4]);
  });

  it("may be worked out ahead for some nodes behind the one that was needed, but for no more than a block", () => {
    const asked: number[] = [];
    const { search } = profileOver(200, { Spy: spyFilter(asked) });
    search(0, 1);
    expect(asked.splice(0)).toEqual(Array.from({ length: 8 }, (_, index) => index));
    search(0, 100);
    // At most a block at a time, and towards the end no more than are wanted.
    expect(asked).toEqual(Array.from({ length: 101 }, (_, index) => index));
  });

  it("stays good when a node is added that is not its own", () => {
    const asked: number[] = [];
    const { small, search } = profileOver(2, { Spy: spyFilter(asked) });
    search(0, 2);
    search(0, 2);
    asked.splice(0);
    small.apply({ kind: "node-added", node: node("n2", {}), pool: "pool" });
    expect(search(0, 3).nodes).toEqual([0, 1, 2]);
    expect(asked).toEqual([2]);
  });

  it("is not kept for a class that comes back to find most nodes changed", () => {
    const asked: number[] = [];
    const { small, search } = profileOver(2, { Spy: spyFilter(asked) });
    for (let round = 0; round < 3; round += 1) {
      search(0, 2);
      expect(asked.splice(0)).toEqual([0, 1]);
      for (let pods = 0; pods < 4; pods += 1) small.place(podAsking({}), "n1");
    }
  });

  it("belongs to one class of pods", () => {
    const asked: number[] = [];
    const { small, profile, search } = profileOver(2, { Spy: spyFilter(asked) });
    search(0, 2);
    const other = profile.planOf(small.pod(podAsking({ cpu: "1" })).podClass);
    profile.search(other, [], small.cluster.nodeOrder, 0, 2);
    expect(asked).toEqual([0, 1, 0, 1]);
  });

  it("is worked out anew when scores are to be forgotten", () => {
    const asked: number[] = [];
    const { profile, search } = profileOver(2, { Spy: spyFilter(asked) });
    search(0, 2);
    search(0, 2);
    asked.splice(2);
    profile.forgetScores();
    search(0, 2);
    expect(asked).toEqual([0, 1, 0, 1]);
  });

  it("is the first refusal's: filters behind it are not asked", () => {
    const asked: number[] = [];
    const { search } = profileOver(4, { Even: filterPlugin("odd", isEven), Spy: spyFilter(asked) });
    search(0, 4);
    expect(asked).toEqual([0, 2]);
  });

  it("of one node can be asked for, and stays known", () => {
    const asked: number[] = [];
    const { search, verdicts } = profileOver(3, { Spy: spyFilter(asked, isEven) });
    expect(verdicts(1, 2, 2)).toEqual(["refused", "passes", "passes"]);
    search(0, 3);
    expect(asked).toEqual([1, 2, 0]);
  });
});

describe("a search that asks one by one", () => {
  /** Passes even nodes, and fails on the node of that number. */
  const failingOn = (failing: number): SchedulerPlugin => ({
    filter: (_pod, { id }) =>
      id === failing ? failure("broken") : isEven(id) ? SUCCESS : unresolvable("odd, in plain words"),
  });

  it("goes round like the other, kept verdicts first", () => {
    const asked: number[] = [];
    const plugins = { NotFour: spyFilter(asked, (id) => id !== 4), Plain: failingOn(-1) };
    const { searchOneByOne } = profileOver(8, plugins);
    expect(searchOneByOne(3, 8)).toEqual({ nodes: [6, 0, 2], refused: 5, error: undefined });
    expect(searchOneByOne(3, 2)).toEqual({ nodes: [6, 0], refused: 5, error: undefined });
    expect(new Set(asked).size).toBe(8);
  });

  it("ends where a filter fails, in the framework's words", () => {
    const { searchOneByOne, verdicts } = profileOver(6, { Plain: failingOn(3) });
    const error = 'running "Plain" filter plugin: broken';
    expect(searchOneByOne(0, 6)).toEqual({ nodes: [0, 2], refused: 1, error });
    expect(verdicts(2, 3, 5)).toEqual(["passes", "failed", "refused"]);
  });

  it("fails on a node that a kept filter refuses only if the failing one is asked before", () => {
    const kept = filterPlugin("three", (id) => id !== 3);
    expect(profileOver(4, { Plain: failingOn(3), Kept: kept }).searchOneByOne(0, 4).error).toBeDefined();
    expect(profileOver(4, { Kept: kept, Plain: failingOn(3) }).searchOneByOne(0, 4)).toEqual({
      nodes: [0, 2],
      refused: 2,
      error: undefined,
    });
  });

  it("tells the refusal of the first filter, kept or not", () => {
    const kept = filterPlugin("large", (id) => id < 2);
    const reasons = (plugins: MadeUpPlugins) => {
      const { searchOneByOne, refusalsOf } = profileOver(4, plugins);
      searchOneByOne(0, 4);
      return refusalsOf(1, 2, 3).groups.map(({ status, nodes }) => [status.plugin, ...status.reasons, nodes]);
    };
    expect(reasons({ Plain: failingOn(-1), Kept: kept })).toEqual([
      ["Plain", "odd, in plain words", 2],
      ["Kept", "large", 1],
    ]);
    expect(reasons({ Kept: kept, Plain: failingOn(-1) })).toEqual([
      ["Plain", "odd, in plain words", 1],
      ["Kept", "large", 2],
    ]);
  });

  it("counts pods in that are nominated to a node, except where it is told not to", () => {
    const plugins = {
      Alone: {
        ...filterPlugin("taken", () => true),
        filter: (_pod: unknown, { podCount }: NodeView) => (podCount === 0 ? SUCCESS : unresolvable()),
      },
    };
    const { small, profile, plan, asked, verdicts, searchOneByOne } = profileOver(3, plugins);
    const waiting = small.apply({ kind: "pod-created", classId: small.cluster.classify(pod()), name: "waiting" }).pod;
    small.apply({ kind: "pod-nominated", pod: waiting, nodeName: "n1" });
    expect(verdicts(0, 1, 2)).toEqual(["passes", "refused", "passes"]);
    const cycle = new DynamicCycle(small.cluster, profile.runtime, plan, asked);
    expect(profile.verdictWithoutNominated(plan, cycle, 1)).toBe("passes");
    expect(searchOneByOne(0, 3)).toEqual({ nodes: [0, 2], refused: 1, error: undefined });
  });
});

describe("refusals", () => {
  /** Odd nodes are refused by the first plugin, 2 by the second, in words that are asked for one by one. */
  function refusing(worded: number[]) {
    return profileOver(5, {
      Odd: {
        ...filterPlugin("odd", isEven),
        filter: (_pod, { id }) => {
          worded.push(id);
          return unresolvable("odd");
        },
      },
      Two: filterPlugin("two", (id) => id !== 2),
    });
  }

  it("are counted by status; the nodes where preemption may help are those that are plainly unschedulable", () => {
    const { search, refusalsOf } = refusing([]);
    search(0, 5);
    expect(refusalsOf(1, 2, 3)).toEqual({
      groups: [
        { status: { code: "UnschedulableAndUnresolvable", reasons: ["odd"], plugin: "Odd" }, nodes: 2 },
        { status: { code: "Unschedulable", reasons: ["two"], plugin: "Two" }, nodes: 1 },
      ],
      preemptible: [2],
    });
  });

  it("are put into words once, and again only when the node changed", () => {
    const worded: number[] = [];
    const { small, search, refusalsOf } = refusing(worded);
    search(0, 5);
    search(0, 5);
    for (let time = 0; time < 3; time += 1) refusalsOf(1, 3);
    expect(worded).toEqual([1, 3]);
    small.place(podAsking({}), "n3");
    search(0, 5);
    refusalsOf(1, 3);
    expect(worded).toEqual([1, 3, 3]);
  });
});

describe("scores that look at all candidates", () => {
  /** The largest raw score becomes 100. */
  const relative = (uniform: number | undefined) => ({
    score: () => 0,
    normalizeScore: (scores: Float64Array) => {
      const largest = Math.max(...scores);
      scores.forEach((score, index) => (scores[index] = (100 * score) / largest));
    },
    columnar: {
      score: scoringBy((id) => id),
      locality: "candidates" as const,
      uniformScore: () => uniform,
    },
  });

  it("are normalised over the nodes found, weighted, and added", () => {
    const plugins = { Local: scorePlugin(() => 7), Relative: relative(undefined) };
    const { small, profile, asked, plan } = profileOver(5, plugins, { Relative: 2 });
    const found = profile.search(plan, [], small.cluster.nodeOrder, 1, 2);
    profile.addCandidateScores(plan, asked, found);
    expect([...found.totals.subarray(0, 2)]).toEqual([107, 207]);
    expect(profile.isDecidedByNodes(plan, asked)).toBe(false);
  });

  it("are left out where they are equal for all: they decide nothing", () => {
    const plugins = { Local: scorePlugin(() => 7), Relative: relative(100) };
    const { small, profile, asked, plan } = profileOver(5, plugins);
    const found = profile.search(plan, [], small.cluster.nodeOrder, 1, 2);
    profile.addCandidateScores(plan, asked, found);
    expect([...found.totals.subarray(0, 2)]).toEqual([7, 7]);
    expect(profile.isDecidedByNodes(plan, asked)).toBe(true);
  });
});

describe("a plan", () => {
  it("is made once for a class", () => {
    let made = 0;
    const counting = { filter: () => unresolvable(), columnar: { filter: filteringBy(() => true) } };
    const preFilter = () => {
      made += 1;
      return { kind: "ready" as const, state: undefined };
    };
    const { small, profile, plan } = profileOver(1, { Counting: { ...counting, preFilter } });
    expect(profile.planOf(small.pod(pod()).podClass)).toBe(plan);
    expect(made).toBe(1);
  });
});

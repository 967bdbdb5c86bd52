// How verdicts are worked out: whom filters and scores are asked about, and what is put down.

import { describe, expect, it } from "vitest";

import { ClassCache, REFUSED, STALE, UNKNOWN_REFUSAL } from "../../../src/scheduling/columnar/class-cache.ts";
import { ClassJudge } from "../../../src/scheduling/columnar/class-judge.ts";
import { ClassPlanner } from "../../../src/scheduling/columnar/class-plan.ts";
import { node, pod } from "../../model/build-objects.ts";
import { filterPlugin, runtimeOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

function judgeOver(count: number, plugins: MadeUpPlugins, weights: Readonly<Record<string, number>> = {}) {
  const small = new SmallCluster(Array.from({ length: count }, (_, index) => node(`n${index}`, {})));
  const plan = new ClassPlanner(runtimeOf(plugins, weights, small)).planOf(small.pod(pod()).podClass);
  return { small, plan, judge: new ClassJudge(small.cluster), cache: new ClassCache(count) };
}

const PLUGINS: MadeUpPlugins = {
  Even: filterPlugin("odd", (id) => id % 2 === 0),
  NotFour: filterPlugin("four", (id) => id !== 4),
  Number: scorePlugin((id) => id),
};

describe("the judge", () => {
  it("puts down the filter that refused, or the weighted score", () => {
    const { plan, judge, cache, small } = judgeOver(7, PLUGINS, { Number: 3 });
    judge.judgeStretch(plan, cache, small.cluster.nodeOrder, 1, 7);
    expect([...cache.scores]).toEqual([STALE, REFUSED, 6, REFUSED, REFUSED - 1, REFUSED, 18]);
  });

  it("leaves alone what is known", () => {
    const { plan, judge, cache, small } = judgeOver(3, PLUGINS);
    cache.scores[2] = 99;
    judge.judgeStretch(plan, cache, small.cluster.nodeOrder, 0, 3);
    expect([...cache.scores]).toEqual([0, REFUSED, 99]);
  });

  it("works out a single node, and forgets the words of its last refusal", () => {
    const { plan, judge, cache } = judgeOver(3, PLUGINS);
    cache.refusalNumbers().set([5, 6, 7]);
    judge.judge(plan, cache, 1);
    expect([...cache.scores]).toEqual([STALE, REFUSED, STALE]);
    expect([...cache.refusalNumbers()]).toEqual([5, UNKNOWN_REFUSAL, 7]);
  });

  it("works out each node of the log once, except those that are gone", () => {
    const asked: number[] = [];
    const spy = filterPlugin("spied", (id) => asked.push(id) > 0);
    const { plan, judge, cache, small } = judgeOver(4, { Spy: spy, Number: scorePlugin((id) => id) });
    const { nodeChanges } = small.cluster;
    const from = nodeChanges.end;
    for (const name of ["n2", "n3", "n2"]) small.place(pod(), name);
    small.apply({ kind: "node-removed", name: "n3" });
    judge.judgeLogged(plan, cache, from, nodeChanges.end);
    expect(asked).toEqual([2]);
    expect([...cache.scores]).toEqual([STALE, STALE, 2, STALE]);
  });
});

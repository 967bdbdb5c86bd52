// Soft constraints by kept counts. That they say what the plain form says is seen in spread-cluster.ts and tests/contracts;
// here, that one scorer serves cycle after cycle.

import { describe, expect, it } from "vitest";

import { SpreadKeeper } from "../../../src/scheduling/plugins/pod-topology-spread-kept.ts";
import { scoreKept, SpreadScorer } from "../../../src/scheduling/plugins/pod-topology-spread-kept-scores.ts";
import { SpreadRulebook } from "../../../src/scheduling/plugins/pod-topology-spread-rules.ts";
import { host, soft, spreadBy, SpreadCluster } from "./spread-cluster.ts";

describe("a scorer", () => {
  it("weighs each cycle by its own candidates", () => {
    const small = new SpreadCluster([host("a1", "a"), host("b1", "b"), host("c1", "c"), host("x1")]).populate({
      a1: 10,
    });
    const rulebook = new SpreadRulebook(small.cluster.objects, {});
    const { podClass } = small.pod(spreadBy(soft()));
    const kept = new SpreadKeeper(small.cluster).of(podClass, rulebook.rulesOf(podClass));
    const scorer = new SpreadScorer();
    const pointsOf = (...nodes: readonly number[]) => {
      const column = Int32Array.from(nodes);
      const scores = new Float64Array(column.length).fill(-1);
      scoreKept(scorer.prepare(kept, column, column.length), column, column.length, scores);
      return [...scores];
    };
    expect(pointsOf(0, 1)).toEqual([Math.round(10 * Math.log(4)), 0]);
    expect(pointsOf(0, 1, 2)).toEqual([Math.round(10 * Math.log(5)), 0, 0]);
    expect(pointsOf(0, 3)).toEqual([Math.round(10 * Math.log(3)), 0]);
    expect(pointsOf(0, 1)).toEqual([Math.round(10 * Math.log(4)), 0]);
  });
});

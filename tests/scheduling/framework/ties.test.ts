// Which of equally good nodes wins, by rule.

import { describe, expect, it } from "vitest";

import { NO_RUN } from "../../../src/scheduling/framework/run-facts.ts";
import { TIE_RULES, TieBreaker, type TieRule } from "../../../src/scheduling/framework/ties.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const NAMES = ["d", "b", "c", "a"];

function winners(rule: TieRule, totals: readonly number[], pods = 1): readonly string[] {
  const small = new SmallCluster(NAMES.map((name) => node(name, { cpu: "1" })));
  const ties = new TieBreaker(rule, small.cluster, NO_RUN);
  const nodes = Int32Array.from(small.cluster.nodeOrder);
  return Array.from({ length: pods }, (_, number) => {
    const classId = small.cluster.classify(pod());
    const { pod: id } = small.apply({ kind: "pod-created", classId, name: `pod-${number}` });
    const asking = { id, name: `pod-${number}`, podClass: small.cluster.classes.get(classId) };
    return small.nameOf(nodes[ties.winner(asking, { nodes, totals: Float64Array.from(totals), count: nodes.length })]!);
  });
}

describe("ties", () => {
  it.each(TIE_RULES)("do not matter to the best node: %s", (rule) => {
    expect(winners(rule, [1, 5, 7, 3])).toEqual(["c"]);
  });

  it("go to the node that Go's heap brings up, as in kube-scheduler", () => {
    expect(winners("kubernetes", [7, 7, 7, 7])).toEqual(["d"]);
    expect(winners("kubernetes", [1, 1, 7, 7])).toEqual(["a"]);
  });

  it("go to the smallest name", () => {
    expect(winners("name", [7, 7, 7, 7])).toEqual(["a"]);
    expect(winners("name", [7, 7, 7, 1])).toEqual(["b"]);
  });

  it("go to any of the best at random", () => {
    const drawn = winners("random", [7, 1, 7, 7], 90);
    const counts = ["a", "b", "c", "d"].map((name) => drawn.filter((winner) => winner === name).length);
    expect(counts[1]).toBe(0);
    for (const count of [counts[0]!, counts[2]!, counts[3]!]) expect(Math.abs(count - 30)).toBeLessThan(15);
  });
});

// The text of a comparison: how much differs, between which pools, and pod by pod why.

import { describe, expect, it } from "vitest";

import { comparisonText } from "../../../src/report/explain/comparison-text.ts";
import type { Comparison, MoveCause, Whereabouts } from "../../../src/simulation/explain/comparison.ts";

const RUN = { scenario: "small", seed: "1", inputs: [], placed: 2, waiting: 0, preempted: 0 };
const FROM: Whereabouts = { kind: "placed", node: "n1", pool: "old", zone: "a" };
const TO: Whereabouts = { kind: "placed", node: "n2", pool: "new", zone: "a" };

function compared(whyNotFirst: MoveCause | null): Comparison {
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Comparison",
    plimsoll: "0.1.0",
    first: RUN,
    second: RUN,
    common: 2,
    differing: 2,
    onlyInFirst: 0,
    onlyInSecond: 0,
    byPool: [{ from: "old", to: "new", pods: 2 }],
    byZone: [{ from: "a", to: "a", pods: 2 }],
    causes: [{ cause: "score: NodeResourcesFit", pods: 1 }],
    moved: [{ pod: "default/web", from: FROM, to: TO, whyNotFirst, whyNotSecond: null }],
  };
}

describe("a comparison as text", () => {
  it("counts first, then goes through the pods", () => {
    const text = comparisonText(compared({ kind: "score", plugin: "NodeResourcesFit", by: 3, total: 1 }));
    expect(text).toContain("2 pods of 2 that both know are elsewhere in the second.");
    expect(text).toContain("BY POOL");
    expect(text).not.toContain("BY ZONE");
    expect(text).toContain("default/web: n1 → n2\n  second: n1 was 1 point behind, most by NodeResourcesFit (3)\n");
    expect(text).toContain("… and 1 pod more; -o json looks into all of them");
  });

  it.each<[MoveCause, string]>([
    [{ kind: "tie", nodes: 2 }, "n1 had the same total as 1 other node, and another was chosen"],
    [{ kind: "refused", plugin: "NodePorts", reasons: ["taken"] }, "n1 was refused by NodePorts: taken"],
    [{ kind: "not-visited", visited: 101, nodes: 120 }, "n1 was not looked at: enough nodes fit after 101 of 120"],
    [{ kind: "tried-first" }, "n1 was not looked at: a node that was tried first fits"],
    [{ kind: "no-such-node" }, "n1 does not exist"],
    [{ kind: "waited", message: "no room" }, "n1 did not take it: no room"],
  ])("has words for %o", (cause, words) => {
    expect(comparisonText(compared(cause))).toContain(words);
  });

  it("says so where nodes are in no zone", () => {
    const unzoned = { ...compared(null), byZone: [{ from: "", to: "(waiting)", pods: 2 }] };
    expect(comparisonText(unzoned)).toContain("(none)  (waiting)     2");
  });

  it("counts pods that had to go", () => {
    const text = comparisonText({ ...compared(null), second: { ...RUN, placed: 1, preempted: 1 } });
    expect(text).toContain("second  small, seed 1: 1 placed, 0 waiting, 1 preempted");
  });

  it("counts pods that only one of them knows apart", () => {
    const strangers = { ...compared(null), common: 0, differing: 0, onlyInFirst: 15, onlyInSecond: 1 };
    expect(comparisonText(strangers)).toContain(
      "There is no pod that both know.\n15 pods are in the first alone.\n1 pod is in the second alone.\n",
    );
    expect(comparisonText({ ...strangers, common: 2 })).toContain("All 2 pods that both know are at the same place.");
  });

  it("says so where nothing differs", () => {
    const same = { ...compared(null), differing: 0, byPool: [], byZone: [], causes: [], moved: [] };
    expect(comparisonText(same)).toContain("All 2 pods are at the same place.");
  });
});

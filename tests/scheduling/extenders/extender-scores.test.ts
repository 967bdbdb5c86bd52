// Scores of extenders on top of those of the plugins.

import { describe, expect, it } from "vitest";

import { addExtenderScores } from "../../../src/scheduling/extenders/extender-scores.ts";
import type { Extender } from "../../../src/scheduling/framework/extender.ts";
import { pod } from "../../model/build-objects.ts";
import { answering, clusterOf, failing } from "./made-up-extenders.ts";

/** Totals of nodes 2 and 0, which had 100 and 200. */
function totals(...extenders: readonly Extender[]): readonly number[] {
  const small = clusterOf(3);
  const sums = Float64Array.of(100, 200);
  addExtenderScores(extenders, small.cluster, small.pod(pod()), [2, 0], sums);
  return [...sums];
}

const scores = [
  { Host: "n0", Score: 3 },
  { host: "n2", score: 10 },
  { Host: "n1", Score: 7 },
];

describe("an extender's scores", () => {
  it("count ten times their weight, for the nodes that were asked about", () => {
    const { extender, asked } = answering(() => scores, { weight: 5 });
    expect(totals(extender)).toEqual([600, 350]);
    expect(asked).toMatchObject([{ verb: "prioritize", args: { NodeNames: ["n2", "n0"] } }]);
  });

  it("of several are added", () => {
    expect(totals(answering(() => scores).extender, answering(() => scores).extender)).toEqual([300, 260]);
  });

  it("are none where it fails, cannot be understood, is not interested or does not score", () => {
    expect(
      totals(
        failing(),
        answering(() => ({ n0: 5 })).extender,
        answering(() => [{ Host: "n0", Score: 1.5 }]).extender,
        answering(() => scores, { managedResources: new Set(["example.com/gpu"]) }).extender,
        answering(() => scores, { prioritizeVerb: "" }).extender,
      ),
    ).toEqual([100, 200]);
  });
});

// Both forms from one formula, and raw scores brought to 0..100.

import { describe, expect, it } from "vitest";

import {
  keepBestAlone,
  scoredAmongCandidates,
  scoredByNode,
  spreadOverRange,
} from "../../../src/scheduling/policies/node-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod } from "./gpu-cluster.ts";

function normalized(normalize: (scores: Float64Array) => void, ...raw: readonly number[]): readonly number[] {
  const scores = Float64Array.from(raw);
  normalize(scores);
  return [...scores];
}

describe("raw scores", () => {
  it("spread over the range, truncated", () => {
    expect(normalized(spreadOverRange, 90, 93, 97)).toEqual([0, 42, 100]);
  });

  it("become 0 where all are equal", () => {
    expect(normalized(spreadOverRange, 7, 7)).toEqual([0, 0]);
    expect(normalized(spreadOverRange, -3)).toEqual([0]);
  });

  it("leave 100 to the best alone", () => {
    expect(normalized(keepBestAlone, 1000, 999.9999, 0, 1000)).toEqual([100, 99, 0, 100]);
    expect(normalized(keepBestAlone, -1, -2)).toEqual([100, 0]);
    expect(normalized(keepBestAlone, 5, 5)).toEqual([100, 100]);
  });
});

describe("a formula", () => {
  it("gives a plain and a columnar form that say the same", () => {
    const cluster = new SmallCluster([gpuNode("a", 1, 0), gpuNode("b", 2, 0)]);
    const { podClass } = cluster.pod(plainPod(1));
    for (const plugin of [
      scoredByNode((_podClass, node) => node * 10),
      scoredAmongCandidates((_podClass, node) => node * 10, spreadOverRange),
    ]) {
      const column = new Float64Array(2);
      plugin.columnar!.score!(podClass, Int32Array.of(1, 0), 2, column);
      expect([...column]).toEqual([10, 0]);
      expect(cluster.byNode((node) => plugin.score!(cluster.pod(plainPod(1)), node, undefined))).toEqual({
        a: 0,
        b: 10,
      });
    }
  });
});

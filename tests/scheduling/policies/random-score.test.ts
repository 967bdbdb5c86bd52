// One random node of those that fit.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { randomScore } from "../../../src/scheduling/policies/random-score.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod } from "./gpu-cluster.ts";

const NODES = 5;
const PODS = 500;

describe("RandomScore", () => {
  const small = new SmallCluster(Array.from({ length: NODES }, (_, index) => gpuNode(`n${index}`, 8, 0)));
  const draws = new RandomStreams("7").entityDraws("scheduler/policies");
  const plugin = randomScore.create(undefined, { ...handleOf(small), run: { draws, expectedPods: () => [] } });
  const views = [...small.cluster.nodeOrder].map((node) => new LiveNode(small.cluster, node));

  function createdPod(number: number) {
    const classId = small.cluster.classify(plainPod(1));
    const { pod } = small.apply({ kind: "pod-created", classId, name: `pod-${number}` });
    return { id: pod, name: `pod-${number}`, podClass: small.cluster.classes.get(classId) };
  }

  it("gives 100 to one node and 0 to the others, in both forms alike, each node about equally often", () => {
    const wins = new Map<number, number>();
    const order = Int32Array.from(views, ({ id }) => id);
    for (let number = 0; number < PODS; number += 1) {
      const pod = createdPod(number);
      const prepared = plugin.preScore!(pod, views);
      const state = prepared.kind === "ready" ? prepared.state : undefined;
      const scores = views.map((view) => plugin.score!(pod, view, state));
      const column = new Float64Array(NODES);
      expect(plugin.incremental!.preScore!(pod, order, NODES)).toEqual(prepared);
      plugin.incremental!.score!(pod, order, NODES, state, column);
      expect([...column]).toEqual(scores);
      expect(scores.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 100]);
      wins.set(scores.indexOf(100), (wins.get(scores.indexOf(100)) ?? 0) + 1);
    }
    for (const count of wins.values()) expect(Math.abs(count - PODS / NODES)).toBeLessThan(40);
  });

  it("draws anew for a pod's next attempt", () => {
    const pod = createdPod(PODS);
    const drawn = () => {
      small.apply({ kind: "pod-attempted", pod: pod.id });
      const prepared = plugin.preScore!(pod, views);
      return prepared.kind === "ready" ? prepared.state : undefined;
    };
    expect(new Set(Array.from({ length: 20 }, drawn)).size).toBeGreaterThan(1);
  });
});

function handleOf({ cluster, images }: SmallCluster) {
  return { cluster, images };
}

// InterPodAffinity's score, counted afresh, and how it is brought to 0..100.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import {
  countForScore,
  normalizeBetween,
  scoreOn,
  type AffinityScoreArguments,
} from "../../../src/scheduling/plugins/inter-pod-affinity-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, nodeIn, podOf, term, ZONE } from "./pods-with-affinity.ts";

const DEFAULTS: AffinityScoreArguments = { hardPodAffinityWeight: 1, ignorePreferredTermsOfExistingPods: false };

function clusterWith(placed: Readonly<Record<string, Pod>>): SmallCluster {
  const cluster = new SmallCluster([nodeIn("a", "a1"), nodeIn("a", "a2"), nodeIn("b", "b1")]);
  for (const [node, pod] of Object.entries(placed)) cluster.place(pod, node);
  return cluster;
}

function scores(cluster: SmallCluster, pod: Pod, args: Partial<AffinityScoreArguments> = {}) {
  const outcome = countForScore(cluster.cluster, cluster.pod(pod), { ...DEFAULTS, ...args });
  if (outcome.kind !== "ready") return outcome.kind;
  return cluster.byNode(({ record }) => scoreOn(outcome.state, record.labels));
}

describe("a node's score", () => {
  it("gains by pods that the pod would rather be near, and loses by those that it avoids", () => {
    const cluster = clusterWith({ a1: podOf("db"), b1: podOf("cache") });
    const pod = podOf("web", {
      ratherNear: [
        [10, term(ZONE, "db")],
        [1, term(HOST, "db")],
      ],
      ratherFar: [[5, term(ZONE, "cache")]],
    });
    expect(scores(cluster, pod)).toEqual({ a1: 11, a2: 10, b1: -5 });
  });

  it("follows what placed pods would rather", () => {
    const cluster = clusterWith({
      a1: podOf("db", { ratherNear: [[30, term(HOST, "web")]] }),
      b1: podOf("db", { ratherFar: [[7, term(ZONE, "web")]] }),
    });
    expect(scores(cluster, podOf("web"))).toEqual({ a1: 30, a2: 0, b1: -7 });
    expect(scores(cluster, podOf("cache"))).toBe("skip");
  });

  it("gains by placed pods that must be near, as much as the profile says", () => {
    const cluster = clusterWith({ a1: podOf("db", { near: [term(ZONE, "web")] }) });
    expect(scores(cluster, podOf("web"))).toEqual({ a1: 1, a2: 1, b1: 0 });
    expect(scores(cluster, podOf("web"), { hardPodAffinityWeight: 60 })).toMatchObject({ a1: 60 });
    expect(scores(cluster, podOf("web"), { hardPodAffinityWeight: 0 })).toBe("skip");
  });

  it("heeds placed pods' terms for pods with terms of their own only, if the profile says so", () => {
    const cluster = clusterWith({ a1: podOf("db", { ratherNear: [[30, term(HOST, "web")]] }) });
    const args = { ignorePreferredTermsOfExistingPods: true };
    expect(scores(cluster, podOf("web"), args)).toBe("skip");
    expect(scores(cluster, podOf("web", { ratherNear: [[1, term(HOST, "none")]] }), args)).toMatchObject({ a1: 30 });
  });

  it("is there although all sums are 0: then nothing is skipped", () => {
    const cluster = clusterWith({ a1: podOf("db") });
    const pod = podOf("web", { ratherNear: [[3, term(ZONE, "db")]], ratherFar: [[3, term(ZONE, "db")]] });
    expect(scores(cluster, pod)).toEqual({ a1: 0, a2: 0, b1: 0 });
  });

  it("fails for a pod whose terms cannot be asked", () => {
    const bad = { labelSelector: { matchExpressions: [{ key: "app", operator: "Near" }] } };
    const pod = podOf("web", { ratherNear: [[1, term(ZONE, "", bad)]] });
    expect(scores(clusterWith({}), pod)).toBe("failed");
  });
});

describe("normalising", () => {
  it.each([
    [
      [5, 5],
      [0, 0],
    ],
    [
      [-10, 0, 10],
      [0, 50, 100],
    ],
    // 29/100 is a little less than 0.29 in a double.
    [
      [0, 29, 57, 100],
      [0, 28, 56, 100],
    ],
    [
      [0, 7, 25],
      [0, 28, 100],
    ],
  ])("%j makes %j", (raw, expected) => {
    const column = Float64Array.from(raw);
    normalizeBetween(column);
    expect([...column]).toEqual(expected);
  });
});

// Soft constraints: raw points by hand from the source's formula, and how they are normalised.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  normalizeSpread,
  scoreSpread,
  weighAfresh,
  weightOfDomains,
} from "../../../src/scheduling/plugins/pod-topology-spread-score.ts";
import { host, HOST, soft, spreadBy, SpreadCluster, web, ZONE } from "./spread-cluster.ts";

const NODES = [host("a1", "a"), host("a2", "a"), host("b1", "b"), host("c1", "c")];
const STANDING = { a1: 2, a2: 1, b1: 1 };

/** By name, so that the order of nodes does not matter. */
const ALL = ["a1", "a2", "b1", "c1"];

describe("raw points", () => {
  it("are the pods in the node's domain, weighed by the logarithm of how many domains there are", () => {
    const { raw } = new SpreadCluster(NODES).populate(STANDING).points(spreadBy(soft()), ALL)!;
    // ln(3 + 2) = 1.609: 3 pods in zone a, 1 in b, none in c.
    expect(raw).toEqual([5, 5, 2, 0]);
  });

  it("count hosts one by one, by how many candidates there are", () => {
    const { raw } = new SpreadCluster(NODES).populate(STANDING).points(spreadBy(soft({ topologyKey: HOST })), ALL)!;
    // ln(4 + 2) = 1.792
    expect(raw).toEqual([4, 2, 2, 0]);
  });

  it("are those of all constraints together, with maxSkew − 1 for each", () => {
    const both = spreadBy(soft({ maxSkew: 3 }), soft({ topologyKey: HOST, maxSkew: 2 }));
    const { raw } = new SpreadCluster(NODES).populate(STANDING).points(both, ALL)!;
    expect(raw).toEqual([
      Math.round(3 * Math.log(5) + 2 + 2 * Math.log(6) + 1),
      Math.round(3 * Math.log(5) + 2 + 1 * Math.log(6) + 1),
      Math.round(1 * Math.log(5) + 2 + 1 * Math.log(6) + 1),
      3,
    ]);
  });

  it("weigh domains of candidates only, but count pods on all nodes in them", () => {
    const { raw } = new SpreadCluster(NODES).populate(STANDING).points(spreadBy(soft()), ["a2", "c1"])!;
    // ln(2 + 2) = 1.386: 3 pods in zone a.
    expect(raw).toEqual([4, 0]);
  });

  it("count over nodes that the pod could go to; on hosts they count all the same", () => {
    const nodes = [host("a1", "a"), host("a2", "a", { disk: "ssd" }), host("b1", "b", { disk: "ssd" })];
    const cluster = new SpreadCluster(nodes).populate({ a1: 3, a2: 1 });
    const asked = (topologyKey: string) =>
      web({ nodeSelector: { disk: "ssd" }, topologySpreadConstraints: [soft({ topologyKey })] });
    expect(cluster.points(asked(ZONE), ["a1", "a2", "b1"])!.raw).toEqual([1, 1, 0]);
    expect(cluster.points(asked(HOST), ["a1", "a2", "b1"])!.raw).toEqual([5, 2, 0]);
  });

  it("are nothing for candidates that lack a key", () => {
    const cluster = new SpreadCluster([...NODES, host("x1")]).populate({ ...STANDING, x1: 4 });
    const both = spreadBy(soft(), soft({ topologyKey: HOST }));
    const { raw, normal } = cluster.points(both, ["x1", "a1", "c1"])!;
    expect(raw).toEqual([0, Math.round(3 * Math.log(4) + 2 * Math.log(4)), 0]);
    expect(normal).toEqual([0, 0, 100]);
  });
});

describe("system defaults", () => {
  it("do not require keys: nodes without a zone share one, and score by their host alone", () => {
    const nodes = [host("a1"), host("x1"), host("x2")].map((made, index) =>
      index === 0
        ? { ...made, metadata: { ...made.metadata, labels: { [HOST]: "a1", "topology.kubernetes.io/zone": "a" } } }
        : made,
    );
    const cluster = new SpreadCluster(nodes).populate({ a1: 1, x1: 2, x2: 1 });
    const service = { metadata: { name: "s" }, spec: { selector: { app: "web" } } };
    cluster.apply({ kind: "object-stored", stored: { kind: "Service", object: service } });
    const { raw } = cluster.points(web(), ["a1", "x1", "x2"])!;
    expect(raw).toEqual([
      Math.round(Math.log(5) + 2 + (Math.log(4) + 4)),
      Math.round(2 * Math.log(5) + 2),
      Math.round(Math.log(5) + 2),
    ]);
  });
});

describe("normalising", () => {
  const normalized = (scores: readonly number[], ignored: readonly number[] = []) => {
    const column = Float64Array.from(scores);
    const nodes = scores.map((_score, index) => index);
    normalizeSpread(column, nodes, { ignored: ignored.length, isIgnored: (node) => ignored.includes(node) });
    return [...column];
  };

  it.each<[string, readonly number[], readonly number[], readonly number[]]>([
    ["gives the emptiest all points, and the fullest what it has in common with it", [5, 2, 3], [], [40, 100, 80]],
    ["cuts fractions off", [7, 3, 4], [], [42, 100, 85]],
    ["gives all points to all where nobody counted any", [0, 0], [], [100, 100]],
    ["gives none to ignored nodes, and measures without them", [9, 2, 4], [0], [0, 100, 50]],
    ["gives none where all are ignored", [0, 0], [0, 1], [0, 0]],
  ])("%s", (_sentence, scores, ignored, expected) => {
    expect(normalized(scores, ignored)).toEqual(expected);
  });

  it("comes to the same for scores near each other, which are divided once each, as for scores far apart", () => {
    const whole = fc.nat({ max: 400 });
    const arbitraryScores = fc.tuple(whole, fc.constantFrom(1, 63, 64, 500)).chain(([least, width]) =>
      fc.array(
        fc.nat({ max: width }).map((above) => least + above),
        { minLength: 1, maxLength: 40 },
      ),
    );
    fc.assert(
      fc.property(arbitraryScores, (scores) => {
        const most = Math.max(...scores);
        const sum = most + Math.min(...scores);
        expect(normalized(scores)).toEqual(
          scores.map((score) => (most === 0 ? 100 : Math.trunc((100 * (sum - score)) / most))),
        );
      }),
      { seed: 41, numRuns: 300 },
    );
  });
});

describe("the parts of a score", () => {
  it("weigh by ln(domains + 2)", () => {
    expect([0, 1, 5000].map(weightOfDomains)).toEqual([Math.log(2), Math.log(3), Math.log(5002)]);
  });

  it("come to nothing without constraints", () => {
    const cluster = new SpreadCluster(NODES);
    const state = weighAfresh([], true, cluster.pod(web()).podClass, [], []);
    expect(cluster.byNode((view) => scoreSpread(view, state))).toEqual({ a1: 0, a2: 0, b1: 0, c1: 0 });
  });
});

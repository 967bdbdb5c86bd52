// What default spreading adds to totals: what scoring and normalising one after another add, or nothing at all.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { TopologySpreadConstraint } from "../../../src/model/api/types/affinity.ts";
import { DefaultSpreadScores } from "../../../src/scheduling/plugins/pod-topology-spread-default-scores.ts";
import { SpreadKeeper } from "../../../src/scheduling/plugins/pod-topology-spread-kept.ts";
import { scoreKept, SpreadScorer } from "../../../src/scheduling/plugins/pod-topology-spread-kept-scores.ts";
import { SpreadRulebook } from "../../../src/scheduling/plugins/pod-topology-spread-rules.ts";
import { normalizeSpread } from "../../../src/scheduling/plugins/pod-topology-spread-score.ts";
import { host, HOST, soft, SpreadCluster, web, ZONE } from "./spread-cluster.ts";

interface World {
  /** By node: its zone, and the pods on it. */
  readonly nodes: readonly (readonly [zone: string | undefined, pods: number])[];
  readonly constraints: readonly TopologySpreadConstraint[];
  readonly args: object;
}

const BY_HOST = soft({ topologyKey: HOST });

/** Totals of 7 each after the scores of all nodes came, weighted by 3, in one go and one after another. */
function totalsOf({ nodes, constraints, args }: World) {
  const small = new SpreadCluster(nodes.map(([zone], number) => host(`n${number}`, zone)));
  small.populate(Object.fromEntries(nodes.map(([, pods], number) => [`n${number}`, pods])));
  small.apply({
    kind: "object-stored",
    stored: { kind: "Service", object: { metadata: { name: "s" }, spec: { selector: { app: "web" } } } },
  });
  const { podClass } = small.pod(web({ topologySpreadConstraints: constraints }));
  const kept = new SpreadKeeper(small.cluster).of(
    podClass,
    new SpreadRulebook(small.cluster.objects, args).rulesOf(podClass),
  );
  const column = Int32Array.from(small.cluster.nodeOrder);
  const state = new SpreadScorer().prepare(kept, column, column.length);
  const scores = new Float64Array(column.length);
  scoreKept(state, column, column.length, scores);
  normalizeSpread(scores, column, state);
  const totals = new Float64Array(column.length).fill(7);
  const isAdded = new DefaultSpreadScores().add(state, column, column.length, 3, totals);
  return { isAdded, totals: [...totals], expected: Array.from(scores, (score) => 7 + 3 * score) };
}

describe("default spreading", () => {
  const zone = fc.constantFrom("a", "b", "c", undefined);
  const node = fc.tuple(zone, fc.oneof(fc.nat(3), fc.nat(40)));
  const list = fc.record({ host: fc.integer({ min: 1, max: 9 }), zone: fc.integer({ min: 1, max: 9 }) });
  const asArguments = (skews: { readonly host: number; readonly zone: number }) => ({
    defaultingType: "List",
    defaultConstraints: [
      { topologyKey: HOST, whenUnsatisfiable: "ScheduleAnyway", maxSkew: skews.host },
      { topologyKey: ZONE, whenUnsatisfiable: "ScheduleAnyway", maxSkew: skews.zone },
    ],
  });

  it("adds what scoring and normalising add", () => {
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 12 }), list, (nodes, skews) => {
        const { isAdded, totals, expected } = totalsOf({ nodes, constraints: [], args: asArguments(skews) });
        // Nodes without the zone get nothing where constraints are the profile's own; that is left to others.
        expect(isAdded).toBe(nodes.every(([at]) => at !== undefined));
        expect(totals).toEqual(isAdded ? expected : nodes.map(() => 7));
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });

  it("adds the same where no node has the zones that the system spreads by", () => {
    const nodes = [0, 3, 1].map((pods) => ["a", pods] as const);
    const { isAdded, totals, expected } = totalsOf({ nodes, constraints: [], args: {} });
    expect([isAdded, totals]).toEqual([true, expected]);
    expect(new Set(totals).size).toBe(3);
  });

  it.each([
    { what: "one constraint", constraints: [BY_HOST] },
    { what: "another order", constraints: [soft(), BY_HOST] },
  ])("leaves the rest to others: $what", ({ constraints }) => {
    const { isAdded, totals } = totalsOf({
      nodes: [
        ["a", 1],
        ["b", 0],
      ],
      constraints,
      args: {},
    });
    expect([isAdded, totals]).toEqual([false, [7, 7]]);
  });

  it("leaves nodes to others that hold many pods", () => {
    const totalsWith = (pods: number) =>
      totalsOf({
        nodes: [
          ["a", pods],
          ["b", 0],
        ],
        constraints: [BY_HOST, soft()],
        args: {},
      });
    const few = totalsWith(63);
    expect([few.isAdded, few.totals]).toEqual([true, few.expected]);
    const many = totalsWith(64);
    expect([many.isAdded, many.totals]).toEqual([false, [7, 7]]);
  });

  it("knows no bounds of a skew", () => {
    const constraints = [soft({ topologyKey: HOST, maxSkew: 2_000_000_000 }), soft()];
    const { isAdded, totals, expected } = totalsOf({
      nodes: [
        ["a", 1],
        ["b", 0],
      ],
      constraints,
      args: {},
    });
    expect([isAdded, totals]).toEqual([true, expected]);
  });
});

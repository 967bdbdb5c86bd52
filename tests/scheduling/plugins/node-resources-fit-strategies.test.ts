// The three strategies, resource by resource.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { nodeResourcesFit } from "../../../src/scheduling/plugins/node-resources-fit.ts";
import { readFitArguments, type ShapePoint } from "../../../src/scheduling/plugins/node-resources-fit-args.ts";
import { strategyOf, type ResourceScorer } from "../../../src/scheduling/plugins/node-resources-fit-strategies.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

function scorer(type: string, shape: readonly ShapePoint[] = [{ utilization: 0, score: 0 }]): ResourceScorer {
  const requestedToCapacityRatio = { shape };
  return strategyOf(readFitArguments({ scoringStrategy: { type, requestedToCapacityRatio } })).scorer;
}

describe("LeastAllocated", () => {
  it.each([
    [0, 4000, 100],
    [3000, 4000, 25],
    [4000, 4000, 0],
    [4001, 4000, 0],
    [1, 3, 66],
  ])("of %d taken of %d is %d", (requested, capacity, expected) => {
    expect(scorer("LeastAllocated")(requested, capacity)).toBe(expected);
  });
});

describe("MostAllocated", () => {
  it.each([
    [0, 4000, 0],
    [3000, 4000, 75],
    [4000, 4000, 100],
    [9000, 4000, 100],
    [2, 3, 66],
  ])("of %d taken of %d is %d", (requested, capacity, expected) => {
    expect(scorer("MostAllocated")(requested, capacity)).toBe(expected);
  });
});

describe("RequestedToCapacityRatio", () => {
  const broken = scorer("RequestedToCapacityRatio", [
    { utilization: 10, score: 1 },
    { utilization: 90, score: 9 },
  ]);
  const hill = scorer("RequestedToCapacityRatio", [
    { utilization: 0, score: 2 },
    { utilization: 40, score: 10 },
    { utilization: 100, score: 0 },
  ]);

  it.each([
    [0, 10],
    [9, 10],
    [10, 10],
    [15, 15],
    [19, 19],
    [20, 20],
    [89, 89],
    [90, 90],
    [100, 90],
    [110, 90],
  ])("follows a line that begins at 10 and ends at 90: at %d stands %d", (utilization, expected) => {
    expect(broken(utilization, 100)).toBe(expected);
  });

  it.each([
    [0, 20],
    [20, 60],
    [30, 80],
    [40, 100],
    [70, 50],
    [100, 0],
    [101, 0],
  ])("rises and falls: at %d stands %d", (utilization, expected) => {
    expect(hill(utilization, 100)).toBe(expected);
  });

  it("cuts towards zero on falling pieces too: between 10 at 0 and 0 at 3, a third of the way is 67", () => {
    const falling = scorer("RequestedToCapacityRatio", [
      { utilization: 0, score: 10 },
      { utilization: 3, score: 0 },
    ]);
    expect([0, 1, 2, 3].map((utilization) => falling(utilization, 100))).toEqual([100, 67, 34, 0]);
  });

  it("is the line in exact fractions, cut towards zero from the point before", () => {
    const points = fc
      .uniqueArray(fc.nat({ max: 100 }), { minLength: 1, maxLength: 5 })
      .chain((utilizations) =>
        fc.tuple(
          fc.constant(utilizations.toSorted((left, right) => left - right)),
          fc.array(fc.nat({ max: 10 }), { minLength: utilizations.length, maxLength: utilizations.length }),
        ),
      );
    fc.assert(
      fc.property(points, fc.nat({ max: 130 }), ([utilizations, scores], used) => {
        const shape = utilizations.map((utilization, index) => ({ utilization, score: scores[index]! }));
        expect(scorer("RequestedToCapacityRatio", shape)(used, 100)).toBe(line(shape, Math.min(100, used)));
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  /** The line once more, in big integers, whose division cuts towards zero by itself. */
  function line(shape: readonly ShapePoint[], at: number): number {
    const next = shape.findIndex(({ utilization }) => at <= utilization);
    if (next === -1) return 10 * shape.at(-1)!.score;
    if (next === 0) return 10 * shape[0]!.score;
    const [from, to] = [shape[next - 1]!, shape[next]!];
    const rise = BigInt(10 * (to.score - from.score)) * BigInt(at - from.utilization);
    return 10 * from.score + Number(rise / BigInt(to.utilization - from.utilization));
  }
});

describe("the mean of resources", () => {
  /** The score of one node that would be this full of CPU and memory. */
  function scoreOf(type: string, shape: readonly ShapePoint[], cpu: string, memory: string): number {
    const strategy = type === "RequestedToCapacityRatio" ? { requestedToCapacityRatio: { shape } } : {};
    const resources = [
      { name: "cpu", weight: 1 },
      { name: "memory", weight: 1 },
    ];
    const cluster = new SmallCluster([node("n1", { cpu: "4", memory: "10000" })]);
    const args = { scoringStrategy: { type, resources, ...strategy } };
    return cluster.scores(nodeResourcesFit, podAsking({ cpu, memory }), args)!["n1"]!;
  }

  const falling = [
    { utilization: 0, score: 10 },
    { utilization: 100, score: 0 },
  ];

  it("is cut by LeastAllocated and rounded by RequestedToCapacityRatio: 25 and 50 make 37 and 38", () => {
    expect(scoreOf("LeastAllocated", [], "3", "5000")).toBe(37);
    expect(scoreOf("RequestedToCapacityRatio", falling, "3", "5000")).toBe(38);
  });

  it("leaves zeros and their weights out with RequestedToCapacityRatio: 0 and 50 make 50", () => {
    expect(scoreOf("RequestedToCapacityRatio", falling, "4", "5000")).toBe(50);
    expect(scoreOf("LeastAllocated", [], "4", "5000")).toBe(25);
  });

  it("is 0 if every resource's score is 0", () => {
    expect(scoreOf("RequestedToCapacityRatio", falling, "4", "10000")).toBe(0);
  });

  it("of MostAllocated is cut too: 75 and 50 make 62", () => {
    expect(scoreOf("MostAllocated", [], "3", "5000")).toBe(62);
  });
});

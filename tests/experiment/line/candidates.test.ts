// The candidates of a search as points of a design.

import { describe, expect, it } from "vitest";

import { alongOnePath, overMixes } from "../../../src/experiment/line/candidates.ts";
import type { SearchedPath } from "../../../src/scenario/sweep/read-search.ts";

function path(text: string, to: number, pricePerHour?: number): SearchedPath {
  return { text, unit: "", isWhole: true, extent: { kind: "range", from: 0, to }, pricePerHour };
}

const COUNT = "cluster.nodePools[general].count";

describe("candidates along one path", () => {
  it("ask least first: more nodes when the fewest are wanted, less load when the most is", () => {
    const fewest = alongOnePath(path(COUNT, 3), "least", null, []);
    expect(fewest).toMatchObject({ kind: "candidates", amounts: [3, 2, 1, 0], subject: "general", measure: "nodes" });
    const most = alongOnePath(path("workloads[web].arrival.perSecond", 3), "most", null, []);
    expect(most).toMatchObject({ amounts: [0, 1, 2, 3], subject: "web", measure: "arrival" });
    expect(alongOnePath(path("horizon", 3), "most", null, [])).toMatchObject({ subject: null, measure: "amount" });
  });

  it("set what all of them set, then their amount", () => {
    const everywhere = [{ path: "thresholds", value: ["a"] }];
    const found = alongOnePath(path(COUNT, 1), "most", null, everywhere);
    expect(found.kind === "candidates" && found.design.points[1]).toEqual({
      index: 1,
      assignments: [...everywhere, { path: COUNT, value: 1 }],
      levels: [1],
    });
  });

  it("are refused if there are too many", () => {
    expect(alongOnePath(path(COUNT, 1e6), "most", { kind: "step", step: 1 }, [])).toMatchObject({ kind: "none" });
  });
});

describe("candidates of mixes", () => {
  it("are all mixes, the cheapest first", () => {
    const found = overMixes([path(COUNT, 1, 0.5), path("cluster.nodePools[big].count", 1, 0.7)], null, []);
    expect(found.kind === "candidates" && found.amounts).toEqual([0, 0.5, 0.7, 1.2]);
    expect(found.kind === "candidates" && found.design.points[2]!.assignments.map(({ value }) => value)).toEqual([
      0, 1,
    ]);
  });

  it.each([
    [[path(COUNT, 3)], "has no price"],
    [[{ ...path(COUNT, 3, 1), extent: { kind: "around", amount: 1, accepts: () => true } as const }], "has no range"],
    [[path(COUNT, 200, 1), path(COUNT, 200, 1)], "40,401 mixes"],
  ])("are refused without prices and ranges, and if there are too many", (paths, message) => {
    const found = overMixes(paths, null, []);
    expect(found.kind === "none" && found.message).toContain(message);
  });
});

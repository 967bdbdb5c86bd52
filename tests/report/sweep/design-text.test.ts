// Sweeps that are only looked at.

import { describe, expect, it } from "vitest";

import { estimateOf, outlookText, type SweepOutlook } from "../../../src/report/sweep/design-text.ts";

/** A grid of `counts` node counts and two policies. */
function outlook(counts: number, given: Partial<SweepOutlook> = {}): SweepOutlook {
  const levels = Array.from({ length: counts }, (_, count) => String(count + 1));
  const factors = [
    { name: "count", paths: ["count"], levels, isNumeric: true },
    { name: "policy", paths: ["policy"], levels: ["default", "a|b"], isNumeric: false },
  ];
  const points = levels.flatMap((_, count) =>
    [0, 1].map((policy) => ({ index: 2 * count + policy, assignments: [], levels: [count, policy] })),
  );
  return {
    scenario: "test",
    seed: "1",
    design: { factors, points },
    replications: 10,
    replicationsText: "10 replications of each point",
    workers: 2,
    pilots: [
      { point: 0, seconds: 1 },
      { point: 2 * counts - 1, seconds: 3 },
    ],
    ...given,
  };
}

describe("the estimate", () => {
  it("takes all runs for as long as those that were measured, on all workers", () => {
    expect(estimateOf(outlook(3))).toEqual({ runs: 60, seconds: 60 });
    expect(estimateOf(outlook(3, { workers: 100 }))).toEqual({ runs: 60, seconds: 2 });
    expect(estimateOf(outlook(3, { pilots: [] }))).toEqual({ runs: 60, seconds: 0 });
  });
});

describe("the table", () => {
  it("shows each point with its levels, and what was measured", () => {
    expect(outlookText(outlook(2), "table").split("\n")).toEqual([
      "4 points, 10 replications of each point: 40 runs",
      "",
      "point  count  policy",
      "    0      1  default",
      "    1      1  a|b",
      "    2      2  default",
      "    3      2  a|b",
      "",
      "measured  one run of point 0 took 1s, point 3 took 3s",
      "estimate  about 40s on 2 workers; nothing was written",
      "",
    ]);
  });

  it("leaves out the middle of a large design, which wide shows", () => {
    const lines = outlookText(outlook(500), "table").split("\n");
    expect(lines.length).toBeLessThan(35);
    expect(lines.filter((line) => line.includes("…"))).toEqual(["    …      …  …"]);
    expect(lines.find((line) => line.startsWith("  999"))).toBe("  999    500  a|b");
    expect(outlookText(outlook(500), "wide").split("\n").length).toBeGreaterThan(1_000);
  });

  it("says where precision may ask for more, and of one run that it is one", () => {
    const precise = outlook(1, { replicationsText: "10 to 1,000 replications of each point, until all are known" });
    expect(outlookText(precise, "table")).toMatch(/^2 points, 10 to 1,000 .*: at least 20 runs\n/);
    const points = [{ index: 0, assignments: [], levels: [] }];
    const single = outlook(1, {
      design: { factors: [], points },
      replications: 1,
      workers: 1,
      replicationsText: "one",
    });
    expect(outlookText(single, "table")).toMatch(/^1 point, one: 1 run\n\npoint\n {4}0\n/);
  });
});

describe("the other formats", () => {
  it("hold every point as data", () => {
    const data = JSON.parse(outlookText(outlook(40), "json")) as Record<string, unknown>;
    expect(data).toMatchObject({
      kind: "SweepDesign",
      scenario: "test",
      runs: 800,
      estimate: { workers: 2, seconds: 800 },
    });
    expect(data["points"]).toHaveLength(80);
    expect(outlookText(outlook(40), "yaml")).toContain("kind: SweepDesign");
    const rows = outlookText(outlook(40), "csv").split("\n");
    expect(rows.slice(0, 3)).toEqual(["point,count,policy", "0,1,default", "1,1,a|b"]);
    expect(rows).toHaveLength(82);
  });

  it("write Markdown that no level can break", () => {
    expect(outlookText(outlook(1), "markdown")).toContain("| 1 | `1` | `a\\|b` |");
  });

  it("are the table where there is none of that name", () => {
    expect(outlookText(outlook(1), "junit")).toBe(outlookText(outlook(1), "table"));
  });
});

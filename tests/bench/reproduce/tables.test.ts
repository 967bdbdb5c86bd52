// The comparison with the published figures, as numbers and as text.

import { describe, expect, it } from "vitest";

import type { AllocationCurve } from "../../../bench/reproduce/allocation-curve.ts";
import { compare, ordersOf } from "../../../bench/reproduce/comparison.ts";
import { plotSvg } from "../../../bench/reproduce/plot.ts";
import { readPublishedFigures } from "../../../bench/reproduce/published-figures.ts";
import { LAST_PERCENT } from "../../../bench/reproduce/replay.ts";
import { csvTable, markdownTable, withTable } from "../../../bench/reproduce/tables.ts";

function curve(allocated: number): AllocationCurve {
  const flat = (value: number) => Array.from({ length: LAST_PERCENT + 1 }, () => value);
  return { allocatedPercent: flat(allocated), fragmentedPercent: flat(5), fragmentedPercentOfIdle: flat(50) };
}

function finished(list: string, policy: string, ...allocated: readonly number[]) {
  return allocated.map((percent, index) => ({
    job: { folders: [], listPath: "", list, policy, seed: String(index) },
    curve: curve(percent),
  }));
}

const PUBLISHED = readPublishedFigures();
const CELLS = compare(
  [
    ...finished("default", "06-FGD", 95, 95.4),
    ...finished("default", "05-BestFit", 92, 92),
    ...finished("unknown", "06-FGD", 90),
  ],
  PUBLISHED,
);

describe("the published figures", () => {
  it("are six policies on 17 lists", () => {
    expect(PUBLISHED).toHaveLength(6 * 17);
    expect(new Set(PUBLISHED.map(({ list }) => list)).size).toBe(17);
    for (const { allocatedPercent } of PUBLISHED) expect(allocatedPercent.get(LAST_PERCENT)).toBeGreaterThan(79);
  });
});

describe("the comparison", () => {
  it("takes means and deviations over seeds, in the order of the table", () => {
    expect(CELLS.map(({ list, policy, seeds }) => [list, policy.title, seeds])).toEqual([
      ["default", "BestFit", 2],
      ["default", "FGD", 2],
      ["unknown", "FGD", 1],
    ]);
    expect(CELLS[1]!.means.allocatedPercent[LAST_PERCENT]).toBeCloseTo(95.2, 10);
    expect(CELLS[1]!.sampleSd).toBeCloseTo(0.2828, 4);
    expect(CELLS[1]!.differencePoints).toBeCloseTo(-0.19, 10);
    expect(CELLS[2]!.differencePoints).toBeUndefined();
  });

  it("looks at the order of the policies where all figures are published", () => {
    expect(ordersOf(CELLS)).toEqual([{ list: "default", ours: ["BestFit", "FGD"], published: ["BestFit", "FGD"] }]);
  });

  it("comes as Markdown", () => {
    expect(markdownTable(CELLS)).toBe(
      [
        "| list    | BestFit               | FGD                   |",
        "| ------- | --------------------- | --------------------- |",
        "| default | 92.00 / 93.08 (-1.08) | 95.20 / 95.39 (-0.19) |",
        "| unknown |                       | 90.00                 |",
        "",
        "1 of 2 means lie within 0.5 percentage points of the published one; the largest difference is 1.08.",
        "The policies come in the published order in 1 of 1 lists.",
        "",
      ].join("\n"),
    );
  });

  it("takes the place of an older table on a page", () => {
    const page = "a\n<!-- atc23 -->\nold\n<!-- /atc23 -->\nb\n";
    expect(withTable(page, "new\n")).toBe("a\n<!-- atc23 -->\n\nnew\n\n<!-- /atc23 -->\nb\n");
    expect(() => withTable("a", "new")).toThrow("<!-- atc23 -->");
  });

  it("comes as CSV with one line a cell", () => {
    const [header, first] = csvTable(CELLS).split("\n");
    expect(header!.split(",")).toHaveLength(first!.split(",").length);
    expect(first).toMatch(/^default,BestFit,2,92\.000,/);
  });

  it("comes as a picture", async () => {
    expect(await plotSvg(CELLS)).toContain("published");
  });
});

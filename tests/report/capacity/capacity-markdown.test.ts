// A capacity result in a pull request.

import { describe, expect, it } from "vitest";

import { capacityMarkdown } from "../../../src/report/capacity/capacity-markdown.ts";
import { madeCapacity, POINT } from "./made-capacity.ts";

describe("the summary of a capacity result", () => {
  it("has the answer, what limits, and a table of each sort", () => {
    const text = capacityMarkdown(madeCapacity());
    expect(text.split("\n").slice(0, 5)).toEqual([
      "### plimsoll: how much more fits into `shop`",
      "",
      "`web`: it requests cpu 500m, memory 1Gi.",
      "",
      "**1,024 more pods of deployment/web fit; after losing any one node 17.**",
    ]);
    expect(text.match(/^\|:--/gm)).toHaveLength(4);
    expect(text).toContain("| `general` | 6 | 1,024 | cpu is short on 6 of 6 nodes |");
  });

  it("sets several policies side by side", () => {
    const text = capacityMarkdown(
      madeCapacity([
        { ...POINT, label: "spread" },
        { ...POINT, label: "packed" },
      ]),
    );
    expect(text).toContain("| `spread` | 34 | 0 | 1,024 | 17 |");
    expect(text).toContain("`packed`: 1,024 more pods");
  });

  it("cuts long tables, and says so", () => {
    const byPool = Array.from({ length: 25 }, (_, pool) => ({ name: `p${pool}`, nodes: 1, more: 1 }));
    const text = capacityMarkdown(madeCapacity([{ ...POINT, now: { ...POINT.now, byPool } }]));
    expect(text).toContain("… and 5 more rows: `-o json` has all.");
    expect(text).not.toContain("p24");
  });
});

// Utilisation in print.

import { describe, expect, it } from "vitest";

import { TABLE_EXTENT, WIDE_EXTENT } from "../../../src/report/text/text-extent.ts";
import { groupLines, resourceLines } from "../../../src/report/text/utilisation-sections.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("utilisation in print", () => {
  it("has a row for each resource of which there is some", () => {
    const [cluster, ...rest] = sampleResult().utilisation;
    const nothing = { ...cluster!.resources[0]!, resource: "ephemeral-storage", allocatable: 0 };
    const result = {
      ...sampleResult(),
      utilisation: [{ ...cluster!, resources: [...cluster!.resources, nothing] }, ...rest],
    };
    expect(resourceLines(result, TABLE_EXTENT)).toHaveLength(2 + 4);
    expect(resourceLines(emptyResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("calls the whole cluster * and shows a dash where a pool has none of a resource", () => {
    const lines = groupLines(sampleResult(), TABLE_EXTENT);
    expect(lines[2]).toMatch(/^\* +1,523 +99,813 \(78\.7%\)/);
    expect(lines.find((line) => line.startsWith("pool/general"))).toMatch(/–$/);
  });

  it("says which resources and groups had no room", () => {
    expect(groupLines(sampleResult(), TABLE_EXTENT).at(-1)).toBe("(not shown for want of room: pods; see -o wide)");
    const few = { ...TABLE_EXTENT, groups: 5 };
    expect(groupLines(sampleResult(), few).at(-1)).toContain("7 more pools and zones; ");
    expect(groupLines(sampleResult(), WIDE_EXTENT).at(-1)).not.toContain("not shown");
  });

  it("is left out where there is only the cluster", () => {
    const result = { ...sampleResult(), utilisation: sampleResult().utilisation.slice(0, 1) };
    expect(groupLines(result, TABLE_EXTENT)).toEqual([]);
  });
});

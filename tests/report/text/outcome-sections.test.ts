// The last sections in print.

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { reasonLines, refusalLines, trustLines, unplacedLines } from "../../../src/report/text/outcome-sections.ts";
import { TABLE_EXTENT, WIDE_EXTENT } from "../../../src/report/text/text-extent.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the last sections", () => {
  it("say how many reasons are shown of how many", () => {
    const [failure] = sampleResult().failures;
    const result = { ...sampleResult(), failures: Array.from({ length: 9 }, () => failure!) };
    expect(reasonLines(result, TABLE_EXTENT)[0]).toBe("WHY PODS WERE REFUSED (5 of 9)");
    expect(reasonLines(emptyResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("end with the pods that had to go for others", () => {
    const preemption = { attempts: 4, preemptions: 2, victims: 3 };
    expect(reasonLines({ ...sampleResult(), preemption }, TABLE_EXTENT).at(-1)).toBe(
      "Preemption made room 2 times: 3 pods of lower priority had to go.",
    );
  });

  it("put alike pods together, and name all of them on wide lines", () => {
    expect(unplacedLines(sampleResult(), TABLE_EXTENT).slice(0, 2)).toEqual([
      "UNPLACED PODS (10 of 53)",
      "openb/openb-pod-7411 and 9 alike, 2 to 5 attempts:",
    ]);
    expect(unplacedLines(sampleResult(), WIDE_EXTENT)[1]).toMatch(/^openb\/openb-pod-7411, openb\/openb-pod-7472, /);
    expect(unplacedLines(emptyResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("say which plugin of admission refused how many pods, and what it said first", () => {
    const lines = refusalLines(sampleResult(), TABLE_EXTENT);
    expect(lines.slice(0, 3)).toEqual([
      "PODS THAT ADMISSION REFUSED",
      expect.stringMatching(/^PODS +PLUGIN +FIRST AT +FIRST POD$/),
      expect.stringMatching(/^ +12 +ResourceQuota +13m 35s +openb\/openb-pod-8153$/),
    ]);
    expect(lines[3]).toBe('  pods "openb-pod-8153" is forbidden: exceeded quota: team, requested:');
    expect(refusalLines(emptyResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("say that one run has no interval, and how to repeat it", () => {
    const text = trustLines(sampleResult(), WIDE_EXTENT).join("\n");
    expect(text).toContain("one run with one seed");
    expect(text).toContain("fingerprint 9c41e0b7d2a85f13");
    expect(text).toContain("repeat    plimsoll run scenarios/openb.yaml --seed 1");
    expect(text).toContain("notes     2 on");
    expect(text).toContain("12 refused by admission");
    expect(trustLines(emptyResult(), WIDE_EXTENT).join("\n")).not.toContain("refused by admission");
    expect(trustLines(emptyResult(), WIDE_EXTENT).join("\n")).not.toContain("notes ");
  });

  it("say how many pods were deleted, and which of them had no node", () => {
    const result = sampleResult();
    const linesOf = (pods: Partial<SimulationResult["pods"]>): string =>
      trustLines({ ...result, pods: { ...result.pods, ...pods } }, WIDE_EXTENT).join("\n");
    expect(linesOf({ deleted: 6 })).toContain(", 6 deleted");
    expect(linesOf({ deleted: 6, deletedUnplaced: 5 })).toContain(", 6 deleted (5 without ever having a node)");
    expect(linesOf({})).not.toContain("deleted");
  });

  it("say what became of pods that were bound before", () => {
    const result = sampleResult();
    const pods = { ...result.pods, preexisting: 19, preexistingFailed: 1, preexistingDeleted: 4 };
    expect(trustLines({ ...result, pods }, WIDE_EXTENT).join("\n")).toContain("19 bound before (1 failed, 4 deleted)");
  });
});

// A sweep for a pull request.

import { describe, expect, it } from "vitest";

import { SWEEP_MARKDOWN } from "../../../../src/report/sweep/text/markdown-format.ts";

import { drawnSweep, hostileSweep, madeSweep } from "../made-sweep.ts";

describe("a sweep as Markdown", () => {
  it.each([madeSweep(), drawnSweep(200, 1), hostileSweep()])("has at most 60 lines", (sweep) => {
    expect(SWEEP_MARKDOWN.render(sweep).split("\n").length).toBeLessThanOrEqual(61);
  });

  it("begins with the verdict, and says how many points it leaves out", () => {
    expect(SWEEP_MARKDOWN.render(madeSweep())).toMatch(/^### ❌ plimsoll sweep: `first-sweep` failed\n/);
    expect(SWEEP_MARKDOWN.render(drawnSweep(200, 1))).toContain("… and 180 more");
  });

  it("lets no hostile name mention, link or draw", () => {
    const outside = SWEEP_MARKDOWN.render(hostileSweep())
      .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, "")
      .replace(/<\/?(?:details|summary)>/g, "");
    expect(outside).not.toMatch(/(?<!\\)<|@team|(?<!\\)\[/);
  });
});

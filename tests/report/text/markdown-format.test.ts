// The summary for a pull request.

import { describe, expect, it } from "vitest";

import { MARKDOWN_FORMAT } from "../../../src/report/text/markdown-format.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

describe("the summary in Markdown", () => {
  it("is the golden text", async () => {
    await expect(MARKDOWN_FORMAT.render(sampleResult())).toMatchFileSnapshot("data/summary.md");
  });

  it("has at most 60 lines, however much there is to tell", () => {
    const sample = sampleResult();
    const long = <T>(list: readonly T[]): T[] => Array.from({ length: 200 }, (_, index) => list[index % list.length]!);
    const [cluster, ...groups] = sample.utilisation;
    const much = {
      ...sample,
      thresholds: long(sample.thresholds),
      limits: long(sample.limits),
      latency: long(sample.latency),
      failures: long(sample.failures),
      utilisation: [{ ...cluster!, resources: long(cluster!.resources) }, ...groups],
    };
    const lines = MARKDOWN_FORMAT.render(much).split("\n");
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines).toContain("… and 193 more");
  });

  it("holds no markup, no mention and no control character of a hostile name", () => {
    const text = MARKDOWN_FORMAT.render(hostileResult());
    const outsideCode = text.replace(/(`+)(?:(?!\1)[^\n])*?[^`\n]\1(?!`)/g, "");
    expect(unsafeCharacters(text)).toEqual([]);
    expect(outsideCode).not.toMatch(/(?<!\\)<(?!\/?(?:details|summary)>)|@\w/);
    for (const row of text.split("\n").filter((line) => line.startsWith("| ✅") || line.startsWith("| ❌"))) {
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    }
  });

  it("is short if there is nothing to tell", () => {
    expect(MARKDOWN_FORMAT.render(emptyResult())).not.toContain("|");
  });
});

// Load and autoscaling in a Markdown summary.

import { expect, it } from "vitest";

import { autoscalingMarkdown, loadMarkdown } from "../../../src/report/load/load-markdown.ts";
import { MARKDOWN_FORMAT } from "../../../src/report/text/markdown-format.ts";

import { HOSTILE } from "../hostile-result.ts";
import { sampleResult } from "../sample-result.ts";
import { resultUnderLoad, SAMPLE_LOAD } from "./sample-load.ts";

const result = resultUnderLoad();

it("sources have a row each, the worst first", () => {
  expect(loadMarkdown(result)[2]).toBe(
    "| `people` | `service/web` | 40,000 | 49.1 | 5.0% | 30ms | 130ms | 400ms | timeout 4.7%, queue full 0.3% |",
  );
  expect(loadMarkdown(sampleResult())).toEqual([]);
});

it("autoscalers have a row each", () => {
  expect(autoscalingMarkdown(result)[2]).toBe("| `hpa/web` | 2–20 | 24 | 2 | 1 | 5m | 3m 20s | 2.5 |");
  expect(autoscalingMarkdown(sampleResult())).toEqual([]);
});

it("a summary stays short, however much load there is", () => {
  const [one] = SAMPLE_LOAD.sources;
  const sources = Array.from({ length: 50 }, () => ({ ...one!, source: HOSTILE }));
  const autoscalers = Array.from({ length: 50 }, () => result.motion!.autoscalers![0]!);
  const motion = { ...result.motion!, autoscalers, load: { ...SAMPLE_LOAD, sources } };
  const text = MARKDOWN_FORMAT.render({ ...result, motion });
  expect(text.split("\n").length).toBeLessThanOrEqual(95);
  expect(text).not.toContain("<script>alert(1)</script>]]>\" onload='x' \u001b");
});

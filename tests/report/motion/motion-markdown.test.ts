// The part of a Markdown summary on a cluster in motion.

import { expect, it } from "vitest";

import { availabilityMarkdown, troublesMarkdown } from "../../../src/report/motion/motion-markdown.ts";
import { MARKDOWN_FORMAT } from "../../../src/report/text/markdown-format.ts";

import { HOSTILE } from "../hostile-result.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

it("the table has a row for each of the most affected workloads", () => {
  const lines = availabilityMarkdown(resultInMotion());
  expect(lines[2]).toBe("| `deployment/web` | 18/20 | 5m 42s | 42.3s | 5m 20s | failure | 1 of 2 |");
  expect(lines.at(-1)).toBe("| `service/quiet` | 1/1 | 0s | 0s | 0s | – | – |");
});

it("what was not done is named with its line", () => {
  expect(troublesMarkdown(resultInMotion())).toEqual([
    "**What was not done**",
    "",
    '- `scale` (`scenarios/motion.yaml:14`) failed at 10m 50s: `deployments.apps "wbe" not found`',
    "- `drain` (`scenarios/motion.yaml:16`) unfinished since 12m: `node/c-1 is not drained: it waits for pod shop/web-1 to be evicted`",
  ]);
});

it("the whole keeps to its lines, however much there is to tell", () => {
  const { chronicle, unfinished, availability } = SAMPLE_MOTION;
  const hostile = Array.from({ length: 50 }, () => ({ ...unfinished[0]!, text: HOSTILE, by: HOSTILE }));
  const workloads = Array.from({ length: 50 }, () => availability.workloads[1]!);
  const motion = { availability: { ...availability, workloads }, jobs: [], chronicle, unfinished: hostile };
  const text = MARKDOWN_FORMAT.render({ ...resultInMotion(), motion });
  expect(text.split("\n").length).toBeLessThanOrEqual(75);
  expect(text).toContain("… and 48 more");
  expect(text.replace(/(`+)(?:(?!\1)[^\n])*?[^`\n]\1(?!`)/g, "")).not.toMatch(/<script|@team/);
});

it("nothing is said where no controllers ran", () => {
  expect(availabilityMarkdown(sampleResult())).toEqual([]);
  expect(troublesMarkdown(sampleResult())).toEqual([]);
});

// `-o table` and `-o wide`: the result for people at a terminal. Verdict and thresholds first, then what limits.

import type { SimulationResult } from "../../simulation/result.ts";

import { autoscalerLines, loadLines } from "../load/load-text.ts";
import { jobLines } from "../motion/jobs-text.ts";
import { availabilityLines, happeningLines } from "../motion/motion-text.ts";

import { reasonLines, refusalLines, trustLines, unplacedLines } from "./outcome-sections.ts";
import type { OutputFormat } from "./output-format.ts";
import type { TextExtent } from "./text-extent.ts";
import { TABLE_EXTENT, WIDE_EXTENT } from "./text-extent.ts";
import { groupLines, resourceLines } from "./utilisation-sections.ts";
import { latencyLines, limitLines, thresholdLines, verdictLines } from "./verdict-sections.ts";

const SECTIONS = [
  verdictLines,
  thresholdLines,
  limitLines,
  loadLines,
  autoscalerLines,
  availabilityLines,
  jobLines,
  happeningLines,
  latencyLines,
  resourceLines,
  groupLines,
  reasonLines,
  unplacedLines,
  refusalLines,
  trustLines,
] as const;

function renderSections(result: SimulationResult, extent: TextExtent): string {
  const sections = SECTIONS.map((section) => section(result, extent)).filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

export const TABLE_FORMAT: OutputFormat = {
  name: "table",
  render: (result) => renderSections(result, TABLE_EXTENT),
};

export const WIDE_FORMAT: OutputFormat = {
  name: "wide",
  render: (result) => renderSections(result, WIDE_EXTENT),
};

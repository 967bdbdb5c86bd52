// `-o table` and `-o wide`: a sweep for people at a terminal.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import type { SweepFormat } from "./sweep-format.ts";
import {
  effectLines,
  pointLines,
  TABLE_SWEEP_EXTENT,
  thresholdLines,
  trustLines,
  verdictLines,
  WIDE_SWEEP_EXTENT,
  type SweepExtent,
} from "./sweep-sections.ts";

const SECTIONS = [verdictLines, pointLines, thresholdLines, effectLines, trustLines] as const;

function renderSections(result: SweepResult, extent: SweepExtent): string {
  const sections = SECTIONS.map((section) => section(result, extent)).filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

export const SWEEP_TABLE: SweepFormat = {
  name: "table",
  render: (result) => renderSections(result, TABLE_SWEEP_EXTENT),
};

export const SWEEP_WIDE: SweepFormat = {
  name: "wide",
  render: (result) => renderSections(result, WIDE_SWEEP_EXTENT),
};

// `-o markdown`: a summary of at most 60 lines for a pull request, of 75 where controllers moved the cluster, and of 95 where load came to it. All names stand in code spans, so that none
// can draw, link or mention anybody.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatAmount, formatExactCount, formatPercent, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import { autoscalingMarkdown, loadMarkdown } from "../load/load-markdown.ts";
import { availabilityMarkdown, troublesMarkdown } from "../motion/motion-markdown.ts";
import { markdownCode, markdownText } from "../neutral-text.ts";
import {
  amountWithPercent,
  clusterGroup,
  hasLatencies,
  hasLoadUse,
  ONE_RUN_SENTENCE,
  meanShare,
  reproduceCommand,
  thresholdTally,
  usedByLoadText,
} from "../readings.ts";

import { markdownTable } from "./markdown-table.ts";
import type { OutputFormat } from "./output-format.ts";

const MOST_THRESHOLDS = 7;
const MOST_LIMITS = 3;
const MOST_STAGES = 5;
const MOST_RESOURCES = 5;
const MOST_REASONS = 3;

export const MARKDOWN_FORMAT: OutputFormat = {
  name: "markdown",
  render: (result) => {
    const sections = [
      headline,
      thresholds,
      limits,
      loadMarkdown,
      autoscalingMarkdown,
      availabilityMarkdown,
      troublesMarkdown,
      latency,
      utilisation,
      reasons,
      refusals,
      trust,
    ];
    const texts = sections.map((section) => section(result)).filter((lines) => lines.length > 0);
    return `${texts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  },
};

const SIGNS: Readonly<Record<SimulationResult["verdict"]["outcome"], string>> = {
  passed: "✅",
  failed: "❌",
  incomplete: "⚠️",
};

function headline({ verdict, scenario }: SimulationResult): string[] {
  return [
    `### ${SIGNS[verdict.outcome]} plimsoll: ${markdownCode(scenario.name)} ${verdict.outcome}`,
    "",
    markdownText(verdict.sentence),
  ];
}

function thresholds(result: SimulationResult): string[] {
  const shown = result.thresholds.slice(0, MOST_THRESHOLDS);
  if (shown.length === 0) return [];
  const rows = shown.map((outcome) => [
    outcome.passed ? "✅" : "❌",
    markdownCode(outcome.threshold),
    outcome.observed === null ? NO_FIGURE : formatAmount(outcome.observed, outcome.unit),
    formatAmount(outcome.limit, outcome.unit),
  ]);
  const title = `Thresholds (${thresholdTally(result.thresholds)})`;
  return markdownTable(["", title, "Observed", "Limit"], ":-:|:--|--:|--:", rows, result.thresholds.length);
}

function limits(result: SimulationResult): string[] {
  if (result.limits.length === 0) return [];
  return [
    "**What limits you**",
    "",
    ...result.limits.slice(0, MOST_LIMITS).map((limit, index) => `${index + 1}. ${markdownText(limit.sentence)}`),
  ];
}

function latency(result: SimulationResult): string[] {
  if (!hasLatencies(result)) return [];
  const stages = result.latency;
  const rows = stages
    .slice(0, MOST_STAGES)
    .map(({ stage, seconds }) => [
      markdownCode(stage),
      ...[seconds.p50, seconds.p90, seconds.p99, seconds.max].map(formatSeconds),
    ]);
  return markdownTable(["Scheduling latency", "p50", "p90", "p99", "max"], ":--|--:|--:|--:|--:", rows, stages.length);
}

function utilisation(result: SimulationResult): string[] {
  const uses = (clusterGroup(result)?.resources ?? []).filter((use) => use.allocatable > 0);
  if (uses.length === 0) return [];
  const isLoaded = hasLoadUse(result);
  const rows = uses
    .slice(0, MOST_RESOURCES)
    .map((use) => [
      markdownCode(use.resource),
      formatAmount(use.allocatable, use.unit),
      amountWithPercent(use.requestedAtEnd, use),
      formatPercent(meanShare(use.requestedMean, use)),
      formatPercent(meanShare(use.requestedRunningMean, use)),
      ...(isLoaded ? [usedByLoadText(use)] : []),
    ]);
  const titles = ["Utilisation", "Allocatable", "Requested at end", "Requested mean", "Running mean"];
  return isLoaded
    ? markdownTable([...titles, "Used by load"], ":--|--:|--:|--:|--:|--:", rows, uses.length)
    : markdownTable(titles, ":--|--:|--:|--:|--:", rows, uses.length);
}

function reasons(result: SimulationResult): string[] {
  if (result.failures.length === 0) return [];
  const rows = result.failures
    .slice(0, MOST_REASONS)
    .map((failure) => [
      formatExactCount(failure.pods),
      formatExactCount(failure.attempts),
      markdownCode(failure.plugin),
      markdownCode(failure.reason),
    ]);
  const titles = ["Pending pods", "Attempts", "Plugin", "Reason"];
  return markdownTable(titles, "--:|--:|:--|:--", rows, result.failures.length);
}

/** One line, whatever there is: the first plugin stands for all. */
function refusals({ refused: [first], pods }: SimulationResult): string[] {
  if (first === undefined) return [];
  const who = `${formatExactCount(pods.refused)} pods were refused by admission, first by ${markdownCode(first.plugin)}`;
  return [`${who}: ${markdownCode(first.firstMessage)}`];
}

function trust(result: SimulationResult): string[] {
  const { pods, run } = result;
  return [
    "<details><summary>How far to trust it, how to repeat it</summary>",
    "",
    `${formatExactCount(pods.created)} pods created, ${formatExactCount(pods.placed)} placed, ` +
      `${formatExactCount(pods.pending)} pending${pods.deleted === undefined ? "" : `, ${formatExactCount(pods.deleted)} deleted`} ` +
      `on ${formatExactCount(result.nodes)} nodes. ` +
      `Seed ${markdownCode(result.seed)}, fingerprint ${markdownCode(run.fingerprint)}, ` +
      `${formatExactCount(run.events)} events, Kubernetes ${markdownText(result.kubernetes)}, ` +
      `plimsoll ${markdownText(result.plimsoll)}. ${formatExactCount(result.notes.length)} notes on what was not ` +
      `simulated or ignored. ${ONE_RUN_SENTENCE}`,
    "",
    markdownCode(reproduceCommand(result)),
    "",
    "</details>",
  ];
}

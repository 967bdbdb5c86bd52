// The part of a Markdown summary on load and autoscaling: the worst sources, and the autoscalers.

import type { SimulationResult } from "../../simulation/result.ts";

import { markdownCode, markdownText } from "../neutral-text.ts";
import { markdownTable } from "../text/markdown-table.ts";

import { autoscalerFigures } from "./autoscaler-readings.ts";
import {
  autoscalerName,
  autoscalersIn,
  failureText,
  loadIn,
  targetName,
  targetsOf,
  worstFirst,
} from "./load-readings.ts";
import { requestFigures } from "./load-text.ts";

const MOST_SOURCES = 4;
const MOST_AUTOSCALERS = 4;

/** A row for each of the worst sources. */
export function loadMarkdown(result: SimulationResult): string[] {
  const load = loadIn(result);
  if (load === undefined || load.sources.length === 0) return [];
  const targets = targetsOf(load);
  const rows = worstFirst(load.sources)
    .slice(0, MOST_SOURCES)
    .map((found) => [
      markdownCode(found.source),
      markdownCode(targetName(found.target, targets)),
      ...requestFigures(found),
      markdownText(failureText(found)),
    ]);
  const titles = ["Requests of", "To", "Requests", "Per second", "Failed", "Answered p50", "p95", "p99", "Why"];
  return markdownTable(titles, ":--|:--|--:|--:|--:|--:|--:|--:|:--", rows, load.sources.length);
}

/** A row for each autoscaler. */
export function autoscalingMarkdown(result: SimulationResult): string[] {
  const all = autoscalersIn(result);
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST_AUTOSCALERS).map((autoscaler) => {
    const { range, needed, changes, flaps, atMaximum, tooFew, replicaHours } = autoscalerFigures(autoscaler);
    return [
      markdownCode(autoscalerName(autoscaler, all)),
      range,
      needed,
      changes,
      flaps,
      atMaximum,
      tooFew,
      replicaHours,
    ];
  });
  const titles = ["Autoscaler", "Min–max", "Needed", "Changes", "Taken back", "At max", "Too few", "Replica-hours"];
  return markdownTable(titles, ":--|--:|--:|--:|--:|--:|--:|--:", rows, all.length);
}

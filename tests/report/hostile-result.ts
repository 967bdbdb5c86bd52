// The sample result with hostile text wherever a name, a label or a sentence from outside can stand.

import type { SimulationResult } from "../../src/simulation/result.ts";

import { sampleResult } from "./sample-result.ts";

/** Formula, script, end of a CDATA section, attribute escape, terminal escapes, direction override, table and mention. */
export const HOSTILE =
  '=HYPERLINK("http://x")<script>alert(1)</script>]]>" onload=\'x\' \u001b[31m\u009b2J\u202e|`@team`\nnext';

/** Fields whose values the program itself sets. */
const OWN_FIELDS = new Set(["apiVersion", "kind", "unit", "dimension", "endedBy", "outcome", "severity"]);

/** Each text of the sample with the hostile text before and behind it. */
export function hostileResult(): SimulationResult {
  return HOSTILE_RESULT;
}

function makeHostile(): SimulationResult {
  const sample = sampleResult();
  const hostile = withHostileTexts(sample, "") as SimulationResult;
  return { ...hostile, series: sample.series.map((series) => ({ ...series, labels: hostileLabels(series.labels) })) };
}

function hostileLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, `${HOSTILE}${value}${HOSTILE}`]));
}

function withHostileTexts(value: unknown, field: string): unknown {
  if (typeof value === "string") return OWN_FIELDS.has(field) ? value : `${HOSTILE}${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map((entry: unknown) => withHostileTexts(entry, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, withHostileTexts(held, key)]));
}

const HOSTILE_RESULT = makeHostile();

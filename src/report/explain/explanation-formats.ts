// The ways to print what `why` and `diff` found; the first is the default.

import type { Comparison } from "../../simulation/explain/comparison.ts";
import type { Explanation } from "../../simulation/explain/explanation.ts";

import { versionedJson } from "../text/result-json.ts";

import { comparisonText } from "./comparison-text.ts";
import { explanationText } from "./explanation-text.ts";

export const EXPLANATION_FORMATS = Object.freeze(["text", "json"] as const);

export function renderExplanation(explanation: Explanation, format: string): string {
  return format === "json" ? versionedJson(explanation) : explanationText(explanation);
}

export function renderComparison(comparison: Comparison, format: string): string {
  return format === "json" ? versionedJson(comparison) : comparisonText(comparison);
}

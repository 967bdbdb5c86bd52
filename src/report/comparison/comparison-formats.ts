// All ways to print a comparison, in the order in which help lists them; the first is the default.

import { SWEEP_CSV, SWEEP_JSON, SWEEP_YAML } from "../sweep/text/data-formats.ts";
import { SWEEP_GITHUB } from "../sweep/text/github-format.ts";
import type { SweepFormat } from "../sweep/text/sweep-format.ts";

import { comparisonMarkdown } from "./comparison-markdown.ts";
import { comparisonText } from "./comparison-text.ts";

export const COMPARISON_FORMATS: readonly SweepFormat[] = Object.freeze([
  { name: "table", render: comparisonText },
  SWEEP_JSON,
  SWEEP_YAML,
  SWEEP_CSV,
  { name: "markdown", render: comparisonMarkdown },
  SWEEP_GITHUB,
]);

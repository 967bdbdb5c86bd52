// How the result of a comparison can be printed. The first one is printed if nothing is asked for.

import { comparisonMarkdown } from "../report/comparison/comparison-markdown.ts";
import { comparisonText } from "../report/comparison/comparison-text.ts";
import { sweepJson } from "../report/sweep/sweep-json.ts";
import type { SweepFormat } from "../report/sweep/text/sweep-format.ts";

export const COMPARISON_FORMATS: readonly SweepFormat[] = Object.freeze([
  { name: "table", render: comparisonText },
  { name: "json", render: sweepJson },
  { name: "markdown", render: comparisonMarkdown },
]);

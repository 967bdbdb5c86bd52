// All ways to print a sweep, in the order in which help lists them; the first is the default.

import { SWEEP_GITHUB } from "./github-format.ts";
import { SWEEP_CSV, SWEEP_JSON, SWEEP_YAML } from "./data-formats.ts";
import { SWEEP_MARKDOWN } from "./markdown-format.ts";
import type { SweepFormat } from "./sweep-format.ts";
import { SWEEP_TABLE, SWEEP_WIDE } from "./table-formats.ts";

export const SWEEP_FORMATS: readonly SweepFormat[] = Object.freeze([
  SWEEP_TABLE,
  SWEEP_WIDE,
  SWEEP_JSON,
  SWEEP_YAML,
  SWEEP_CSV,
  SWEEP_MARKDOWN,
  SWEEP_GITHUB,
]);

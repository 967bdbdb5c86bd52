// All ways to print a result, in the order in which help lists them; the first is the default.

import { CSV_FORMAT, JSON_FORMAT, YAML_FORMAT } from "./data-formats.ts";
import { GITHUB_FORMAT } from "./github-format.ts";
import { MARKDOWN_FORMAT } from "./markdown-format.ts";
import type { OutputFormat } from "./output-format.ts";
import { TABLE_FORMAT, WIDE_FORMAT } from "./table-formats.ts";

export const OUTPUT_FORMATS: readonly OutputFormat[] = Object.freeze([
  TABLE_FORMAT,
  WIDE_FORMAT,
  JSON_FORMAT,
  YAML_FORMAT,
  CSV_FORMAT,
  MARKDOWN_FORMAT,
  GITHUB_FORMAT,
]);

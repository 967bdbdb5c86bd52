// All ways to print what `plimsoll check` found, in the order in which help lists them; the first is the default.

import type { CheckFormat } from "./check-format.ts";
import { GITHUB_CHECK_FORMAT } from "./github.ts";
import { JSON_CHECK_FORMAT } from "./json.ts";
import { TEXT_CHECK_FORMAT } from "./text.ts";

export const CHECK_FORMATS: readonly CheckFormat[] = Object.freeze([
  TEXT_CHECK_FORMAT,
  JSON_CHECK_FORMAT,
  GITHUB_CHECK_FORMAT,
]);

// The ways to print a rehearsal; the first is the default.

import type { RehearsalResult } from "../../experiment/rehearsal/rehearsal-result.ts";

import { versionedJson } from "../text/result-json.ts";

import { rehearsalMarkdown } from "./rehearsal-markdown.ts";
import { rehearsalText } from "./rehearsal-text.ts";

export interface RehearsalFormat {
  readonly name: string;
  readonly render: (result: RehearsalResult) => string;
}

export const REHEARSAL_FORMATS: readonly RehearsalFormat[] = Object.freeze([
  { name: "table", render: rehearsalText },
  { name: "json", render: versionedJson },
  { name: "markdown", render: rehearsalMarkdown },
]);

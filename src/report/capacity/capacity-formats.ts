// The ways to print what `capacity` found; the first is the default.

import type { CapacityResult } from "../../experiment/capacity/capacity-result.ts";

import { versionedJson } from "../text/result-json.ts";

import { capacityMarkdown } from "./capacity-markdown.ts";
import { capacityText } from "./capacity-text.ts";

export interface CapacityFormat {
  readonly name: string;
  readonly render: (result: CapacityResult) => string;
}

export const CAPACITY_FORMATS: readonly CapacityFormat[] = Object.freeze([
  { name: "table", render: capacityText },
  { name: "json", render: versionedJson },
  { name: "markdown", render: capacityMarkdown },
]);

// Which series of a metric an autoscaler means.
// Source: LabelSelectorAsSelector and the generated String of LabelSelector, staging apimachinery pkg/apis/meta/v1, v1.36.

import type { LabelSelector } from "../../../model/api/types/object-meta.ts";
import {
  compileLabelSelector,
  SELECTS_EVERYTHING,
  type CompiledLabelSelector,
  type InvalidSelector,
} from "../../../model/label-selector.ts";

/** None selects nothing, but is sent as the empty text, which selects everything. */
export function metricSelectorOf(selector: LabelSelector | undefined): CompiledLabelSelector | InvalidSelector {
  const compiled = compileLabelSelector(selector);
  return compiled.kind === "nothing" ? SELECTS_EVERYTHING : compiled;
}

/** As Go prints the structure. */
export function selectorWords(selector: LabelSelector | undefined): string {
  if (selector === undefined) return "nil";
  const labels = Object.entries(selector.matchLabels ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const pairs = labels.map(([key, value]) => `${key}: ${value},`).join("");
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key = "", operator = "", values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(" ")}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${pairs}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join("")}},}`;
}

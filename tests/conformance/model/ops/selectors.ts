// Operations of selectors.jsonl: label selectors as objects and as text, field selectors as text.

import { fieldSelectorText, parseFieldSelector, selectsFields } from "../../../../src/model/field-selector-text.ts";
import {
  compileLabelSelector,
  formatLabelSelector,
  isEmptySelector,
  selectorText,
  selectsLabels,
  type CompiledLabelSelector,
} from "../../../../src/model/label-selector.ts";
import { parseLabelSelector } from "../../../../src/model/label-selector-text.ts";
import type { LabelSelector } from "../../../../src/model/api/types/object-meta.ts";
import type { Labels } from "../../../../src/model/objects.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

function labelAnswer(selector: CompiledLabelSelector, input: RecordedValue): RecordedValue {
  return {
    empty: isEmptySelector(selector),
    string: selectorText(selector),
    matches: (input["labelSets"] as readonly Labels[]).map((labels) => selectsLabels(selector, labels)),
  };
}

function labelSelector(input: RecordedValue): RecordedValue {
  const selector = input["selector"] as LabelSelector | null;
  const formatted = formatLabelSelector(selector);
  const compiled = compileLabelSelector(selector);
  if (compiled.kind === "invalid") return { formatted, error: compiled.message };
  return { formatted, ...labelAnswer(compiled, input) };
}

function labelString(input: RecordedValue): RecordedValue {
  const parsed = parseLabelSelector(input["text"] as string);
  return parsed.kind === "invalid" ? { error: parsed.message } : labelAnswer(parsed, input);
}

function fieldString(input: RecordedValue): RecordedValue {
  const parsed = parseFieldSelector(input["text"] as string);
  if (parsed.kind === "invalid") return { error: parsed.message };
  return {
    empty: parsed.terms.length === 0,
    string: fieldSelectorText(parsed),
    matches: (input["fieldSets"] as readonly Labels[]).map((fields) => selectsFields(parsed, fields)),
  };
}

export const SELECTORS_OPERATIONS: Operations = Object.freeze({
  labelSelector: wholeAnswer(labelSelector),
  labelString: wholeAnswer(labelString),
  fieldString: wholeAnswer(fieldString),
});

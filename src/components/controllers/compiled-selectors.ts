// Selectors of stored objects, compiled once as long as the object keeps its selector.
// Imitates how pkg/controller and client-go listers (GetPodStatefulSets and the like) make selectors of objects, v1.36.

import type { LabelSelector } from "../../model/api/types/object-meta.ts";
import {
  compileLabelSelector,
  isEmptySelector,
  selectsLabels,
  type CompiledLabelSelector,
  type InvalidSelector,
} from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";

const COMPILED = new WeakMap<LabelSelector, CompiledLabelSelector | InvalidSelector>();

/** The selector ready to be asked, or why it cannot be. */
export function selectorOf(selector: LabelSelector | undefined): CompiledLabelSelector | InvalidSelector {
  if (selector === undefined) return compileLabelSelector(undefined);
  let compiled = COMPILED.get(selector);
  if (compiled === undefined) COMPILED.set(selector, (compiled = compileLabelSelector(selector)));
  return compiled;
}

/** Whether an owner with this selector may want an orphan with these labels: empty ones want nothing, and get nothing. */
export function mayWant(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  const compiled = selectorOf(selector);
  if (compiled.kind === "invalid" || isEmptySelector(compiled)) return false;
  return labels !== undefined && Object.keys(labels).length > 0 && selectsLabels(compiled, labels);
}

type Selection = (labels: Labels | undefined) => boolean;

const SELECTIONS = new WeakMap<CompiledLabelSelector, Selection>();

/** Asks one selector of many objects, in one sync after the other; those that share their labels are asked once in a row. */
export function selectionBy(selector: CompiledLabelSelector): Selection {
  let selection = SELECTIONS.get(selector);
  if (selection === undefined) SELECTIONS.set(selector, (selection = madeSelection(selector)));
  return selection;
}

function madeSelection(selector: CompiledLabelSelector): Selection {
  let lastLabels: Labels | undefined;
  let lastAnswer: boolean | undefined;
  return (labels) => {
    if (lastAnswer === undefined || labels !== lastLabels) {
      lastLabels = labels;
      lastAnswer = selectsLabels(selector, labels);
    }
    return lastAnswer;
  };
}

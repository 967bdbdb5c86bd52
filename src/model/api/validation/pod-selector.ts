// What the API server says of an object that selects the pods of its own template.
// Imitates what pkg/apis/apps/validation/validation.go says of selectors and templates, v1.36.

import {
  compileLabelSelector,
  isEmptySelector,
  selectsLabels,
  type CompiledLabelSelector,
} from "../../label-selector.ts";
import { STRING_MAP } from "../api-type.ts";
import { encodeValue } from "../encode.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { LABEL_SELECTOR, type LabelSelector } from "../types/object-meta.ts";
import type { PodTemplateSpec } from "../types/pod.ts";
import { validateLabelSelector } from "./labels.ts";

/** A selector that must be there and select something; `ofWhat` is told of one that restricts nothing. */
export function validateRequiredSelector(
  selector: LabelSelector | undefined,
  ofWhat: string,
  path: FieldPath,
): readonly FieldError[] {
  if (selector === undefined) return [required(path)];
  return [...validateLabelSelector(selector, path), ...validateNotEmpty(selector, ofWhat, path)];
}

/** That a selector which is there restricts something. */
export function validateNotEmpty(selector: LabelSelector, ofWhat: string, path: FieldPath): readonly FieldError[] {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (matchExpressions.length > 0 || Object.keys(matchLabels).length > 0) return [];
  return [invalidSelector(path, selector, `empty selector is invalid for ${ofWhat}`)];
}

/** A selector shown as a whole. */
export function invalidSelector(path: FieldPath, selector: LabelSelector | undefined, detail: string): FieldError {
  return invalid(path, selector && encodeValue(selector, LABEL_SELECTOR), detail);
}

/** The selector ready to be asked; undefined if it cannot be. */
export function usableSelector(selector: LabelSelector | undefined): CompiledLabelSelector | undefined {
  const compiled = compileLabelSelector(selector);
  return compiled.kind === "invalid" ? undefined : compiled;
}

/** That a selector which restricts something selects the template's labels. */
export function validateSelectsTemplate(
  selector: CompiledLabelSelector,
  template: PodTemplateSpec,
  path: FieldPath,
): readonly FieldError[] {
  return isEmptySelector(selector) ? [] : validateSelects(selector, template, path);
}

/** That the selector selects the template's labels. */
export function validateSelects(
  selector: CompiledLabelSelector,
  template: PodTemplateSpec,
  path: FieldPath,
): readonly FieldError[] {
  const labels = template.metadata?.labels;
  if (selectsLabels(selector, labels)) return [];
  return [invalidLabels(path.child("metadata", "labels"), labels, "`selector` does not match template `labels`")];
}

/** Labels shown as a whole. */
export function invalidLabels(
  path: FieldPath,
  labels: Readonly<Record<string, string>> | undefined,
  detail: string,
): FieldError {
  return invalid(path, labels && encodeValue(labels, STRING_MAP), detail);
}

/** Pods that are kept running for ever; `ofWhat` is the kind that keeps them. */
export function validateLastingPods(template: PodTemplateSpec, ofWhat: string, path: FieldPath): readonly FieldError[] {
  const { restartPolicy = "", activeDeadlineSeconds } = template.spec ?? {};
  const errors: FieldError[] = [];
  if (restartPolicy !== "Always") {
    errors.push(notSupported(path.child("spec", "restartPolicy"), restartPolicy, ["Always"]));
  }
  if (activeDeadlineSeconds !== undefined) {
    const rule = `activeDeadlineSeconds in ${ofWhat} is not Supported`;
    errors.push(forbidden(path.child("spec", "activeDeadlineSeconds"), rule));
  }
  return errors;
}

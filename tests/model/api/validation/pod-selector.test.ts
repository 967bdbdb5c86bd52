// Selectors of objects that own pods.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  usableSelector,
  validateLastingPods,
  validateRequiredSelector,
  validateSelectsTemplate,
} from "../../../../src/model/api/validation/pod-selector.ts";
import { SELECTS_EVERYTHING, SELECTS_NOTHING } from "../../../../src/model/label-selector.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("spec");

it.each([
  ["a missing selector", undefined, ["spec: Required value"]],
  ["one that restricts nothing", {}, ["spec: Invalid value: {}: empty selector is invalid for widgets"]],
  [
    "one with a mistake",
    { matchExpressions: [{ key: "a", operator: "In" }] },
    ["spec.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'"],
  ],
  ["a good one", { matchLabels: { a: "b" } }, []],
])("judges %s", (_, selector, lines) => {
  expect(errorLines(validateRequiredSelector(selector, "widgets", PATH))).toEqual(lines);
});

it("cannot use a selector with mistakes, and uses an absent one as one of nothing", () => {
  expect(usableSelector({ matchLabels: { "a b": "c" } })).toBeUndefined();
  expect(usableSelector(undefined)).toBe(SELECTS_NOTHING);
});

it("wants template labels that are selected, unless everything is", () => {
  const template = { metadata: { labels: { b: "2", a: "1" } } };
  expect(validateSelectsTemplate(SELECTS_EVERYTHING, template, PATH)).toEqual([]);
  expect(errorLines(validateSelectsTemplate(SELECTS_NOTHING, template, PATH))).toEqual([
    'spec.metadata.labels: Invalid value: {"a":"1","b":"2"}: `selector` does not match template `labels`',
  ]);
  expect(errorLines(validateSelectsTemplate(SELECTS_NOTHING, {}, PATH))).toEqual([
    "spec.metadata.labels: Invalid value: null: `selector` does not match template `labels`",
  ]);
});

it("wants pods that are kept running for ever", () => {
  const template = { spec: { restartPolicy: "Never", activeDeadlineSeconds: 5 } };
  expect(errorLines(validateLastingPods(template, "Widget", PATH))).toEqual([
    "spec.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in Widget is not Supported",
    'spec.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
  ]);
});

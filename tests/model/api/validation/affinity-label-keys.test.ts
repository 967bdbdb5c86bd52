// Keys of labels whose values are the pod's own, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { LabelSelector } from "../../../../src/model/api/types/object-meta.ts";
import { validateLabelKeys } from "../../../../src/model/api/validation/affinity-label-keys.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("term");
const merged = (key: string): { key: string; operator: string; values: string[] } => ({
  key,
  operator: "In",
  values: ["x"],
});

it.each<[string, readonly string[], readonly string[], LabelSelector | undefined, readonly string[]]>([
  ["no keys, without a selector", [], [], undefined, []],
  ["keys that are merged into the selector", ["a"], ["b"], { matchExpressions: [merged("a")] }, []],
  [
    "keys without a selector",
    ["a"],
    ["b"],
    undefined,
    [
      "term.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set",
      "term.mismatchLabelKeys: Forbidden: must not be specified when labelSelector is not set",
    ],
  ],
  [
    "a key that is selected by otherwise, too",
    ["b", "a"],
    [],
    { matchLabels: { a: "y" }, matchExpressions: [merged("b"), merged("a")] },
    ['term[1]: Invalid value: "a": exists in both matchLabelKeys and labelSelector'],
  ],
  [
    "a key that must match and must not",
    ["a"],
    ["a"],
    {},
    ['term.matchLabelKeys[0]: Invalid value: "a": exists in both matchLabelKeys and mismatchLabelKeys'],
  ],
])("%s", (_what, matching, mismatching, selector, lines) => {
  expect(errorLines(validateLabelKeys(matching, mismatching, selector, path))).toEqual(lines);
});

it("wants names of labels", () => {
  expect(errorLines(validateLabelKeys(["a b"], undefined, {}, path))).toEqual([
    expect.stringContaining('term.matchLabelKeys[0]: Invalid value: "a b": name part must consist of'),
  ]);
});

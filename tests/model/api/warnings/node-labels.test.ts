// Warnings of labels of nodes that have newer names.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  deprecatedKeyWarning,
  deprecatedNodeLabel,
  nodeLabelSelectorWarnings,
  nodeSelectorTermWarnings,
  preferenceWarnings,
} from "../../../../src/model/api/warnings/node-labels.ts";

const path = FieldPath.root("term");
const OLD = "beta.kubernetes.io/os";
const INSTEAD = 'deprecated since v1.14; use "kubernetes.io/os" instead';

it("knows the newer names", () => {
  expect(deprecatedNodeLabel(OLD)).toBe(INSTEAD);
  expect(deprecatedNodeLabel("kubernetes.io/os")).toBeUndefined();
  expect(deprecatedKeyWarning(OLD, path)).toEqual([`term: ${OLD} is ${INSTEAD}`]);
  expect(deprecatedKeyWarning("zone", path)).toEqual([]);
});

it("looks at the keys of expressions", () => {
  const term = { matchExpressions: [{ key: "zone" }, { key: OLD, values: ["a b"] }], matchFields: [{ key: OLD }] };
  const warning = `term.matchExpressions[1].key: ${OLD} is ${INSTEAD}`;
  expect(nodeSelectorTermWarnings(term, path)).toEqual([warning]);
  expect(preferenceWarnings(term, path)).toEqual([
    warning,
    expect.stringMatching(/^term\.matchExpressions\[1\]\.values\[0\]: a b is invalid, a valid label must be/),
  ]);
});

it("looks at the keys of labels that select nodes", () => {
  const selector = { matchLabels: { zone: "a", [OLD]: "linux" }, matchExpressions: [{ key: OLD, operator: "Exists" }] };
  expect(nodeLabelSelectorWarnings(selector, path)).toEqual([
    `term.matchExpressions[0].key: ${OLD} is ${INSTEAD}`,
    `term.matchLabels.${OLD}: ${INSTEAD}`,
  ]);
});

// Node selectors and affinity to nodes, as the API server judges them.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { NodeSelectorRequirement } from "../../../../src/model/api/types/affinity.ts";
import {
  validateNodeAffinity,
  validateNodeSelector,
  validateWeight,
} from "../../../../src/model/api/validation/affinity-node.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("selector");
const EXPRESSION = "selector.nodeSelectorTerms[0].matchExpressions[0]";
const FIELD = "selector.nodeSelectorTerms[0].matchFields[0]";

describe("expressions", () => {
  it.each<[string, NodeSelectorRequirement, readonly string[]]>([
    ["good", { key: "zone", operator: "In", values: ["a"] }, []],
    ["that ask for presence", { key: "zone", operator: "Exists" }, []],
    ["that compare", { key: "size", operator: "Gt", values: ["5"] }, []],
    [
      "without values",
      { key: "zone", operator: "NotIn" },
      [`${EXPRESSION}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`],
    ],
    [
      "with values too many",
      { key: "zone", operator: "DoesNotExist", values: ["a"] },
      [`${EXPRESSION}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`],
    ],
    [
      "that compare with two",
      { key: "size", operator: "Lt", values: ["1", "2"] },
      [`${EXPRESSION}.values: Required value: must be specified single value when \`operator\` is 'Lt' or 'Gt'`],
    ],
    [
      "by an unknown operator",
      { key: "zone", operator: "in", values: ["a"] },
      [`${EXPRESSION}.operator: Invalid value: "in": not a valid selector operator`],
    ],
    ["by no operator", { key: "zone" }, [`${EXPRESSION}.operator: Invalid value: "": not a valid selector operator`]],
  ])("%s", (_what, requirement, lines) => {
    const selector = { nodeSelectorTerms: [{ matchExpressions: [requirement] }] };
    expect(errorLines(validateNodeSelector(selector, path))).toEqual(lines);
  });

  it("have keys and values of labels", () => {
    const selector = { nodeSelectorTerms: [{ matchExpressions: [{ key: "a b", operator: "In", values: ["c d"] }] }] };
    expect(errorLines(validateNodeSelector(selector, path))).toEqual([
      expect.stringContaining(`${EXPRESSION}.key: Invalid value: "a b": name part must consist of`),
      expect.stringContaining(`${EXPRESSION}.values[0]: Invalid value: "c d": a valid label must be`),
    ]);
  });
});

describe("fields", () => {
  it.each<[string, NodeSelectorRequirement, readonly string[]]>([
    ["a name", { key: "metadata.name", operator: "In", values: ["node-1"] }, []],
    [
      "two names",
      { key: "metadata.name", operator: "In", values: ["a", "b"] },
      [
        `${FIELD}.values: Required value: must be only one value when \`operator\` is 'In' or 'NotIn' for node field selector`,
      ],
    ],
    [
      "another field, by presence",
      { key: "metadata.uid", operator: "Exists" },
      [
        `${FIELD}.key: Invalid value: "metadata.uid": not a valid field selector key`,
        `${FIELD}.operator: Invalid value: "Exists": not a valid selector operator`,
      ],
    ],
  ])("%s", (_what, requirement, lines) => {
    expect(errorLines(validateNodeSelector({ nodeSelectorTerms: [{ matchFields: [requirement] }] }, path))).toEqual(
      lines,
    );
  });

  it("are names of nodes", () => {
    const requirement = { key: "metadata.name", operator: "In", values: ["Node"] };
    expect(errorLines(validateNodeSelector({ nodeSelectorTerms: [{ matchFields: [requirement] }] }, path))).toEqual([
      expect.stringContaining(
        `${FIELD}.values[0]: Invalid value: "Node": a lowercase RFC 1123 subdomain must consist of`,
      ),
    ]);
  });
});

it("needs a term", () => {
  expect(errorLines(validateNodeSelector({ nodeSelectorTerms: [] }, path))).toEqual([
    "selector.nodeSelectorTerms: Required value: must have at least one node selector term",
  ]);
});

it("lets preferences name values that no label can have", () => {
  const preference = { matchExpressions: [{ key: "zone", operator: "In", values: ["a b"] }] };
  const affinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, preference }] };
  expect(errorLines(validateNodeAffinity(affinity, FieldPath.root("a")))).toEqual([
    "a.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100",
  ]);
});

it("judges what nodes must match", () => {
  const affinity = { requiredDuringSchedulingIgnoredDuringExecution: {} };
  expect(errorLines(validateNodeAffinity(affinity, FieldPath.root("a")))).toEqual([
    "a.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: " +
      "must have at least one node selector term",
  ]);
});

it.each([
  [1, true],
  [100, true],
  [0, false],
  [101, false],
  [-1, false],
])("takes the weight %d: %s", (weight, isTaken) => {
  expect(validateWeight(weight, path).length === 0).toBe(isTaken);
});

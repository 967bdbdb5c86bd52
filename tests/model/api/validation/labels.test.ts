// Labels, annotations and label selectors of the API server.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateAnnotations,
  validateLabelName,
  validateLabels,
  validateLabelSelector,
} from "../../../../src/model/api/validation/labels.ts";

const path = FieldPath.root("x");
const texts = (errors: readonly { path: FieldPath; message: string }[]): readonly string[] =>
  errors.map((error) => `${String(error.path)}: ${error.message.split(":").slice(0, 2).join(":")}`);

it("accepts what Kubernetes accepts", () => {
  expect(validateLabels({ "a.b/c": "D_e", empty: "" }, path)).toEqual([]);
  expect(validateLabels(undefined, path)).toEqual([]);
  expect(validateLabelSelector(undefined, path)).toEqual([]);
  expect(validateAnnotations({ "Example.COM/Name": "any\ntext" }, path)).toEqual([]);
});

it("names the map as the place of a wrong key or value", () => {
  expect(texts(validateLabels({ "a b": "c d" }, path))).toEqual(['x: Invalid value: "a b"', 'x: Invalid value: "c d"']);
  expect(texts(validateLabelName("", path))).toHaveLength(2);
});

it("counts the bytes of all annotations", () => {
  const limit = 256 * 1024;
  expect(validateAnnotations({ a: "x".repeat(limit - 1) }, path)).toEqual([]);
  expect(texts(validateAnnotations({ a: "x".repeat(limit) }, path))).toEqual([
    "x: Too long: may not be more than 262144 bytes",
  ]);
});

it.each([
  [
    { key: "a", operator: "In" },
    "x.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
  ],
  [
    { key: "a", operator: "Exists", values: ["b"] },
    "x.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
  ],
  [{ key: "a", operator: "Gt" }, 'x.matchExpressions[0].operator: Invalid value: "Gt"'],
  [{ key: "a", operator: "In", values: ["b", "c d"] }, 'x.matchExpressions[0].values[1]: Invalid value: "c d"'],
])("refuses the requirement %j", (requirement, expected) => {
  expect(texts(validateLabelSelector({ matchExpressions: [requirement] }, path))).toEqual([expected]);
});

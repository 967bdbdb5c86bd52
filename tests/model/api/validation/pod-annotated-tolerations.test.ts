// Tolerations in an annotation, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateTolerationsAnnotation } from "../../../../src/model/api/validation/pod-annotated-tolerations.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(text: string): readonly string[] {
  return errorLines(validateTolerationsAnnotation(text, FieldPath.root("a")));
}

const NAME = "scheduler.alpha.kubernetes.io/tolerations";

it.each([
  "",
  "null",
  "[]",
  '[{"key":"a","operator":"Exists","effect":"NoExecute","tolerationSeconds":5}]',
  '[{"KEY":"a","Value":"b","other":[]}]',
])("takes %j", (text) => {
  expect(mistakes(text)).toEqual([]);
});

it("judges each toleration", () => {
  expect(mistakes('[{"operator":"Exists"}, {"key":"a","operator":"Has"}]')).toEqual([
    `a.${NAME}[1].operator: Unsupported value: "Has": supported values: "Equal", "Exists"`,
  ]);
});

it.each([
  ["{}", "json: cannot unmarshal object into Go value of type []core.Toleration"],
  ["[1]", "json: cannot unmarshal number into Go value of type core.Toleration"],
  ['[{"key":1}]', "json: cannot unmarshal number into Go struct field Toleration.key of type string"],
])("says why %s is none", (text, reason) => {
  expect(mistakes(text)).toEqual([`a: Invalid value: "${NAME}": ${reason}`]);
});

it("says that it is no JSON", () => {
  expect(mistakes("[")).toEqual([expect.stringContaining(`a: Invalid value: "${NAME}": `)]);
});

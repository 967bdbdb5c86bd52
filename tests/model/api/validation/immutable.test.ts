// Fields that keep their value.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { LABEL_SELECTOR } from "../../../../src/model/api/types/object-meta.ts";
import { validateImmutableValue } from "../../../../src/model/api/validation/immutable.ts";

const SELECTOR = FieldPath.root("spec").child("selector");

it("accepts a value that was only written otherwise", () => {
  const value = { matchLabels: { b: "2", a: "1" }, matchExpressions: [] };
  expect(validateImmutableValue(value, { matchLabels: { a: "1", b: "2" } }, LABEL_SELECTOR, SELECTOR)).toEqual([]);
});

it("shows a changed value in the order of its type", () => {
  const value = { matchExpressions: [{ operator: "Exists", key: "k" }], matchLabels: { b: "2", a: "1" } };
  expect(validateImmutableValue(value, {}, LABEL_SELECTOR, SELECTOR).map(({ message }) => message)).toEqual([
    'Invalid value: {"matchLabels":{"a":"1","b":"2"},"matchExpressions":[{"key":"k","operator":"Exists"}]}: ' +
      "field is immutable",
  ]);
});

it("shows null for a value that was taken away", () => {
  const errors = validateImmutableValue(undefined, {}, LABEL_SELECTOR, SELECTOR);
  expect(errors.map(({ message }) => message)).toEqual(["Invalid value: null: field is immutable"]);
});

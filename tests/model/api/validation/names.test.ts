// Names of fixed formats.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateDns1123Label,
  validateDns1123Subdomain,
  validateName,
  validateQualifiedName,
  validateRequiredName,
} from "../../../../src/model/api/validation/names.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("name");

it("tells each problem of a name by itself", () => {
  const errors = validateName("a", (name) => [`${name} is short`, `${name} is dull`], PATH);
  expect(errorLines(errors)).toEqual(['name: Invalid value: "a": a is dull', 'name: Invalid value: "a": a is short']);
});

it("says of a name that is missing or empty only that it is needed", () => {
  expect(errorLines(validateRequiredName(undefined, () => ["wrong"], PATH))).toEqual(["name: Required value"]);
  expect(errorLines(validateRequiredName("", () => ["wrong"], PATH))).toEqual(["name: Required value"]);
  expect(errorLines(validateRequiredName("a", () => ["wrong"], PATH))).toEqual(['name: Invalid value: "a": wrong']);
});

it.each([
  [validateDns1123Label, "web-1", "web.1"],
  [validateDns1123Subdomain, "web.example", "web_example"],
  [validateQualifiedName, "example.com/Web_1", "a/b/c"],
])("judges by the format: %o", (validate, good, bad) => {
  expect(validate(good, PATH)).toEqual([]);
  expect(validate(bad, PATH)).toHaveLength(1);
});

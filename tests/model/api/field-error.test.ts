// The fixed words of refusals. Texts as in apimachinery's own field errors, v1.36.

import { expect, it } from "vitest";

import {
  duplicate,
  forbidden,
  internalError,
  invalid,
  notFound,
  notSupported,
  PrintedValue,
  required,
  tooLong,
  tooLongCharacters,
  tooMany,
  tooShort,
  typeInvalid,
} from "../../../src/model/api/field-error.ts";
import { FieldPath } from "../../../src/model/api/field-path.ts";

const path = FieldPath.root("spec");

it.each([
  [required(path), "FieldValueRequired", "Required value"],
  [required(path, "say it"), "FieldValueRequired", "Required value: say it"],
  [invalid(path, -1, "no"), "FieldValueInvalid", "Invalid value: -1: no"],
  [invalid(path, 'a"b', "no"), "FieldValueInvalid", 'Invalid value: "a\\"b": no'],
  [invalid(path, undefined, "no"), "FieldValueInvalid", "Invalid value: null: no"],
  [invalid(path, { a: "<" }, ""), "FieldValueInvalid", 'Invalid value: {"a":"\\u003c"}'],
  [invalid(path, new PrintedValue("{X:1}"), "no"), "FieldValueInvalid", "Invalid value: {X:1}: no"],
  [duplicate(path, "a"), "FieldValueDuplicate", 'Duplicate value: "a"'],
  [notFound(path, "a"), "FieldValueNotFound", 'Not found: "a"'],
  [forbidden(path), "FieldValueForbidden", "Forbidden"],
  [forbidden(path, "not now"), "FieldValueForbidden", "Forbidden: not now"],
  [notSupported(path, "a", ["b", "c"]), "FieldValueNotSupported", 'Unsupported value: "a": supported values: "b", "c"'],
  [notSupported(path, "a", []), "FieldValueNotSupported", 'Unsupported value: "a"'],
  [tooLong(path, 1), "FieldValueTooLong", "Too long: may not be more than 1 byte"],
  [tooLong(path, 63), "FieldValueTooLong", "Too long: may not be more than 63 bytes"],
  [tooLong(path, -1), "FieldValueTooLong", "Too long: value is too long"],
  [tooLongCharacters(path, 2), "FieldValueTooLong", "Too long: may not be more than 2 characters"],
  [tooShort(path, 1), "FieldValueTooShort", "Too short: must be at least 1 character"],
  [tooMany(path, 3, 1), "FieldValueTooMany", "Too many: 3: must have at most 1 item"],
  [tooMany(path, -1, 2), "FieldValueTooMany", "Too many: must have at most 2 items"],
  [typeInvalid(path, 1, "no"), "FieldValueTypeInvalid", "Invalid value: 1: no"],
  [internalError(path, "broken"), "InternalError", "Internal error: broken"],
])("says %j", (error, type, message) => {
  expect([error.type, error.message]).toEqual([type, message]);
});

it("keeps the text that was refused beside the texts that are not, so that the nearest can be found", () => {
  expect(notSupported(path, "Tcp", ["TCP"])).toMatchObject({ value: "Tcp", supported: ["TCP"] });
});

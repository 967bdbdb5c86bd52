// References that autoscalers make.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateObjectReference, validateVersion } from "../../../../src/model/api/validation/object-references.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("ref");

it("asks for a kind and a name that can stand in a URL", () => {
  expect(validateObjectReference({ kind: "Service", name: "a.b" }, PATH)).toEqual([]);
  expect(errorLines(validateObjectReference({}, PATH))).toEqual([
    "ref.kind: Required value",
    "ref.name: Required value",
  ]);
  expect(errorLines(validateObjectReference({ kind: "a/b", name: ".." }, PATH))).toEqual([
    "ref.kind: Invalid value: \"a/b\": may not contain '/'",
    "ref.name: Invalid value: \"..\": may not be '..'",
  ]);
});

it("takes versions with a group, without one, and none", () => {
  expect(["", "v1", "apps/v1", "/v1"].flatMap((version) => validateVersion(version, PATH))).toEqual([]);
  expect(errorLines(validateVersion("a/b/c", PATH))).toEqual([
    'ref: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
  ]);
});

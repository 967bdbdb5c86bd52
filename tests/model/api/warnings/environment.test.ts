// Warnings of variables that are defined twice.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { EnvVar } from "../../../../src/model/api/types/container.ts";
import { environmentWarnings } from "../../../../src/model/api/warnings/environment.ts";

const path = FieldPath.root("env");

function warnings(...variables: readonly EnvVar[]): readonly string[] {
  return environmentWarnings(variables, path);
}

const HIDDEN = 'env[1]: hides previous definition of "A", which may be dropped when using apply';

it("minds a definition that hides another", () => {
  expect(warnings({ name: "A", value: "1" }, { name: "A", value: "2" })).toEqual([HIDDEN]);
  expect(warnings({ name: "A", value: "1" }, { name: "A", value: "$(A)" })).toEqual([HIDDEN]);
  expect(warnings({ name: "A", value: "1" }, { name: "A", valueFrom: {} })).toEqual([HIDDEN]);
});

it("takes a definition that extends another", () => {
  expect(warnings({ name: "A", value: "1" }, { name: "A", value: "$(A):2" })).toEqual([]);
  expect(warnings({ name: "A" }, { name: "B" })).toEqual([]);
});

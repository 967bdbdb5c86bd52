// Finalizers of Kubernetes' own kinds.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateCoreObjectMeta,
  validateCoreObjectMetaUpdate,
} from "../../../../src/model/api/validation/core-object-meta.ts";

const METADATA = FieldPath.root("metadata");

it("takes finalizers with a domain and the three without", () => {
  const finalizers = ["kubernetes", "orphan", "acme.io/x", "foregroundDeletion"].slice(0, 3);
  expect(validateCoreObjectMeta({ name: "a", finalizers }, false, () => [], METADATA)).toEqual([]);
});

it.each([
  ["new", validateCoreObjectMeta({ name: "a", finalizers: ["x"] }, false, () => [], METADATA)],
  ["replaced", validateCoreObjectMetaUpdate({ finalizers: ["x"], resourceVersion: "1" }, {}, METADATA)],
])("refuses other finalizers without a domain on a %s object", (_, errors) => {
  expect(errors.map(({ path, message }) => `${String(path)}: ${message}`)).toEqual([
    'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
  ]);
});

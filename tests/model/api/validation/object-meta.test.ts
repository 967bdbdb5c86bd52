// Metadata of new and of changed objects.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ObjectMeta } from "../../../../src/model/api/types/object-meta.ts";
import {
  validateImmutable,
  validateObjectMeta,
  validateObjectMetaUpdate,
} from "../../../../src/model/api/validation/object-meta.ts";
import { dns1123SubdomainProblems } from "../../../../src/model/name-formats.ts";

const path = FieldPath.root("metadata");
const owner = { apiVersion: "v1", kind: "Node", name: "n", uid: "1" };

function mistakes(metadata: ObjectMeta | undefined, namespaced = true): readonly string[] {
  const errors = validateObjectMeta(metadata, namespaced, dns1123SubdomainProblems, path);
  return errors.map((error) => `${String(error.path)}: ${error.message}`);
}

it("accepts a name in a namespace", () => {
  expect(mistakes({ name: "web", namespace: "shop", ownerReferences: [owner] })).toEqual([]);
  expect(mistakes({ name: "node-1" }, false)).toEqual([]);
});

it("asks for a name, and for a namespace where the kind has one", () => {
  expect(mistakes(undefined)).toEqual([
    "metadata.name: Required value: name or generateName is required",
    "metadata.namespace: Required value",
  ]);
  expect(mistakes({ name: "a", namespace: "b" }, false)).toEqual([
    "metadata.namespace: Forbidden: not allowed on this type",
  ]);
});

it("judges a prefix by the name that it may become", () => {
  expect(mistakes({ name: "web-1", generateName: "web-", namespace: "a" })).toEqual([]);
  expect(mistakes({ name: "web-1", generateName: "Web-", namespace: "a" })).toHaveLength(1);
});

it.each([
  [{ generation: -1 }, "metadata.generation: Invalid value: -1: must be greater than or equal to 0"],
  [{ finalizers: ["orphan", "foregroundDeletion"] }, "finalizer orphan and foregroundDeletion cannot be both set"],
  [
    { ownerReferences: [{ apiVersion: "v1", name: "n", uid: "1" }] },
    'metadata.ownerReferences.kind: Invalid value: "": must not be empty',
  ],
  [{ ownerReferences: [{ ...owner, apiVersion: "apps/" }] }, 'Invalid value: "apps/": version must not be empty'],
  [{ ownerReferences: [{ ...owner, kind: "Event" }] }, "/v1, Kind=Event is disallowed from being an owner"],
  [{ managedFields: [{ operation: "Patch" }] }, "metadata.managedFields[0].operation"],
  [{ managedFields: [{ operation: "Apply", fieldsType: "V0" }] }, "metadata.managedFields[0].fieldsType"],
  [{ managedFields: [{ operation: "Apply", manager: "m".repeat(129) }] }, "may not be more than 128 bytes"],
])("refuses %j", (part, expected) => {
  const found = mistakes({ name: "a", namespace: "b", ...(part as Partial<ObjectMeta>) });
  expect(found.join("\n")).toContain(expected);
});

it("allows one controlling owner", () => {
  const owners = [owner, { ...owner, name: "m" }].map((one) => ({ ...one, controller: true }));
  expect(mistakes({ name: "a", namespace: "b", ownerReferences: owners }).join()).toContain(
    'Found "true" in references for Node/n and Node/m',
  );
});

it("shows owners with the fields that the server always writes", () => {
  const owners = [
    { apiVersion: "v1", kind: "Event", controller: true },
    { ...owner, controller: true },
  ];
  const found = mistakes({ name: "a", namespace: "b", ownerReferences: owners });
  expect(found[2]).toContain(
    '{"apiVersion":"v1","kind":"Event","name":"","uid":"","controller":true}: /v1, Kind=Event',
  );
  expect(found[3]).toContain('[{"apiVersion":"v1","kind":"Event","name":"","uid":"","controller":true},{"apiVersion"');
});

it("lets an update change labels, but neither name nor identity", () => {
  const old = { name: "a", namespace: "b", uid: "1", resourceVersion: "5", generation: 2 };
  expect(validateObjectMetaUpdate({ ...old, labels: { x: "y" } }, old, path)).toEqual([]);
  const changed = validateObjectMetaUpdate({ ...old, name: "c", uid: "2", generation: 1 }, old, path);
  expect(changed.map((error) => String(error.path))).toEqual(["metadata.generation", "metadata.name", "metadata.uid"]);
});

it("asks an update for the version that it replaces, and allows no new finalizer on what is being deleted", () => {
  const old = { name: "a", deletionTimestamp: "2026-01-01T00:00:00Z" };
  const errors = validateObjectMetaUpdate({ ...old, finalizers: ["x.io/y"] }, old, path);
  expect(errors.map(({ message }) => message)).toEqual([
    "Forbidden: no new finalizers can be added if the object is being deleted, " +
      'found new finalizers []string{"x.io/y"}',
    'Invalid value: "": must be specified for an update',
  ]);
});

it("compares immutable values as a whole", () => {
  expect(validateImmutable({ a: [1] }, { a: [1] }, path)).toEqual([]);
  expect(validateImmutable(undefined, { a: [1] }, path)[0]?.message).toBe("Invalid value: null: field is immutable");
});

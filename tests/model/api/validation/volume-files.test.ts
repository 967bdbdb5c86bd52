// Volumes that hold files of ConfigMaps, Secrets and pods.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateDownwardApi,
  validateDownwardApiFile,
  validateFileMode,
  validateFilePath,
  validateKeyedVolume,
  validateKeysToPaths,
} from "../../../../src/model/api/validation/volume-files.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");
const MODE_RULE = "must be a number between 0 and 0777 (octal), both inclusive";

it("judges permissions", () => {
  expect(validateFileMode(undefined, PATH)).toEqual([]);
  expect(validateFileMode(0o777, PATH)).toEqual([]);
  expect(errorLines(validateFileMode(0o1000, PATH))).toEqual([`v: Invalid value: 512: ${MODE_RULE}`]);
  expect(errorLines(validateFileMode(-1, PATH))).toEqual([`v: Invalid value: -1: ${MODE_RULE}`]);
});

it("asks for the ConfigMap or the Secret, by its own field", () => {
  expect(validateKeyedVolume("a", "name", { items: [{ key: "a", path: "b", mode: 0 }] }, PATH)).toEqual([]);
  expect(errorLines(validateKeyedVolume(undefined, "secretName", { defaultMode: 512 }, PATH))).toEqual([
    `v.defaultMode: Invalid value: 512: ${MODE_RULE}`,
    "v.secretName: Required value",
  ]);
});

it("keeps each file within the volume", () => {
  expect(errorLines(validateKeysToPaths([{}, { key: "a", path: "..b", mode: 512 }], PATH))).toEqual([
    "v[0].key: Required value",
    "v[0].path: Required value",
    `v[1].mode: Invalid value: 512: ${MODE_RULE}`,
    `v[1].path: Invalid value: "..b": must not start with '..'`,
  ]);
  expect(validateFilePath("a/b", PATH)).toEqual([]);
});

it("shows one field or one amount in each file of the downward API", () => {
  const fieldRef = { apiVersion: "v1", fieldPath: "metadata.labels" };
  const resourceFieldRef = { containerName: "a", resource: "limits.cpu" };
  const items = [
    { path: "a", fieldRef },
    { path: "b", resourceFieldRef },
  ];
  expect(validateDownwardApi({ items }, PATH)).toEqual([]);
  expect(errorLines(validateDownwardApiFile({ path: "a" }, PATH))).toEqual([
    "v: Required value: one of fieldRef and resourceFieldRef is required",
  ]);
  expect(errorLines(validateDownwardApiFile({ path: "a", fieldRef, resourceFieldRef }, PATH))).toEqual([
    'v: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously',
  ]);
});

it("names the volume where a file of the downward API is wrong", () => {
  const items = [{ resourceFieldRef: { resource: "limits.cpu" }, mode: 512 }];
  expect(errorLines(validateDownwardApi({ items, defaultMode: 512 }, PATH))).toEqual([
    `v.defaultMode: Invalid value: 512: ${MODE_RULE}`,
    `v.mode: Invalid value: 512: ${MODE_RULE}`,
    "v.path: Required value",
    "v.resourceFieldRef.containerName: Required value",
  ]);
});

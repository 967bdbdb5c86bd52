// Names of resources that containers and pods ask for.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  isCountedResource,
  validateContainerResourceName,
  validatePodResourceName,
  validateResourceName,
} from "../../../../src/model/api/validation/resource-names.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("r");

it("counts objects and what vendors named", () => {
  expect(["pods", "services.nodeports", "example.com/gpu"].map(isCountedResource)).toEqual([true, true, true]);
  expect(["cpu", "hugepages-2Mi", "kubernetes.io/x"].map(isCountedResource)).toEqual([false, false, false]);
});

it.each(["cpu", "requests.storage", "pods", "hugepages-2Mi", "requests.hugepages-2Mi", "example.com/gpu"])(
  "knows %s",
  (name) => {
    expect(validateResourceName(name, PATH)).toEqual([]);
  },
);

it("wants names without a domain to be its own", () => {
  expect(errorLines(validateResourceName("gpu", PATH))).toEqual([
    'r: Invalid value: "gpu": must be a standard resource type or fully qualified',
  ]);
  expect(errorLines(validateResourceName("a/b/c", PATH))[0]).toContain("a valid label key must consist of");
});

it.each([
  ["cpu", []],
  ["hugepages-1Gi", []],
  ["kubernetes.io/x", []],
  ["example.com/gpu", []],
  ["pods", ['r: Invalid value: "pods": must be a standard resource for containers']],
  [
    "gpu",
    [
      'r: Invalid value: "gpu": must be a standard resource for containers',
      'r: Invalid value: "gpu": must be a standard resource type or fully qualified',
    ],
  ],
  [
    "requests.example.com/gpu",
    [`r: Invalid value: "requests.example.com/gpu": doesn't follow extended resource name standard`],
  ],
])("says of a container's %s: %j", (name, expected) => {
  expect(errorLines(validateContainerResourceName(name, PATH))).toEqual(expected);
});

it("lets a pod as a whole ask for CPU, memory and huge pages", () => {
  expect(["cpu", "memory", "hugepages-2Mi"].flatMap((name) => validatePodResourceName(name, PATH))).toEqual([]);
  expect(errorLines(validatePodResourceName("example.com/gpu", PATH))).toEqual([
    'r: Unsupported value: "example.com/gpu": supported values: "cpu", "hugepages-", "memory"',
  ]);
  expect(errorLines(validatePodResourceName("gpu", PATH))).toHaveLength(1);
});

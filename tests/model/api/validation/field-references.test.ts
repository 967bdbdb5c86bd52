// References to fields of the pod and to amounts of its containers.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  ENVIRONMENT_FIELDS,
  validateObjectFieldSelector,
  validateResourceFieldSelector,
  validateVolumeResourceFieldSelector,
  VOLUME_FIELDS,
} from "../../../../src/model/api/validation/field-references.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("ref");

function told(fieldPath: string, fields = ENVIRONMENT_FIELDS, apiVersion = "v1"): readonly string[] {
  return errorLines(validateObjectFieldSelector({ apiVersion, fieldPath }, fields, PATH));
}

describe("validateObjectFieldSelector", () => {
  it.each([
    ["metadata.name", ENVIRONMENT_FIELDS],
    ["status.podIPs", ENVIRONMENT_FIELDS],
    ["spec.host", ENVIRONMENT_FIELDS],
    ["metadata.labels['app.kubernetes.io/name']", ENVIRONMENT_FIELDS],
    ["metadata.annotations['Example.com/A']", ENVIRONMENT_FIELDS],
    ["metadata.labels", VOLUME_FIELDS],
  ])("accepts %s", (fieldPath, fields) => {
    expect(told(fieldPath, fields)).toEqual([]);
  });

  it.each([
    ["metadata.foo", ": error converting fieldPath: field label not supported: metadata.foo"],
    ["metadata.name['x']", ": error converting fieldPath: field label does not support subscript: metadata.name['x']"],
    ["['x']", ": error converting fieldPath: field label not supported: ['x']"],
  ])("refuses %s, which is no field", (fieldPath, rest) => {
    expect(told(fieldPath)).toEqual([`ref.fieldPath: Invalid value: ${JSON.stringify(fieldPath)}${rest}`]);
  });

  it("lists what may be shown to whoever asks for another field", () => {
    const [line = ""] = told("spec.schedulerName", VOLUME_FIELDS);
    expect(line).toContain('Unsupported value: "spec.schedulerName": supported values: "metadata.annotations"');
    expect(told("metadata.labels")).toHaveLength(1);
  });

  it("judges the key of a label as it is, and that of an annotation in lower case", () => {
    expect(told("metadata.labels['a b']")[0]).toMatch(/^ref: Invalid value: "a b": name part must consist/);
    expect(told("metadata.annotations['A B']")[0]).toMatch(/^ref: Invalid value: "a b": name part must consist/);
  });

  it("stops at a missing or strange version, then at a missing field", () => {
    expect(errorLines(validateObjectFieldSelector({}, VOLUME_FIELDS, PATH))).toEqual([
      "ref.apiVersion: Required value",
    ]);
    expect(errorLines(validateObjectFieldSelector({ apiVersion: "v1" }, VOLUME_FIELDS, PATH))).toEqual([
      "ref.fieldPath: Required value",
    ]);
    expect(told("metadata.name", ENVIRONMENT_FIELDS, "v2")[0]).toContain("unsupported pod version: v2");
  });
});

describe("validateResourceFieldSelector", () => {
  it.each([
    ["limits.cpu", "1m"],
    ["requests.memory", "1Mi"],
    ["requests.ephemeral-storage", "1G"],
    ["limits.hugepages-2Mi", "1Ki"],
    ["limits.cpu", "0"],
    ["limits.cpu", undefined],
  ])("accepts %s in units of %s", (resource, divisor) => {
    const selector = divisor === undefined ? { resource } : { resource, divisor };
    expect(validateResourceFieldSelector(selector, PATH)).toEqual([]);
  });

  it.each([
    ["limits.cpu", "1k", "only divisor's values 1m and 1 are supported with the cpu resource"],
    ["requests.memory", "1m", "1Pi, 1Ei are supported with the memory resource"],
    ["limits.ephemeral-storage", "2", "1Pi, 1Ei are supported with the local ephemeral storage resource"],
    ["requests.hugepages-1Gi", "3", "1Pi, 1Ei are supported with the hugepages resource"],
  ])("shows the amount where %s is asked for in units of %s", (resource, divisor, rule) => {
    const [line = ""] = errorLines(validateResourceFieldSelector({ resource, divisor }, PATH));
    expect(line).toMatch(new RegExp(`^ref\\.divisor: Invalid value: "${resource}": .*`));
    expect(line.endsWith(rule)).toBe(true);
  });

  it("refuses amounts that no container has", () => {
    expect(errorLines(validateResourceFieldSelector({ resource: "limits.gpu", divisor: "7" }, PATH))).toEqual([
      'ref.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", ' +
        '"limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
    ]);
    expect(errorLines(validateResourceFieldSelector({}, PATH))).toEqual(["ref.resource: Required value"]);
  });

  it("asks a volume for the container before anything else but the divisor", () => {
    const selector = { resource: "limits.cpu", divisor: "7" };
    expect(errorLines(validateVolumeResourceFieldSelector(selector, PATH))).toEqual([
      `ref.containerName: Required value`,
      `ref.divisor: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource`,
    ]);
    expect(validateVolumeResourceFieldSelector({ containerName: "a", resource: "limits.cpu" }, PATH)).toEqual([]);
  });
});

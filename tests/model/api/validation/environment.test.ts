// Variables of containers and where their values come from.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { EnvVar } from "../../../../src/model/api/types/container.ts";
import { validateEnvironment, validateEnvironmentSources } from "../../../../src/model/api/validation/environment.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("env");
const FIELD = { apiVersion: "v1", fieldPath: "metadata.name" };

function told(variable: EnvVar): readonly string[] {
  return errorLines(validateEnvironment([variable], PATH));
}

describe("validateEnvironment", () => {
  it.each<EnvVar>([
    { name: "A" },
    { name: "1 with: signs", value: "x" },
    { name: "A", valueFrom: { fieldRef: FIELD } },
    { name: "A", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
    { name: "A", valueFrom: { configMapKeyRef: { name: "a", key: "b" } } },
    { name: "A", valueFrom: { fileKeyRef: { volumeName: "v", path: "a/b", key: "K" } } },
  ])("accepts %j", (variable) => {
    expect(told(variable)).toEqual([]);
  });

  it("asks for names without an equals sign", () => {
    expect(told({})).toEqual(["env[0].name: Required value"]);
    expect(told({ name: "A=B" })).toEqual([
      `env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than '='`,
    ]);
  });

  it("asks for exactly one source, beside no value", () => {
    const none =
      "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
    const place = 'env[0].valueFrom: Invalid value: ""';
    const secretKeyRef = { name: "a", key: "b" };
    expect(told({ name: "A", valueFrom: {} })).toEqual([`${place}: ${none}`]);
    expect(told({ name: "A", value: "x", valueFrom: { fieldRef: FIELD } })).toEqual([
      `${place}: may not be specified when \`value\` is not empty`,
    ]);
    expect(told({ name: "A", valueFrom: { fieldRef: FIELD, secretKeyRef } })).toEqual([
      `${place}: may not have more than one field specified at a time`,
    ]);
  });

  it("judges the name of a ConfigMap or Secret even where it is missing", () => {
    const [key = "", name = ""] = told({ name: "A", valueFrom: { secretKeyRef: {} } });
    expect(key).toBe("env[0].valueFrom.secretKeyRef.key: Required value");
    expect(name).toMatch(/^env\[0\]\.valueFrom\.secretKeyRef\.name: Invalid value: "": a lowercase RFC 1123 subdomain/);
  });

  it("asks for the volume, the path and the key of a file", () => {
    const place = "env[0].valueFrom.fileKeyRef";
    expect(told({ name: "A", valueFrom: { fileKeyRef: {} } })).toEqual([
      `${place}.key: Required value`,
      `${place}.path: Required value`,
      `${place}.volumeName: Required value`,
    ]);
    expect(told({ name: "A", valueFrom: { fileKeyRef: { volumeName: "v", path: "../b", key: "K" } } })).toEqual([
      `${place}.path: Invalid value: "../b": must not contain '..'`,
    ]);
  });
});

describe("validateEnvironmentSources", () => {
  it("accepts a ConfigMap or a Secret, whose name may end in a hyphen", () => {
    const sources = [{ prefix: "A_", configMapRef: { name: "a" } }, { secretRef: { name: "a-" } }];
    expect(validateEnvironmentSources(sources, PATH)).toEqual([]);
  });

  it("names the list where there is no source or two", () => {
    const both = { configMapRef: { name: "a" }, secretRef: { name: "b" } };
    expect(errorLines(validateEnvironmentSources([{}, both], PATH))).toEqual([
      'env: Invalid value: "": may not have more than one field specified at a time',
      'env: Invalid value: "": must specify one of: `configMapRef` or `secretRef`',
    ]);
  });

  it("judges prefixes and names", () => {
    const lines = errorLines(validateEnvironmentSources([{ prefix: "=", secretRef: {} }], PATH));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe("env[0].secretRef.name: Required value");
  });
});

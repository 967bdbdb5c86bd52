// Volumes of CSI drivers.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateCsi,
  validateCsiDriverName,
  validatePersistentCsi,
} from "../../../../src/model/api/validation/volume-csi.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");

it("takes capitals in names of drivers", () => {
  expect(validateCsiDriverName("Disk.CSI.example.com", PATH)).toEqual([]);
  expect(errorLines(validateCsiDriverName(undefined, PATH))).toEqual(["v: Required value"]);
  expect(errorLines(validateCsiDriverName("A_b", PATH))[0]).toMatch(/^v: Invalid value: "A_b": a lowercase RFC 1123/);
  expect(errorLines(validateCsiDriverName("a".repeat(64), PATH))).toEqual([
    "v: Too long: may not be more than 63 bytes",
  ]);
});

it("judges the secret of a pod's volume, at two places", () => {
  const good = { driver: "a", nodePublishSecretRef: { name: "s" } };
  expect(validateCsi(good, PATH)).toEqual([]);
  expect(errorLines(validateCsi({ ...good, nodePublishSecretRef: {} }, PATH))).toEqual([
    "v.nodePublishSecretRef.name: Required value",
  ]);
  const [line = ""] = errorLines(validateCsi({ ...good, nodePublishSecretRef: { name: "S" } }, PATH));
  expect(line).toMatch(/^v\.name: Invalid value: "S"/);
});

it("asks a persistent volume for its handle, and its secrets for names and namespaces", () => {
  const good = { driver: "a", volumeHandle: "h", controllerExpandSecretRef: { name: "s", namespace: "n" } };
  expect(validatePersistentCsi(good, PATH)).toEqual([]);
  const secrets = {
    controllerPublishSecretRef: {},
    nodeExpandSecretRef: { name: "s", namespace: "a.b" },
    nodeStageSecretRef: {},
  };
  expect(errorLines(validatePersistentCsi({ driver: "a", ...secrets }, PATH))).toEqual([
    "v.controllerPublishSecretRef.name: Required value",
    "v.controllerPublishSecretRef.namespace: Required value",
    'v.nodeExpandSecretRef.namespace: Invalid value: "a.b": must not contain dots',
    "v.volumeHandle: Required value",
  ]);
});

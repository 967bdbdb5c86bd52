// iSCSI volumes.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateIscsi,
  validateIscsiTargetLength,
  validatePersistentIscsi,
  validatePersistentIscsiTargetLength,
} from "../../../../src/model/api/validation/volume-iscsi.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");
const GOOD = { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:disk" };

it.each(["iqn.2001-04.com.example:disk", "eui.0123456789abcdef", `naa.${"0123456789abcdef".repeat(2)}`])(
  "accepts the name %s for either side",
  (name) => {
    const source = { ...GOOD, iqn: name, initiatorName: name };
    expect(validateIscsi(source, PATH)).toEqual([]);
    expect(validatePersistentIscsi(source, PATH)).toEqual([]);
  },
);

it("asks for a target, its name, a unit and a secret", () => {
  const lines = ["v.iqn: Required value", "v.secretRef: Required value", "v.targetPortal: Required value"];
  expect(errorLines(validateIscsi({ chapAuthSession: true }, PATH))).toEqual(lines);
  expect(errorLines(validatePersistentIscsi({ chapAuthDiscovery: true }, PATH))).toEqual(lines);
  expect(errorLines(validateIscsi({ ...GOOD, lun: 256 }, PATH))).toHaveLength(1);
  expect(errorLines(validatePersistentIscsi({ ...GOOD, secretRef: {} }, PATH))).toEqual([
    "v.secretRef.name: Required value",
  ]);
});

it.each(["iqn.2001-04.com.example", "eui.0123", "naa.0123"])("tells that %s has not the right form", (name) => {
  const lines = [
    `v.initiatorname: Invalid value: "${name}": must be valid format`,
    `v.iqn: Invalid value: "${name}": must be valid format`,
  ];
  expect(errorLines(validateIscsi({ ...GOOD, iqn: name, initiatorName: name }, PATH))).toEqual(lines);
  expect(errorLines(validatePersistentIscsi({ ...GOOD, iqn: name, initiatorName: name }, PATH))).toEqual(lines);
});

it("says of other beginnings more for pods than for persistent volumes", () => {
  expect(errorLines(validateIscsi({ ...GOOD, iqn: "x" }, PATH))).toEqual([
    'v.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa',
  ]);
  expect(errorLines(validatePersistentIscsi({ ...GOOD, iqn: "x" }, PATH))).toEqual([
    'v.iqn: Invalid value: "x": must be valid format',
  ]);
});

it("limits the name of a volume together with its target, where it names its own side", () => {
  const source = { ...GOOD, initiatorName: "iqn" };
  const rule =
    "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";
  const name = "n".repeat(51);
  expect(validateIscsiTargetLength(source, "n".repeat(50), PATH)).toEqual([]);
  expect(validateIscsiTargetLength(GOOD, name, PATH)).toEqual([]);
  expect(errorLines(validateIscsiTargetLength(source, name, PATH))).toEqual([
    `v.name: Invalid value: "${name}": ${rule}`,
  ]);
  expect(errorLines(validatePersistentIscsiTargetLength(source, name, PATH))).toEqual([
    `v.targetportal: Invalid value: "10.0.0.1:3260": ${rule}`,
  ]);
});

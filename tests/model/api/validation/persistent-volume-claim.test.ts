// Specifications and templates of persistent volume claims.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PersistentVolumeClaimSpec } from "../../../../src/model/api/types/claim.ts";
import {
  validateAccessModes,
  validateClassName,
  validatePersistentVolumeClaimSpec,
  validatePersistentVolumeClaimTemplate,
  validateReplacingClaimSpec,
  validateVolumeMode,
} from "../../../../src/model/api/validation/persistent-volume-claim.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("s");
const GOOD: PersistentVolumeClaimSpec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };

function told(spec: PersistentVolumeClaimSpec): readonly string[] {
  return errorLines(validatePersistentVolumeClaimSpec(spec, PATH));
}

it("lets one mode exclude all others", () => {
  expect(validateAccessModes(["ReadOnlyMany", "ReadWriteMany"], PATH)).toEqual([]);
  expect(validateAccessModes(["ReadWriteOncePod"], PATH)).toEqual([]);
  expect(errorLines(validateAccessModes(["ReadWriteOncePod", "ReadOnlyMany"], PATH))).toEqual([
    "s: Forbidden: may not use ReadWriteOncePod with other access modes",
  ]);
  expect(errorLines(validateAccessModes(["ReadWriteOncePod", "Any"], PATH))).toEqual([
    's: Unsupported value: "Any": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ]);
});

it("judges classes and modes where they are given", () => {
  expect([undefined, "", "fast"].flatMap((name) => validateClassName(name, PATH))).toEqual([]);
  expect(validateClassName("Fast", PATH)).toHaveLength(1);
  expect(validateVolumeMode("Block", PATH)).toEqual([]);
  expect(errorLines(validateVolumeMode("Tape", PATH))).toEqual([
    's: Unsupported value: "Tape": supported values: "Block", "Filesystem"',
  ]);
});

describe("validatePersistentVolumeClaimSpec", () => {
  it("asks for a mode and a size", () => {
    expect(told(GOOD)).toEqual([]);
    expect(told({})).toEqual([
      "s.accessModes: Required value: at least 1 access mode is required",
      "s.resources[storage]: Required value",
    ]);
    expect(told({ ...GOOD, resources: { requests: { storage: "0" } } })).toEqual([
      's.resources[storage]: Invalid value: "0": must be greater than zero',
    ]);
  });

  it("looks into selectors, classes and modes", () => {
    const parts = {
      selector: { matchLabels: { a: "b c" } },
      storageClassName: "A",
      volumeAttributesClassName: "B",
      volumeMode: "C",
    };
    expect(told({ ...GOOD, ...parts }).map((line) => line.slice(0, line.indexOf(":")))).toEqual([
      "s.selector.matchLabels",
      "s.storageClassName",
      "s.volumeAttributesClassName",
      "s.volumeMode",
    ]);
  });

  it("fills volumes from claims, or from what a group knows", () => {
    const claim = { kind: "PersistentVolumeClaim", name: "a" };
    const other = { apiGroup: "example.com", kind: "Backup", name: "a" };
    expect(told({ ...GOOD, dataSource: claim, dataSourceRef: claim })).toEqual([]);
    expect(told({ ...GOOD, dataSourceRef: { ...other, namespace: "shop" } })).toEqual([]);
    expect(told({ ...GOOD, dataSource: { kind: "Backup" }, dataSourceRef: {} })).toEqual([
      `s.dataSource.name: Required value`,
      `s.dataSource: Invalid value: "Backup": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
      "s.dataSourceRef.kind: Required value",
      "s.dataSourceRef.name: Required value",
      `s.dataSourceRef: Invalid value: "": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
      "s: Invalid value: {}: must match dataSourceRef",
    ]);
  });

  it("takes one source where it lies in another namespace", () => {
    const claim = { kind: "PersistentVolumeClaim", name: "a" };
    expect(told({ ...GOOD, dataSource: claim, dataSourceRef: { ...claim, namespace: "Shop" } })).toEqual([
      expect.stringMatching(/^s\.dataSourceRef\.namespace: Invalid value: "Shop": a lowercase RFC 1123 label/),
      "s: Invalid value: {}: may not be specified when dataSourceRef.namespace is specified",
    ]);
  });

  it("judges groups, unless the claim had one before", () => {
    const spec = { ...GOOD, dataSourceRef: { apiGroup: "Example", kind: "Backup", name: "a" } };
    expect(told(spec)[0]).toMatch(/^s\.dataSourceRef\.apiGroup: Invalid value: "Example": a lowercase RFC 1123/);
    expect(validateReplacingClaimSpec(spec, PATH)).toEqual([]);
  });
});

it("takes only labels and annotations from a template's metadata", () => {
  const metadata = { labels: { a: "b" }, annotations: { c: "d" } };
  expect(validatePersistentVolumeClaimTemplate({ metadata, spec: GOOD }, PATH)).toEqual([]);
  const wrong = { name: "a", uid: "u", ownerReferences: [], labels: { a: "b c" } };
  const lines = errorLines(validatePersistentVolumeClaimTemplate({ metadata: wrong, spec: GOOD }, PATH));
  expect(lines).toEqual([
    expect.stringContaining("s.metadata.labels: Invalid value"),
    "s.metadata.name: Forbidden: cannot be set",
    "s.metadata.ownerReferences: Forbidden: cannot be set",
    "s.metadata.uID: Forbidden: cannot be set",
  ]);
});

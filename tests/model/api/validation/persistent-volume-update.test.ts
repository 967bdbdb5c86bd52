// What may change of persistent volumes.

import { expect, it } from "vitest";

import type { PersistentVolumeSpec } from "../../../../src/model/api/types/persistent-volume.ts";
import { validatePersistentVolumeUpdate } from "../../../../src/model/api/validation/persistent-volume-update.ts";
import { errorLines } from "../error-lines.ts";

const CSI = { driver: "a", volumeHandle: "b" };
const SECRET = { name: "s", namespace: "n" };
const GOOD: PersistentVolumeSpec = { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], csi: CSI };

function told(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): readonly string[] {
  const metadata = { name: "pv" };
  return errorLines(validatePersistentVolumeUpdate({ metadata, spec }, { metadata, spec: old }));
}

function inZone(key: string, value: string) {
  return { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: "In", values: [value] }] }] } };
}

it("lets sizes, modes and classes change", () => {
  expect(told({ ...GOOD, capacity: { storage: "2Gi" }, storageClassName: "fast" }, GOOD)).toEqual([]);
});

it("tells what is wrong with the new volume twice", () => {
  expect(told({ ...GOOD, accessModes: [] }, GOOD)).toEqual(Array(2).fill("spec.accessModes: Required value"));
});

it("keeps the source, but for a secret that was missing", () => {
  const withSecret = { ...GOOD, csi: { ...CSI, controllerExpandSecretRef: SECRET } };
  expect(told(withSecret, GOOD)).toEqual([]);
  const rule = "spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation";
  expect(told(GOOD, withSecret)).toEqual([`${rule}\nspec.csi.controllerExpandSecretRef`]);
  expect(told({ ...GOOD, csi: { ...CSI, volumeHandle: "c" } }, GOOD)).toEqual([`${rule}\nspec.csi.volumeHandle`]);
});

it("keeps the mode", () => {
  expect(told({ ...GOOD, volumeMode: "Block" }, { ...GOOD, volumeMode: "Filesystem" })).toEqual([
    'volumeMode: Invalid value: "Block": field is immutable',
  ]);
});

it("says once where the volume can be reached, and lets labels get their new names", () => {
  const old = { ...GOOD, nodeAffinity: inZone("failure-domain.beta.kubernetes.io/zone", "a") };
  expect(told(old, GOOD)).toEqual([]);
  expect(told({ ...GOOD, nodeAffinity: inZone("topology.kubernetes.io/zone", "a") }, old)).toEqual([]);
  const rule = "field is immutable, except for updating from beta label to GA";
  const [line = ""] = told({ ...GOOD, nodeAffinity: inZone("topology.kubernetes.io/zone", "b") }, old);
  expect(line).toMatch(/^nodeAffinity: Invalid value: \{"required"/);
  expect(line.endsWith(rule)).toBe(true);
  const nameless = told({ ...GOOD, nodeAffinity: inZone("", "a") }, { ...GOOD, nodeAffinity: inZone("zone", "a") });
  expect(nameless.join()).not.toContain(rule);
  expect(told(GOOD, old)).toEqual([`nodeAffinity: Invalid value: null: ${rule}`]);
});

it("replaces a class of attributes, but does not take it away", () => {
  const old = { ...GOOD, volumeAttributesClassName: "gold" };
  expect(told({ ...GOOD, volumeAttributesClassName: "silver" }, old)).toEqual([]);
  expect(told(GOOD, old)).toEqual([
    "spec.volumeAttributesClassName: Forbidden: update from non-nil value to nil is forbidden",
  ]);
});

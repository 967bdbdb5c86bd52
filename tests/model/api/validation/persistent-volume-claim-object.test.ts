// Persistent volume claims, and what may change of them.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "../../../../src/model/api/types/claim.ts";
import {
  validatePersistentVolumeClaim,
  validatePersistentVolumeClaimUpdate,
} from "../../../../src/model/api/validation/persistent-volume-claim-object.ts";
import { errorLines } from "../error-lines.ts";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
const METADATA = { name: "data", namespace: "shop", resourceVersion: "1" };

function sized(storage: string, spec: PersistentVolumeClaimSpec = {}): PersistentVolumeClaimSpec {
  return { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...spec };
}

function claim(spec: PersistentVolumeClaimSpec, parts: PersistentVolumeClaim = {}): PersistentVolumeClaim {
  return { metadata: METADATA, spec, ...parts };
}

/** What is said of the change; the status stays. */
function told(spec: PersistentVolumeClaimSpec, old: PersistentVolumeClaim): readonly string[] {
  const { status } = old;
  const changed = { ...claim(spec), ...(status === undefined ? {} : { status }) };
  return errorLines(validatePersistentVolumeClaimUpdate(changed, old));
}

const RULE =
  "Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

it("judges metadata and specification of a new claim", () => {
  expect(validatePersistentVolumeClaim(claim(sized("1Gi")))).toEqual([]);
  expect(errorLines(validatePersistentVolumeClaim({ metadata: { name: "Data", namespace: "shop" } }))).toHaveLength(3);
});

describe("validatePersistentVolumeClaimUpdate", () => {
  it("changes nothing before the claim is bound but its volume, once", () => {
    expect(told(sized("1Gi", { volumeName: "pv" }), claim(sized("1024Mi")))).toEqual([]);
    expect(told(sized("1Gi", { volumeName: "b" }), claim(sized("1Gi", { volumeName: "a" })))).toEqual([
      `spec: ${RULE}\nspec.volumeName`,
    ]);
    expect(told(sized("2Gi"), claim(sized("1Gi")))).toEqual([`spec: ${RULE}\nspec.resources.requests`]);
  });

  it("lets a bound claim grow, and shrink to no less than it has", () => {
    const old = claim(sized("4Gi"), { status: { phase: "Bound", capacity: { storage: "2Gi" } } });
    expect(told(sized("8Gi"), old)).toEqual([]);
    expect(told(sized("3Gi"), old)).toEqual([]);
    expect(told(sized("2Gi"), old)).toEqual([
      "spec.resources.requests.storage: Forbidden: field can not be less than status.capacity",
    ]);
  });

  it("keeps the mode, and says so twice", () => {
    expect(told(sized("1Gi", { volumeMode: "Block" }), claim(sized("1Gi", { volumeMode: "Filesystem" })))).toEqual([
      `spec: ${RULE}\nspec.volumeMode`,
      'volumeMode: Invalid value: "Block": field is immutable',
    ]);
  });

  it("names a class where there was none", () => {
    expect(told(sized("1Gi", { storageClassName: "fast" }), claim(sized("1Gi")))).toEqual([]);
    const old = claim(sized("1Gi", { storageClassName: "slow" }));
    expect(told(sized("1Gi", { storageClassName: "fast" }), old)).toEqual([`spec: ${RULE}\nspec.storageClassName`]);
  });

  it("moves a class from its annotation to its field, but does not change it", () => {
    const old = claim(sized("1Gi"), { metadata: { ...METADATA, annotations: { [CLASS_ANNOTATION]: "slow" } } });
    expect(told(sized("1Gi", { storageClassName: "slow" }), old)).toEqual([]);
    expect(told(sized("1Gi", { storageClassName: "fast" }), old)).toEqual([
      `metadata.annotations.${CLASS_ANNOTATION}: Invalid value: "": field is immutable`,
      `spec: ${RULE}\nspec.storageClassName`,
    ]);
  });

  it("replaces a class of attributes that is in force, but does not take it away", () => {
    const status = { phase: "Bound", currentVolumeAttributesClassName: "gold" };
    const old = claim(sized("1Gi", { volumeAttributesClassName: "gold" }), { status });
    expect(told(sized("1Gi", { volumeAttributesClassName: "silver" }), old)).toEqual([]);
    const rule = "is forbidden when status.currentVolumeAttributesClassName is not nil";
    expect(told(sized("1Gi"), old)).toEqual([`spec.volumeAttributesClassName: Forbidden: update to nil ${rule}`]);
    expect(told(sized("1Gi", { volumeAttributesClassName: "" }), old)).toEqual([
      `spec.volumeAttributesClassName: Forbidden: update to empty string ${rule}`,
    ]);
  });
});

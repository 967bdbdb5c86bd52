// New persistent volumes.

import { expect, it } from "vitest";

import type { PersistentVolumeSpec } from "../../../../src/model/api/types/persistent-volume.ts";
import {
  validateMountOptions,
  validatePersistentVolume,
} from "../../../../src/model/api/validation/persistent-volume.ts";
import { errorLines } from "../error-lines.ts";

const GOOD: PersistentVolumeSpec = {
  capacity: { storage: "1Gi" },
  accessModes: ["ReadWriteOnce"],
  csi: { driver: "a", volumeHandle: "b" },
};
const { csi: _csi, ...SOURCELESS } = GOOD;
const AFFINITY = { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "Exists" }] }] } };

function told(spec: PersistentVolumeSpec, name = "pv"): readonly string[] {
  return errorLines(validatePersistentVolume({ metadata: { name }, spec }));
}

it.each<PersistentVolumeSpec>([
  GOOD,
  { ...GOOD, persistentVolumeReclaimPolicy: "Recycle", volumeMode: "Block", storageClassName: "fast" },
  { ...GOOD, volumeAttributesClassName: "gold", nodeAffinity: AFFINITY },
  { ...SOURCELESS, local: { path: "/a" }, nodeAffinity: AFFINITY },
])("accepts %j", (spec) => {
  expect(told(spec)).toEqual([]);
});

it("asks for a capacity, modes and a source", () => {
  expect(told({}, "Pv")).toEqual([
    expect.stringMatching(/^metadata\.name: Invalid value: "Pv"/),
    "spec.accessModes: Required value",
    "spec.capacity: Required value",
    'spec.capacity: Unsupported value: null: supported values: "storage"',
    "spec: Required value: must specify a volume type",
  ]);
});

it("has storage and nothing else", () => {
  expect(told({ ...GOOD, capacity: { storage: "0", cpu: "1" } })).toEqual([
    'spec.capacity: Unsupported value: {"cpu":"1","storage":"0"}: supported values: "storage"',
    'spec.capacity[storage]: Invalid value: "0": must be greater than zero',
  ]);
  expect(told({ ...GOOD, capacity: { storage: "-1" } })).toEqual([
    'spec.capacity[storage]: Invalid value: "-1": must be greater than zero',
    "spec.capacity[storage]: Invalid value: -1: must be a valid resource quantity",
  ]);
});

it.each<[PersistentVolumeSpec, string]>([
  [
    { persistentVolumeReclaimPolicy: "Burn" },
    'persistentVolumeReclaimPolicy: Unsupported value: "Burn": supported values: "Delete", "Recycle", "Retain"',
  ],
  [{ nodeAffinity: {} }, "nodeAffinity.required: Required value: must specify required node constraints"],
  [
    { nodeAffinity: { required: {} } },
    "nodeAffinity.required.nodeSelectorTerms: Required value: must have at least one node selector term",
  ],
  [{ volumeAttributesClassName: "" }, "volumeAttributesClassName: Required value: an empty string is disallowed"],
  [{ volumeMode: "Tape" }, 'volumeMode: Unsupported value: "Tape": supported values: "Block", "Filesystem"'],
])("refuses %j", (parts, line) => {
  expect(told({ ...GOOD, ...parts })).toEqual([`spec.${line}`]);
});

it("binds local volumes to nodes, and classes of attributes to CSI drivers", () => {
  expect(told({ ...SOURCELESS, local: { path: "/a" } })).toEqual([
    "spec.nodeAffinity: Required value: Local volume requires node affinity",
  ]);
  expect(told({ ...SOURCELESS, nfs: { server: "a", path: "/b" }, volumeAttributesClassName: "gold" })).toEqual([
    "spec.csi: Required value: has to be specified when using volumeAttributesClassName",
  ]);
});

it.each(["/", "//", "/./", "/a/.."])("does not recycle all of a node, however %j is written", (path) => {
  const spec = { ...SOURCELESS, hostPath: { path }, persistentVolumeReclaimPolicy: "Recycle" };
  expect(told(spec)).toContain(
    "spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'",
  );
  expect(told({ ...spec, hostPath: { path: "/a" } })).toEqual([]);
});

it("limits the name together with the target of iSCSI", () => {
  const iscsi = { targetPortal: "t", iqn: "eui.0123456789abcdef", initiatorName: "eui.0123456789abcdef" };
  expect(told({ ...SOURCELESS, iscsi }, "n".repeat(62))).toEqual([]);
  expect(told({ ...SOURCELESS, iscsi }, "n".repeat(63))[0]).toContain(
    'spec.iscsi.targetportal: Invalid value: "t": Total',
  );
});

it("takes options of a mount, in their old place, with what is mounted", () => {
  const metadata = { annotations: { "volume.beta.kubernetes.io/mount-options": "ro" } };
  expect(validateMountOptions({ metadata, spec: { nfs: {} } })).toEqual([]);
  expect(validateMountOptions({ spec: { csi: {} } })).toEqual([]);
  expect(errorLines(validateMountOptions({ metadata, spec: { csi: {} } }))).toEqual([
    "metadata.annotations.volume.beta.kubernetes.io/mount-options: Forbidden: may not specify mount options for this volume type",
  ]);
});

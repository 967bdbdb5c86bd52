// Defaults of volumes, claims, storage classes and CSI drivers.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import {
  applyCsiDriverDefaults,
  applyPersistentVolumeClaimDefaults,
  applyPersistentVolumeDefaults,
  applyStorageClassDefaults,
} from "../../../../src/model/api/defaults/storage.ts";

function completed<Value>(applyDefaults: (object: Draft<Value>) => void, value: Draft<Value>): Draft<Value> {
  applyDefaults(value);
  return value;
}

it("completes a persistent volume", () => {
  expect(completed(applyPersistentVolumeDefaults, {})).toEqual({
    spec: { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" },
    status: { phase: "Pending" },
  });
});

it("completes disks, and rounds capacities up to thousandths", () => {
  const spec = { capacity: { storage: "1u" }, hostPath: {}, iscsi: {}, rbd: {}, azureDisk: {}, scaleIO: {} };
  expect(completed(applyPersistentVolumeDefaults, { spec })).toMatchObject({
    spec: {
      capacity: { storage: "1m" },
      hostPath: { type: "" },
      iscsi: { iscsiInterface: "default" },
      rbd: { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" },
      azureDisk: { cachingMode: "ReadWrite", fsType: "ext4", readOnly: false, kind: "Shared" },
      scaleIO: { storageMode: "ThinProvisioned", fsType: "xfs" },
    },
  });
});

it("completes a claim", () => {
  const resources = { requests: { storage: "1n" }, limits: { storage: "2n" } };
  expect(completed(applyPersistentVolumeClaimDefaults, { spec: { resources } })).toEqual({
    spec: { volumeMode: "Filesystem", resources: { requests: { storage: "1m" }, limits: { storage: "1m" } } },
    status: { phase: "Pending" },
  });
});

it("completes a storage class, and leaves what is given", () => {
  expect(completed(applyStorageClassDefaults, { reclaimPolicy: "Retain" })).toEqual({
    reclaimPolicy: "Retain",
    volumeBindingMode: "Immediate",
  });
});

it("completes a CSI driver", () => {
  expect(completed(applyCsiDriverDefaults, { spec: { podInfoOnMount: true, volumeLifecycleModes: [] } })).toEqual({
    spec: {
      attachRequired: true,
      podInfoOnMount: true,
      storageCapacity: false,
      fsGroupPolicy: "ReadWriteOnceWithFSType",
      volumeLifecycleModes: ["Persistent"],
      requiresRepublish: false,
      seLinuxMount: false,
    },
  });
});

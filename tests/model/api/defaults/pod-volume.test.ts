// What the API server completes of a volume.

import { expect, it } from "vitest";

import { applyVolumeDefaults } from "../../../../src/model/api/defaults/pod-volume.ts";
import type { Volume } from "../../../../src/model/api/types/volume.ts";
import { draftOf } from "../draft-of.ts";

const READABLE = 0o644;

it.each<[string, Volume, Volume]>([
  ["without a source is an empty directory", {}, { emptyDir: {} }],
  [
    "of a directory of the node may be of any type",
    { hostPath: { path: "/x" } },
    { hostPath: { path: "/x", type: "" } },
  ],
  ["of a secret can be read", { secret: { secretName: "s" } }, { secret: { secretName: "s", defaultMode: READABLE } }],
  ["of a config map can be read", { configMap: { name: "c" } }, { configMap: { name: "c", defaultMode: READABLE } }],
  ["keeps its mode", { configMap: { defaultMode: 0 } }, { configMap: { defaultMode: 0 } }],
  [
    "of the pod's own fields reads version v1",
    { downwardAPI: { items: [{ path: "a", fieldRef: { fieldPath: "metadata.name" } }] } },
    {
      downwardAPI: {
        defaultMode: READABLE,
        items: [{ path: "a", fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } }],
      },
    },
  ],
  [
    "of several sources has tokens for an hour",
    {
      projected: {
        sources: [{ serviceAccountToken: { path: "t" } }, { downwardAPI: { items: [{ fieldRef: {} }] } }],
      },
    },
    {
      projected: {
        defaultMode: READABLE,
        sources: [
          { serviceAccountToken: { path: "t", expirationSeconds: 3600 } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: "v1" } }] } },
        ],
      },
    },
  ],
  [
    "of an image is pulled by its tag",
    { image: { reference: "a:latest" } },
    { image: { reference: "a:latest", pullPolicy: "Always" } },
  ],
  [
    "with a claim of its own is a file system",
    { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "1u" } } } } } },
    {
      ephemeral: {
        volumeClaimTemplate: { spec: { volumeMode: "Filesystem", resources: { requests: { storage: "1m" } } } },
      },
    },
  ],
  ["of iSCSI has an interface", { iscsi: {} }, { iscsi: { iscsiInterface: "default" } }],
  ["of Ceph has a pool", { rbd: {} }, { rbd: { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" } }],
  ["of ScaleIO is thin", { scaleIO: {} }, { scaleIO: { storageMode: "ThinProvisioned", fsType: "xfs" } }],
  [
    "of an Azure disk is cached",
    { azureDisk: {} },
    { azureDisk: { cachingMode: "ReadWrite", fsType: "ext4", readOnly: false, kind: "Shared" } },
  ],
])("a volume %s", (_what, written, stored) => {
  const volume = draftOf({ name: "v", ...written });
  applyVolumeDefaults(volume);
  expect(volume).toEqual({ name: "v", ...stored });
});

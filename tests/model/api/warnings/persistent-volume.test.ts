// What kubectl prints about persistent volumes.

import { expect, it } from "vitest";

import { persistentVolumeWarnings } from "../../../../src/model/api/warnings/persistent-volume.ts";

it("says nothing of what is in use", () => {
  expect(persistentVolumeWarnings({ metadata: { name: "a" }, spec: { csi: {} } })).toEqual([]);
  expect(persistentVolumeWarnings({})).toEqual([]);
});

it("warns of annotations, policies, labels and sources that are not", () => {
  const annotations = {
    "volume.beta.kubernetes.io/mount-options": "ro",
    "volume.beta.kubernetes.io/storage-class": "a",
  };
  const matchExpressions = [{ key: "zone" }, { key: "beta.kubernetes.io/os" }];
  const spec = {
    persistentVolumeReclaimPolicy: "Recycle",
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
    cephfs: {},
    storageos: {},
  };
  expect(persistentVolumeWarnings({ metadata: { annotations }, spec })).toEqual([
    'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
    'metadata.annotations[volume.beta.kubernetes.io/mount-options]: deprecated since v1.31; use "mountOptions" attribute instead',
    "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.",
    'spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[1].key: beta.kubernetes.io/os is deprecated since v1.14; use "kubernetes.io/os" instead',
    "spec.cephfs: deprecated in v1.28, non-functional in v1.31+",
    "spec.storageOS: deprecated in v1.22, non-functional in v1.25+",
  ]);
});

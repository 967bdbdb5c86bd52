// Warnings of volumes whose drivers are gone.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Volume } from "../../../../src/model/api/types/volume.ts";
import { volumeWarnings } from "../../../../src/model/api/warnings/volumes.ts";

const path = FieldPath.root("spec").child("volumes");

it.each<[Volume, string]>([
  [{ photonPersistentDisk: {} }, "photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+"],
  [{ gitRepo: {} }, "gitRepo: deprecated in v1.11, and disabled by default in v1.33+"],
  [{ scaleIO: {} }, "scaleIO: deprecated in v1.16, non-functional in v1.22+"],
  [{ flocker: {} }, "flocker: deprecated in v1.22, non-functional in v1.25+"],
  [{ storageos: {} }, "storageOS: deprecated in v1.22, non-functional in v1.25+"],
  [{ quobyte: {} }, "quobyte: deprecated in v1.22, non-functional in v1.25+"],
  [{ glusterfs: {} }, "glusterfs: deprecated in v1.25, non-functional in v1.26+"],
  [{ cephfs: {} }, "cephfs: deprecated in v1.28, non-functional in v1.31+"],
  [{ rbd: {} }, "rbd: deprecated in v1.28, non-functional in v1.31+"],
  [
    { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "1m" } } } } } },
    'ephemeral.volumeClaimTemplate.spec.resources.requests[storage]: fractional byte value "1m" is invalid, must be an integer',
  ],
])("minds %j", (volume, line) => {
  expect(volumeWarnings([{ name: "v", emptyDir: {} }, volume], path)).toEqual([`spec.volumes[1].${line}`]);
});

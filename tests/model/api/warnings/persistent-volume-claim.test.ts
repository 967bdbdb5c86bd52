// What kubectl prints about persistent volume claims.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  persistentVolumeClaimSpecWarnings,
  persistentVolumeClaimWarnings,
} from "../../../../src/model/api/warnings/persistent-volume-claim.ts";

it("warns of a class in an annotation", () => {
  const annotations = { "volume.beta.kubernetes.io/storage-class": "a" };
  expect(persistentVolumeClaimWarnings({ metadata: { annotations } })).toEqual([
    'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
  ]);
  expect(persistentVolumeClaimWarnings({ metadata: { name: "a" }, spec: {} })).toEqual([]);
});

it("warns of parts of bytes", () => {
  const resources = { requests: { storage: "1500m" }, limits: { storage: "1Gi", cpu: "1500m" } };
  expect(persistentVolumeClaimSpecWarnings({ resources }, FieldPath.root("spec"))).toEqual([
    'spec.resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer',
  ]);
});

// What the API server says of a volume that stands in its attachment and is no object of its own.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolumeSpec for inline volumes), v1.36.

import { forbidden, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PersistentVolumeSpec } from "../types/persistent-volume.ts";
import { validateAccessModes } from "./persistent-volume-claim.ts";
import { validateVolumeSource } from "./persistent-volume.ts";

const INLINE = "in the context of inline volumes";
const NOT_HERE = `may not be specified ${INLINE}`;

export function validateInlineVolumeSpec(spec: PersistentVolumeSpec, path: FieldPath): readonly FieldError[] {
  const { nodeAffinity, ...unlocated } = spec;
  const { accessModes = [], capacity = {}, persistentVolumeReclaimPolicy: policy, volumeMode } = spec;
  const refused = (isRefused: boolean, field: string, detail: string) =>
    isRefused ? [forbidden(path.child(field), detail)] : [];
  return [
    ...refused(spec.claimRef !== undefined, "claimRef", NOT_HERE),
    ...refused(Object.keys(capacity).length > 0, "capacity", NOT_HERE),
    ...(spec.csi === undefined ? [required(path.child("csi"), `has to be specified ${INLINE}`)] : []),
    ...(accessModes.length === 0 ? [required(path.child("accessModes"))] : []),
    ...validateAccessModes(accessModes, path.child("accessModes")),
    ...refused(
      policy !== undefined && policy !== "Retain",
      "persistentVolumeReclaimPolicy",
      `may only be Retain ${INLINE}`,
    ),
    ...refused(nodeAffinity !== undefined, "nodeAffinity", NOT_HERE),
    ...validateVolumeSource(unlocated, "", path),
    ...refused(spec.storageClassName !== undefined, "storageClassName", NOT_HERE),
    ...refused(
      volumeMode !== undefined && volumeMode !== "Filesystem",
      "volumeMode",
      `may not specify volumeMode other than Filesystem ${INLINE}`,
    ),
  ];
}

// What kubectl prints about persistent volume claims that were accepted.
// Imitates pkg/api/persistentvolumeclaim/util.go (GetWarningsForPersistentVolumeClaim), v1.36.

import { canonicalText } from "../../quantity/canonical-text.ts";
import { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "../types/claim.ts";
import { amountOf, isWhole } from "../validation/quantities.ts";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
const ANNOTATIONS = FieldPath.root("metadata").child("annotations");
const SPEC = FieldPath.root("spec");

export function persistentVolumeClaimWarnings({ metadata, spec }: PersistentVolumeClaim): readonly string[] {
  const isOld = Object.hasOwn(metadata?.annotations ?? {}, CLASS_ANNOTATION);
  const place = String(ANNOTATIONS.key(CLASS_ANNOTATION));
  return [
    ...(isOld ? [`${place}: deprecated since v1.8; use "storageClassName" attribute instead`] : []),
    ...persistentVolumeClaimSpecWarnings(spec ?? {}, SPEC),
  ];
}

/** That part of a byte is asked for. */
export function persistentVolumeClaimSpecWarnings(spec: PersistentVolumeClaimSpec, path: FieldPath): readonly string[] {
  return (["requests", "limits"] as const).flatMap((list) => {
    const amount = amountOf(spec.resources?.[list]?.["storage"]);
    if (isWhole(amount)) return [];
    const place = path.child("resources", list).key("storage");
    return [`${String(place)}: fractional byte value ${quoted(canonicalText(amount))} is invalid, must be an integer`];
  });
}

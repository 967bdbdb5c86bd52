// Claims and volumes: which class they name, whether they belong together, and how far a claim's binding has come.
// Imitates staging component-helpers storage/volume/{helpers,pv_helpers}.go, v1.36.

import type { PersistentVolumeClaim } from "../api/types/claim.ts";
import type { PersistentVolume } from "../api/types/persistent-volume.ts";

/** On a claim: the node for which the scheduler had it provisioned. */
export const SELECTED_NODE = "volume.kubernetes.io/selected-node";
/** On a claim: it has been bound once. */
export const BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
/** On a claim or a volume: a controller bound it, not a user. */
export const BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";
/** On a claim or a volume: the class, from before there was a field for it. */
const BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

/** On the CSINode of a node: plugins whose volumes are served by CSI drivers there. */
export const MIGRATED_PLUGINS = "storage.alpha.kubernetes.io/migrated-plugins";

type Annotations = Readonly<Record<string, string>> | undefined;

/** An object's own annotation. */
export function annotationOf(annotations: Annotations, name: string): string | undefined {
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}

/** The class that a claim asks for; empty if none. */
export function classOfClaim({ metadata, spec }: PersistentVolumeClaim): string {
  return annotationOf(metadata?.annotations, BETA_CLASS) ?? spec?.storageClassName ?? "";
}

export function classOfVolume({ metadata, spec }: PersistentVolume): string {
  return annotationOf(metadata?.annotations, BETA_CLASS) ?? spec?.storageClassName ?? "";
}

/** True if the claim names its volume and the binding was completed from both sides. */
export function isFullyBound({ metadata, spec }: PersistentVolumeClaim): boolean {
  return Boolean(spec?.volumeName) && annotationOf(metadata?.annotations, BIND_COMPLETED) !== undefined;
}

/** The node for which the claim is to be provisioned, if one was chosen. */
export function selectedNodeOf({ metadata }: PersistentVolumeClaim): string | undefined {
  return annotationOf(metadata?.annotations, SELECTED_NODE);
}

/** True if the volume is bound, or was bound beforehand, to this claim. Where the claim's uid is not known, names decide. */
export function isBoundTo({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const reference = spec?.claimRef;
  if (reference === undefined) return false;
  if (reference.name !== metadata?.name || (reference.namespace ?? "") !== (metadata?.namespace ?? "default"))
    return false;
  return !reference.uid || !metadata?.uid || reference.uid === metadata.uid;
}

/** `namespace/name`. */
export function claimKeyOf({ metadata }: PersistentVolumeClaim): string {
  return `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;
}

// The claims of a StatefulSet's pods: their names, whom they belong to under the set's retention policy, and what a pod's
// volumes must name.
// Imitates pkg/controller/statefulset/stateful_set_utils.go, v1.36.

import type { PersistentVolumeClaim } from "../../../model/api/types/claim.ts";
import type { StatefulSet } from "../../../model/api/types/workload.ts";
import type { Volume } from "../../../model/objects.ts";

import { controllerReference, type ControllerReference } from "../owner-references.ts";
import { isInRange, nameOf, type Place } from "./set-pods.ts";

type Reference = NonNullable<NonNullable<PersistentVolumeClaim["metadata"]>["ownerReferences"]>[number];

export function claimTemplates(set: StatefulSet): readonly PersistentVolumeClaim[] {
  return set.spec?.volumeClaimTemplates ?? [];
}

/** The name of the claim of a template for a place. */
export function claimName(set: StatefulSet, template: PersistentVolumeClaim, { ordinal }: Place): string {
  return `${template.metadata?.name ?? ""}-${nameOf(set)}-${ordinal}`;
}

/** The claims that the pod of a place needs, as they are created. */
export function claimsFor(set: StatefulSet, place: Place): readonly PersistentVolumeClaim[] {
  return claimTemplates(set).map((template) => ({
    ...template,
    metadata: {
      ...template.metadata,
      name: claimName(set, template, place),
      namespace: set.metadata?.namespace ?? "default",
      labels: { ...template.metadata?.labels, ...set.spec?.selector?.matchLabels },
    },
  }));
}

/** The volumes by which a pod uses its claims; undefined if the set has none. */
export function claimVolumes(set: StatefulSet, place: Place): readonly Volume[] | undefined {
  const templates = claimTemplates(set);
  if (templates.length === 0) return undefined;
  return templates.map((template) => ({
    name: template.metadata?.name ?? "",
    persistentVolumeClaim: { claimName: claimName(set, template, place) },
  }));
}

/** Whether the pod uses the claims of its place. */
export function usesItsClaims(set: StatefulSet, place: Place): boolean {
  const { pod } = place;
  if (pod === undefined) return true;
  const volumes = pod.object.spec.volumes ?? [];
  return claimTemplates(set).every((template) => {
    const volume = volumes.findLast(({ name }) => name === template.metadata?.name);
    return volume?.persistentVolumeClaim?.claimName === claimName(set, template, place);
  });
}

/** What becomes of claims when the set is scaled down, and when it is deleted. */
interface Retention {
  readonly scaled: "Retain" | "Delete";
  readonly deleted: "Retain" | "Delete";
}

function retentionOf(set: StatefulSet): Retention {
  const { whenScaled, whenDeleted } = set.spec?.persistentVolumeClaimRetentionPolicy ?? {};
  return { scaled: isDelete(whenScaled), deleted: isDelete(whenDeleted) };
}

function isDelete(policy: string | undefined): "Retain" | "Delete" {
  return policy === "Delete" ? "Delete" : "Retain";
}

export function keepsClaimsWhenScaled(set: StatefulSet): boolean {
  return retentionOf(set).scaled === "Retain";
}

/** Whom a claim may name as owner: the set and the pod of the place. */
interface Owners {
  readonly set: ControllerReference;
  readonly pod: ControllerReference;
}

function ownersFor(set: StatefulSet, { name, uid }: Place): Owners {
  return {
    set: controllerReference("apps/v1", "StatefulSet", set.metadata),
    pod: controllerReference("v1", "Pod", { name, uid }),
  };
}

function isReferenceTo(reference: Reference, owner: ControllerReference): boolean {
  return reference.apiVersion === owner.apiVersion && reference.kind === owner.kind && reference.name === owner.name;
}

function hasStaleReference(references: readonly Reference[], owner: ControllerReference): boolean {
  const reference = references.find((each) => isReferenceTo(each, owner));
  return reference !== undefined && (reference.uid ?? "") !== owner.uid;
}

/** Whether the claim belongs to a pod of the name that is gone: it will go, too. */
export function belongsToFormerPod(set: StatefulSet, claim: PersistentVolumeClaim, place: Place): boolean {
  return hasStaleReference(referencesOf(claim), ownersFor(set, place).pod);
}

/** Whether somebody else manages a claim that the set is to delete some day. */
export function hasUnexpectedController(set: StatefulSet, claim: PersistentVolumeClaim, place: Place): boolean {
  const { scaled, deleted } = retentionOf(set);
  if (scaled === "Retain" && deleted === "Retain") return false;
  const owners = ownersFor(set, place);
  return referencesOf(claim).some((reference) => {
    for (const owner of [owners.set, owners.pod]) {
      if (isReferenceTo(reference, owner)) return (reference.uid ?? "") !== owner.uid;
    }
    return reference.controller === true;
  });
}

function isOwnedBy(references: readonly Reference[], { uid }: ControllerReference): boolean {
  return references.some((reference) => (reference.uid ?? "") === uid);
}

/** Whether the claim names the owners that the retention policy asks for; claims that are managed otherwise are left alone. */
export function isOwnerUpToDate(set: StatefulSet, claim: PersistentVolumeClaim, place: Place): boolean {
  const references = referencesOf(claim);
  const owners = ownersFor(set, place);
  if (hasStaleReference(references, owners.set) || hasStaleReference(references, owners.pod)) return true;
  const ofSet = isOwnedBy(references, owners.set);
  const ofPod = isOwnedBy(references, owners.pod);
  if (hasUnexpectedController(set, claim, place)) return !ofSet && !ofPod;
  if (hasNonControllingOwner(references, owners)) return false;
  const wished = wishedOwner(set, place);
  return ofSet === (wished === "set") && ofPod === (wished === "pod");
}

function hasNonControllingOwner(references: readonly Reference[], owners: Owners): boolean {
  return references.some(
    ({ uid = "", controller }) => controller !== true && (uid === owners.set.uid || uid === owners.pod.uid),
  );
}

/** With the set goes what belongs to it, with the pod of a place that is no more what belongs to the pod. */
function wishedOwner(set: StatefulSet, { ordinal }: Place): "set" | "pod" | "nobody" {
  const { scaled, deleted } = retentionOf(set);
  if (scaled === "Delete" && !isInRange(set, ordinal)) return "pod";
  return deleted === "Delete" ? "set" : "nobody";
}

/** The claim with the owners that the policy asks for. */
export function withOwners(set: StatefulSet, claim: PersistentVolumeClaim, place: Place): PersistentVolumeClaim {
  const owners = ownersFor(set, place);
  const others = referencesOf(claim).filter(
    (reference) => !isReferenceTo(reference, owners.set) && !isReferenceTo(reference, owners.pod),
  );
  const wished = hasUnexpectedController(set, claim, place) ? "nobody" : wishedOwner(set, place);
  const owner = wished === "nobody" || isOwnedBy(others, owners[wished]) ? [] : [owners[wished]];
  const { ownerReferences: _, ...metadata } = claim.metadata ?? {};
  const ownerReferences = [...others, ...owner];
  return { ...claim, metadata: { ...metadata, ...(ownerReferences.length === 0 ? {} : { ownerReferences }) } };
}

function referencesOf(claim: PersistentVolumeClaim): readonly Reference[] {
  return claim.metadata?.ownerReferences ?? [];
}

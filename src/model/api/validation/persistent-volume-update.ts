// What the API server says of changes to persistent volumes.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolumeUpdate), v1.36.

import { differingFields } from "../differences.ts";
import { forbidden, invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import type { NodeSelectorRequirement, NodeSelectorTerm } from "../types/affinity.ts";
import {
  PERSISTENT_VOLUME_SPEC,
  VOLUME_NODE_AFFINITY,
  type PersistentVolume,
  type PersistentVolumeSpec,
  type VolumeNodeAffinity,
} from "../types/persistent-volume.ts";
import { validateImmutableValue } from "./immutable.ts";
import { PERSISTENT_SOURCES } from "./persistent-volume-sources.ts";
import { validateMountOptions, validatePersistentVolume } from "./persistent-volume.ts";

const SPEC = FieldPath.root("spec");
const VOLUME_MODE = PERSISTENT_VOLUME_SPEC.table.volumeMode.type;

/** The server judges the new volume twice, and tells its mistakes twice. */
export function validatePersistentVolumeUpdate(volume: PersistentVolume, old: PersistentVolume): readonly FieldError[] {
  const errors = validatePersistentVolume(volume);
  const spec = volume.spec ?? {};
  const oldSpec = old.spec ?? {};
  return [
    ...errors,
    ...validateMountOptions(volume),
    ...errors,
    ...validateSameSource(spec, oldSpec),
    ...validateImmutableValue(spec.volumeMode, oldSpec.volumeMode, VOLUME_MODE, FieldPath.root("volumeMode")),
    ...validateSameNodeAffinity(spec.nodeAffinity, oldSpec.nodeAffinity),
    ...validateAttributesClass(spec, oldSpec),
  ];
}

/** Only a secret that was missing may be added. */
function validateSameSource(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): readonly FieldError[] {
  const becomes = sourcesOf(withoutAddedSecret(spec, old));
  const fields = differingFields(sourcesOf(old), becomes, PERSISTENT_VOLUME_SPEC, SPEC);
  if (fields.length === 0) return [];
  const detail = `spec.persistentvolumesource is immutable after creation\n${fields.join("\n")}`;
  return [forbidden(SPEC.child("persistentvolumesource"), detail)];
}

function withoutAddedSecret(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): PersistentVolumeSpec {
  if (spec.csi === undefined || old.csi === undefined) return spec;
  if (old.csi.controllerExpandSecretRef !== undefined) return spec;
  const { controllerExpandSecretRef: _added, ...csi } = spec.csi;
  return { ...spec, csi };
}

function sourcesOf(spec: PersistentVolumeSpec): PersistentVolumeSpec {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => PERSISTENT_SOURCES.includes(field)));
}

/** Labels of nodes that got new names, by their old ones. */
const NEW_LABELS: ReadonlyMap<string, string> = new Map([
  ["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"],
  ["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"],
  ["beta.kubernetes.io/os", "kubernetes.io/os"],
  ["beta.kubernetes.io/arch", "kubernetes.io/arch"],
  ["beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"],
]);

/** Where the volume can be reached does not change once it is said, but for the names of labels. */
function validateSameNodeAffinity(
  affinity: VolumeNodeAffinity | undefined,
  old: VolumeNodeAffinity | undefined,
): readonly FieldError[] {
  if (old === undefined) return [];
  const renamed = affinity === undefined ? old : withNewLabels(old, affinity);
  if (areSemanticallyEqual(affinity, renamed, VOLUME_NODE_AFFINITY)) return [];
  const detail = "field is immutable, except for updating from beta label to GA";
  return [invalid(FieldPath.root("nodeAffinity"), affinity, detail)];
}

/** The old affinity with the new labels where the new one has them. */
function withNewLabels(old: VolumeNodeAffinity, affinity: VolumeNodeAffinity): VolumeNodeAffinity {
  if (old.required === undefined) return old;
  const terms = affinity.required?.nodeSelectorTerms ?? [];
  const nodeSelectorTerms = (old.required.nodeSelectorTerms ?? []).map((term, index) =>
    termWithNewLabels(term, terms[index] ?? {}),
  );
  return { ...old, required: { ...old.required, nodeSelectorTerms } };
}

function termWithNewLabels(old: NodeSelectorTerm, term: NodeSelectorTerm): NodeSelectorTerm {
  return {
    matchExpressions: requirementsWithNewLabels(old.matchExpressions, term.matchExpressions),
    matchFields: requirementsWithNewLabels(old.matchFields, term.matchFields),
  };
}

function requirementsWithNewLabels(
  old: readonly NodeSelectorRequirement[] = [],
  requirements: readonly NodeSelectorRequirement[] = [],
): readonly NodeSelectorRequirement[] {
  return old.map((requirement, index) => {
    const { key = "" } = requirements[index] ?? {};
    // To the server, a label that kept its name has the empty one for its new name.
    return (NEW_LABELS.get(requirement.key ?? "") ?? "") === key ? { ...requirement, key } : requirement;
  });
}

function validateAttributesClass(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): readonly FieldError[] {
  if (old.volumeAttributesClassName === undefined || spec.volumeAttributesClassName !== undefined) return [];
  return [forbidden(SPEC.child("volumeAttributesClassName"), "update from non-nil value to nil is forbidden")];
}

// Pods of a dump name owners that the dump may lack: `kubectl get deployments,pods` leaves out the ReplicaSets between them. Where
// controllers run, such pods would be collected as nobody's. They are taken for pods by themselves, which is told.

import type { SourcePosition } from "../base/diagnostic.ts";

import type { Pod } from "../model/objects.ts";

import { isStoredKind, namespaceIn, type StoredObject } from "../cluster/object-store.ts";

import type { Notes } from "../environment/notes.ts";

/** The objects that own pods, as `Kind/namespace/name`. */
export type KnownOwners = ReadonlySet<string>;

export function knownOwnersOf(objects: readonly StoredObject[]): KnownOwners {
  return new Set(
    objects.map((stored) => `${stored.kind}/${namespaceIn(stored)}/${stored.object.metadata?.name ?? ""}`),
  );
}

/** The pod without owners that are of a kind with controllers, and not there. */
export function withKnownOwners(
  pod: Pod,
  owners: KnownOwners,
  place: () => SourcePosition | undefined,
  notes: Notes,
): Pod {
  const { ownerReferences = [], namespace = "default" } = pod.metadata;
  const known = ownerReferences.filter(
    ({ kind, name }) => !isStoredKind(kind) || owners.has(`${kind}/${namespace}/${name}`),
  );
  if (known.length === ownerReferences.length) return pod;
  const message = "pods whose owner is not in the files are taken for pods by themselves: nobody replaces them";
  notes.add({ code: "missing-owner", severity: "warning", message }, place);
  const { ownerReferences: _ownerReferences, ...metadata } = pod.metadata;
  return { ...pod, metadata: known.length === 0 ? metadata : { ...metadata, ownerReferences: known } };
}

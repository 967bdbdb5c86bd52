// What the collector does with one object: deletes it when its owners are gone, lets it go when what it owns is gone, frees what
// it owns when it is to leave orphans.
// Imitates attemptToDeleteItem, processDeletingDependentsItem and attemptToOrphan of
// pkg/controller/garbagecollector/garbagecollector.go, v1.36.

import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from "../../../model/api-server/deletion.ts";
import type { OwnerReference } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import type { StoredKind, StoredObject } from "../../../cluster/object-store.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, Propagation, Sync, SyncOutcome, Write, WriteResult } from "../controller.ts";
import { dependentsOf, ownerState, type Item } from "./dependents.ts";

const DONE: SyncOutcome = Object.freeze({ kind: "done" });

export function* collectItem(view: ControllerView, item: Item): Sync {
  if (item.isDeleted && item.finalizers.includes(ORPHAN_FINALIZER)) return yield* orphanDependents(view, item);
  if (item.isDeleted && item.finalizers.includes(FOREGROUND_FINALIZER)) return yield* letGo(view, item);
  if (item.isDeleted || item.owners.length === 0) return DONE;
  const owners = classified(view, item);
  if (owners.solid.length > 0) {
    if (owners.solid.length === item.owners.length) return DONE;
    return outcomeOf(yield withOwners(item, owners.solid));
  }
  return outcomeOf(yield* deleteItem(view, item, owners.waiting.length > 0));
}

/** Nobody who is not gone owns it: it goes, and what it owns goes as its owner's wish is. */
function* deleteItem(view: ControllerView, item: Item, isAwaited: boolean): Requests<WriteResult> {
  const { kind, namespace, name, uid } = item;
  const propagation = isAwaited && dependentsOf(view, item).length > 0 ? "Foreground" : policyOf(item);
  if (kind === "Pod") return yield { verb: "delete-pod", namespace, name, uid, propagation };
  return yield { verb: "delete", kind: kind as StoredKind, namespace, name, uid, propagation };
}

function policyOf({ finalizers }: Item): Propagation {
  if (finalizers.includes(ORPHAN_FINALIZER)) return "Orphan";
  return finalizers.includes(FOREGROUND_FINALIZER) ? "Foreground" : "Background";
}

/** An owner that waits is free once nothing that blocks it is left. */
function* letGo(view: ControllerView, item: Item): Sync {
  const blocking = dependentsOf(view, item).some(({ owners }) =>
    owners.some(({ uid, blockOwnerDeletion }) => uid === item.uid && blockOwnerDeletion === true),
  );
  return blocking ? DONE : outcomeOf(yield withoutFinalizer(item, FOREGROUND_FINALIZER));
}

function* orphanDependents(view: ControllerView, item: Item): Sync {
  for (const dependent of dependentsOf(view, item)) {
    const answer: WriteResult = yield withOwners(
      dependent,
      dependent.owners.filter(({ uid }) => uid !== item.uid),
    );
    if (answer.kind === "refused" && answer.reason !== "NotFound") return { kind: "failed", message: answer.message };
  }
  return outcomeOf(yield withoutFinalizer(item, ORPHAN_FINALIZER));
}

interface ClassifiedOwners {
  readonly solid: readonly OwnerReference[];
  /** Owners that wait for what they own to be gone. */
  readonly waiting: readonly OwnerReference[];
}

function classified(view: ControllerView, { namespace, owners }: Item): ClassifiedOwners {
  const solid: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  for (const reference of owners) {
    const state = ownerState(view, namespace, reference);
    if (state === "waiting") waiting.push(reference);
    else if (state === "solid") solid.push(reference);
  }
  return { solid, waiting };
}

type PodMetadataChange = Extract<Write, { verb: "patch-pod" | "update-pod" }>["metadata"];

function withOwners(item: Item, owners: readonly OwnerReference[]): Write {
  const ownerReferences = owners.map((owner) => ({ ...owner, uid: owner.uid ?? "" }));
  if (item.kind === "Pod") return patchPod(item, { ownerReferences });
  return patchStored(item, { ownerReferences });
}

function withoutFinalizer(item: Item, finalizer: string): Write {
  const finalizers = item.finalizers.filter((other) => other !== finalizer);
  return item.kind === "Pod" ? patchPod(item, { finalizers }) : patchStored(item, { finalizers });
}

function patchPod(item: Item, metadata: PodMetadataChange): Write {
  const { namespace, name, uid } = item.thing as LivePod;
  return { verb: "patch-pod", namespace, name, uid, metadata };
}

/** Lists without items are not written. */
function patchStored({ thing }: Item, change: Readonly<Record<string, readonly unknown[]>>): Write {
  const { kind, object } = thing as StoredObject;
  const metadata = Object.fromEntries(
    Object.entries({ ...object.metadata, ...change }).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
  return { verb: "patch", stored: { kind, object: { ...object, metadata } } as StoredObject };
}

/** What is gone or has changed meanwhile is looked at again when that is told. */
function outcomeOf(answer: WriteResult): SyncOutcome {
  if (answer.kind === "done" || answer.reason === "NotFound") return DONE;
  return { kind: "failed", message: answer.message };
}

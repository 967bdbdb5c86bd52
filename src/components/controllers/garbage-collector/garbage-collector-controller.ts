// The garbage collector: deletes what nobody owns any more, in the background or before the owner goes, and leaves orphans where
// that is asked.
// Imitates pkg/controller/garbagecollector/garbagecollector.go and graph_builder.go, v1.36.

import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from "../../../model/api-server/deletion.ts";
import type { OwnerReference } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import { isStoredKind, type StoredObject } from "../../../cluster/object-store.ts";

import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { collectItem } from "./collect-item.ts";
import { dependentsOf, itemKey, itemOfKey, ownerOf, ownerState, podItem, storedItem, type Item } from "./dependents.ts";

const SOURCE = "pkg/controller/garbagecollector/garbagecollector.go";

const NO_KEYS: readonly KeyWish[] = Object.freeze([]);

class GarbageCollector implements Controller {
  readonly name = "garbage-collector";
  readonly source = SOURCE;

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    if (event.kind === "Node") return NO_KEYS;
    if ("pod" in event ? concernsNobody(event.type, event.pod, view) : isOwnedAndStays(event, view)) return NO_KEYS;
    const item = "pod" in event ? podItem(event.pod) : storedItem(event.stored);
    if (event.type === "deleted") return keysOf([...dependentsOf(view, item), ...waitingOwners(view, item)]);
    if (item.isDeleted) return keysOf(awaited(view, item));
    return hasLostOwner(view, item) ? keysOf([item]) : [];
  }

  *sync(view: ControllerView, key: string): Sync {
    const item = itemOfKey(view, key);
    return item === undefined ? { kind: "done" } : yield* collectItem(view, item);
  }
}

/** Nearly all news of pods: one that is there as its owners are, or that comes to its end without anybody waiting for it. */
function concernsNobody(type: WatchEvent["type"], pod: LivePod, view: ControllerView): boolean {
  const { namespace, object, deletion } = pod;
  const { ownerReferences: owners = [], finalizers = [] } = object.metadata;
  if (type === "deleted") {
    return object.spec.volumes === undefined && owners.every((reference) => isNotGoing(view, namespace, reference));
  }
  if (deletion === undefined) return owners.every((reference) => ownerState(view, namespace, reference) === "solid");
  return !finalizers.includes(ORPHAN_FINALIZER) && !finalizers.includes(FOREGROUND_FINALIZER);
}

/** Nearly all news of other objects: one that is there, as its owners are, or that has a new status and nothing else. */
function isOwnedAndStays({ type, stored, before }: StoredEvent, view: ControllerView): boolean {
  const { metadata } = stored.object;
  const { namespace = "default", deletionTimestamp, ownerReferences = [] } = metadata ?? {};
  if (type === "deleted" || deletionTimestamp !== undefined) return false;
  // An owner that is gone since has told of what it owned by its own end.
  if (before !== undefined && before.object.metadata === metadata) return true;
  return ownerReferences.every((reference) => ownerState(view, namespace, reference as OwnerReference) === "solid");
}

type StoredEvent = Extract<WatchEvent, { readonly stored: StoredObject }>;

/** An owner that is gone is not waiting, either. */
function isNotGoing(view: ControllerView, namespace: string, { kind, name }: OwnerReference): boolean {
  if (!isStoredKind(kind)) return kind !== "Pod";
  return view.find(kind, namespace, name)?.metadata?.deletionTimestamp === undefined;
}

/** One that is to go after what it owns, and what it waits for. */
function awaited(view: ControllerView, item: Item): readonly Item[] {
  if (item.finalizers.includes(ORPHAN_FINALIZER)) return [item];
  return item.finalizers.includes(FOREGROUND_FINALIZER) ? [...dependentsOf(view, item), item] : [];
}

/** Owners that may be waiting for this one to be gone. */
function waitingOwners(view: ControllerView, { namespace, owners }: Item): readonly Item[] {
  return owners.flatMap((reference) => {
    const owner = ownerOf(view, namespace, reference);
    return owner?.isDeleted === true ? [owner] : [];
  });
}

function hasLostOwner(view: ControllerView, { namespace, owners }: Item): boolean {
  return owners.some((reference) => ownerState(view, namespace, reference) !== "solid");
}

function keysOf(items: readonly Item[]): readonly KeyWish[] {
  return items.map((item) => ({ key: itemKey(item) }));
}

export const GARBAGE_COLLECTOR: ControllerDefinition = Object.freeze({
  name: "garbage-collector",
  source: SOURCE,
  create: () => new GarbageCollector(),
});

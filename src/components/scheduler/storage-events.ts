// What the scheduler hears of claims, volumes and the objects behind them, as far as pods that wait may care.
// Imitates the parts of changes that the hints of pkg/scheduler/framework/plugins/{volumebinding,volumezone,nodevolumelimits}
// look at, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { CsiDriver, CsiNode, StorageClass } from "../../model/api/types/storage.ts";
import { annotationOf, MIGRATED_PLUGINS } from "../../model/volumes/claim-binding.ts";
import { volumeLimitBytes, type StorageCapacity } from "../../model/volumes/storage-capacity.ts";
import { zonesOf } from "../../model/volumes/volume-zones.ts";

import type { Delta } from "../../cluster/change.ts";
import type { StoredKind, StoredObject, StoredObjects } from "../../cluster/object-store.ts";

/** `isNew`: the object came; else it changed. */
export type StorageEvent =
  | { readonly kind: "claim"; readonly isNew: boolean; readonly namespace: string; readonly name: string }
  | { readonly kind: "volume"; readonly isNew: boolean; readonly movesZone: boolean }
  | {
      readonly kind: "storage-class";
      readonly isNew: boolean;
      readonly waitsForPods: boolean;
      readonly movesTopologies: boolean;
    }
  | { readonly kind: "csi-node"; readonly isNew: boolean; readonly migrates: boolean; readonly raisesLimit: boolean }
  | { readonly kind: "csi-driver"; readonly isNew: boolean; readonly name: string; readonly stopsAccounting: boolean }
  | { readonly kind: "storage-capacity"; readonly isNew: boolean; readonly grows: boolean }
  | { readonly kind: "attachment-gone"; readonly driver: string };

/** What a change of the cluster is to pods with volumes, or undefined if it is none of theirs. */
export function storageEventOf({ change, previous }: Delta): StorageEvent | undefined {
  if (change.kind === "object-removed") {
    return previous?.kind === "VolumeAttachment"
      ? { kind: "attachment-gone", driver: previous.object.spec?.attacher ?? "" }
      : undefined;
  }
  return change.kind === "object-stored" ? storedEvent(change.stored, previous) : undefined;
}

function storedEvent(stored: StoredObject, previous: StoredObject | undefined): StorageEvent | undefined {
  const isNew = previous === undefined;
  switch (stored.kind) {
    case "PersistentVolumeClaim": {
      const { namespace = "default", name = "" } = stored.object.metadata ?? {};
      return { kind: "claim", isNew, namespace, name };
    }
    case "PersistentVolume":
      return { kind: "volume", isNew, movesZone: movesZone(stored.object, before(previous, stored.kind)) };
    case "StorageClass":
      return { kind: "storage-class", isNew, ...classChange(stored.object, before(previous, stored.kind)) };
    case "CSINode":
      return { kind: "csi-node", isNew, ...nodeChange(stored.object, before(previous, stored.kind)) };
    case "CSIDriver":
      return { kind: "csi-driver", isNew, ...driverChange(stored.object, before(previous, stored.kind)) };
    case "CSIStorageCapacity":
      return { kind: "storage-capacity", isNew, grows: grows(stored.object, before(previous, stored.kind)) };
    default:
      return undefined;
  }
}

/** The object that was there; one that was not has said nothing. */
function before<Kind extends StoredKind>(previous: StoredObject | undefined, kind: Kind): StoredObjects[Kind] {
  return (previous?.kind === kind ? previous.object : {}) as StoredObjects[Kind];
}

function movesZone(volume: PersistentVolume, old: PersistentVolume): boolean {
  return zonesText(volume) !== zonesText(old);
}

function zonesText(volume: PersistentVolume): string {
  return JSON.stringify(zonesOf(volume).map(({ key, values }) => [key, [...values].toSorted()]));
}

function classChange({ volumeBindingMode, allowedTopologies }: StorageClass, old: StorageClass) {
  return {
    waitsForPods: volumeBindingMode === "WaitForFirstConsumer",
    movesTopologies: JSON.stringify(allowedTopologies ?? []) !== JSON.stringify(old.allowedTopologies ?? []),
  };
}

/** A driver that says no limit counts as one that takes nothing. */
function nodeChange(node: CsiNode, old: CsiNode) {
  const limits = new Map(
    (old.spec?.drivers ?? []).map(({ name = "", allocatable }) => [name, allocatable?.count ?? 0]),
  );
  return {
    migrates: migratedPlugins(node) !== migratedPlugins(old),
    raisesLimit: (node.spec?.drivers ?? []).some(
      ({ name = "", allocatable }) => (allocatable?.count ?? 0) > (limits.get(name) ?? 0),
    ),
  };
}

function migratedPlugins({ metadata }: CsiNode): string {
  return annotationOf(metadata?.annotations, MIGRATED_PLUGINS) ?? "";
}

function driverChange({ metadata, spec }: CsiDriver, old: CsiDriver) {
  return {
    name: metadata?.name ?? "",
    stopsAccounting: old.spec?.storageCapacity === true && spec?.storageCapacity !== true,
  };
}

function grows(capacity: StorageCapacity, old: StorageCapacity): boolean {
  const limit = volumeLimitBytes(capacity);
  const oldLimit = volumeLimitBytes(old);
  return limit !== undefined && (oldLimit === undefined || limit > oldLimit);
}

/** Events that are on their way to the scheduler. */
export class StorageEvents implements Snapshotable {
  /** Heard of after the watch's delay, in this order. */
  #underWay: StorageEvent[] = [];

  send(event: StorageEvent): void {
    this.#underWay.push(event);
  }

  /** The next one that arrives. */
  receive(): StorageEvent {
    return this.#underWay.shift()!;
  }

  snapshot(): Snapshot {
    return { storageEvents: packJson(this.#underWay) };
  }

  restore(saved: Snapshot): void {
    this.#underWay = unpackJson(saved, "storageEvents") as StorageEvent[];
  }
}

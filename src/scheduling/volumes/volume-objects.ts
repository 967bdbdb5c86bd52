// Claims, volumes, classes and CSI objects as the volume plugins look them up, with the words in which they are missed.
// Imitates client-go listers and apimachinery pkg/api/errors (NewNotFound), v1.36.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { CsiDriver, CsiNode, StorageClass } from "../../model/api/types/storage.ts";
import { quoted } from "../../model/go-text.ts";
import { annotationOf, MIGRATED_PLUGINS } from "../../model/volumes/claim-binding.ts";
import type { StorageCapacity } from "../../model/volumes/storage-capacity.ts";
import type { ObjectStore } from "../../cluster/object-store.ts";

export class VolumeObjects {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  claim(namespace: string, name: string): PersistentVolumeClaim | undefined {
    return this.#objects.find("PersistentVolumeClaim", namespace, name);
  }

  volume(name: string): PersistentVolume | undefined {
    return this.#objects.find("PersistentVolume", "", name);
  }

  volumes(): Iterable<PersistentVolume> {
    return this.#objects.list("PersistentVolume");
  }

  storageClass(name: string): StorageClass | undefined {
    return this.#objects.find("StorageClass", "", name);
  }

  driver(name: string): CsiDriver | undefined {
    return this.#objects.find("CSIDriver", "", name);
  }

  csiNode(nodeName: string): CsiNode | undefined {
    return this.#objects.find("CSINode", "", nodeName);
  }

  capacities(): Iterable<StorageCapacity> {
    return this.#objects.list("CSIStorageCapacity");
  }
}

/** Whether the node's CSINode says that the plugin's volumes are served by a CSI driver there. */
export function hasMigrated(csiNode: CsiNode | undefined, pluginName: string): boolean {
  const listed = annotationOf(csiNode?.metadata?.annotations, MIGRATED_PLUGINS) ?? "";
  return listed.split(",").includes(pluginName);
}

export function claimNotFound(name: string): string {
  return `persistentvolumeclaim ${quoted(name)} not found`;
}

export function volumeNotFound(name: string): string {
  return `persistentvolume ${quoted(name)} not found`;
}

export function storageClassNotFound(name: string): string {
  return `storageclass.storage.k8s.io ${quoted(name)} not found`;
}

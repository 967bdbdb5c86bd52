// VolumeAttachments by node: volumes that are attached, or are about to be, whoever asked for them.
// Imitates pkg/scheduler/framework/plugins/nodevolumelimits/csi.go (getNodeVolumeAttachmentInfo), v1.36.

import type { ObjectStore } from "../../cluster/object-store.ts";

/** An attachment of a persistent volume. */
export interface Attachment {
  readonly driver: string;
  readonly volumeName: string;
}

const NONE: readonly Attachment[] = Object.freeze([]);

export class VolumeAttachmentTable {
  readonly #objects: ObjectStore;
  #version = -1;
  #byNode: ReadonlyMap<string, readonly Attachment[]> = new Map();

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  of(nodeName: string): readonly Attachment[] {
    const version = this.#objects.versionOf("VolumeAttachment");
    if (version !== this.#version) {
      this.#version = version;
      this.#byNode = this.#list();
    }
    return this.#byNode.get(nodeName) ?? NONE;
  }

  #list(): ReadonlyMap<string, readonly Attachment[]> {
    const byNode = new Map<string, Attachment[]>();
    for (const { spec } of this.#objects.list("VolumeAttachment")) {
      const { attacher: driver, nodeName = "", source } = spec ?? {};
      const volumeName = source?.persistentVolumeName;
      if (!driver || volumeName === undefined) continue;
      const known = byNode.get(nodeName);
      if (known === undefined) byNode.set(nodeName, [{ driver, volumeName }]);
      else known.push({ driver, volumeName });
    }
    return byNode;
  }
}

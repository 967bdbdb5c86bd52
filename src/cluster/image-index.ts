// Which nodes hold which container images, and how large each is.
// Imitates the image states of pkg/scheduler/backend/cache/cache.go, v1.36: an image keeps the size under which
// it was first seen until its last holder is gone.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import type { Node } from "../model/objects.ts";

type NodeImages = NonNullable<Node["status"]>["images"];

export interface ImageState {
  readonly sizeBytes: number;
  /** Ids of the nodes that hold it. */
  readonly holders: ReadonlySet<number>;
}

interface MutableImageState {
  readonly sizeBytes: number;
  readonly holders: Set<number>;
}

export class ImageIndex implements Snapshotable {
  readonly #images = new Map<string, MutableImageState>();

  get(name: string): ImageState | undefined {
    return this.#images.get(name);
  }

  add(nodeId: number, name: string, sizeBytes: number): void {
    const state = this.#images.get(name);
    if (state === undefined) this.#images.set(name, { sizeBytes, holders: new Set([nodeId]) });
    else state.holders.add(nodeId);
  }

  /** All that a node lists in its status. */
  addOf(nodeId: number, images: NodeImages): void {
    for (const { names, sizeBytes } of images ?? []) {
      for (const name of names ?? []) this.add(nodeId, name, sizeBytes ?? 0);
    }
  }

  remove(nodeId: number, name: string): void {
    const state = this.#images.get(name);
    state?.holders.delete(nodeId);
    if (state?.holders.size === 0) this.#images.delete(name);
  }

  snapshot(): Snapshot {
    const images = [...this.#images].map(([name, { sizeBytes, holders }]) => [name, sizeBytes, [...holders]] as const);
    return { images: packJson(images) };
  }

  restore(saved: Snapshot): void {
    this.#images.clear();
    for (const [name, sizeBytes, holders] of unpackJson(saved, "images") as [string, number, number[]][]) {
      this.#images.set(name, { sizeBytes, holders: new Set(holders) });
    }
  }
}

// ImageLocality: how much of the pod's images a node holds already, images that many nodes hold counting more. Nodes
// pull no images during a run, so who holds what is counted once.

import type { NodeObject, PodObject } from "./objects.ts";

const MIB = 1024 * 1024;
const LEAST_BYTES = 23 * MIB;
const MOST_BYTES_PER_CONTAINER = 1000 * MIB;

interface Image {
  /** As the first node told it. */
  readonly sizeBytes: number;
  readonly holders: Set<NodeObject>;
}

export class ImageLocality {
  readonly name = "ImageLocality";
  readonly #images = new Map<string, Image>();
  readonly #nodes: number;

  constructor(nodes: readonly NodeObject[]) {
    this.#nodes = nodes.length;
    for (const node of nodes) {
      for (const { name, sizeBytes } of node.images) {
        const image = this.#images.get(name) ?? { sizeBytes, holders: new Set() };
        image.holders.add(node);
        this.#images.set(name, image);
      }
    }
  }

  score({ look }: PodObject, node: NodeObject): number {
    let sum = 0;
    for (const name of look.images) {
      const image = this.#images.get(name);
      if (image?.holders.has(node)) sum += Math.trunc(image.sizeBytes * (image.holders.size / this.#nodes));
    }
    const most = MOST_BYTES_PER_CONTAINER * look.containerCount;
    const counted = Math.max(LEAST_BYTES, Math.min(sum, most));
    return Math.trunc((100 * (counted - LEAST_BYTES)) / (most - LEAST_BYTES));
  }
}

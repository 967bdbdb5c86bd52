// Images on their way to nodes: each node pulls one after the other, or several at once, and keeps what it has. Sizes come from nodes that list the
// image, or from the user; an image of unknown size is taken to be there.
// Imitates pkg/kubelet/images/puller.go (serialImagePuller, parallelImagePuller) and image_manager.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import { normalisedImageName } from "../../model/container-image.ts";

import type { ImageIndex } from "../../cluster/image-index.ts";

/** A node's queue. */
interface NodePulls {
  /** When its pulls will be done, µs, as far as others may have to wait for them. */
  endsUs: number[];
  /** When each image came or will come, µs. */
  readonly readyUs: Record<string, number>;
  readonly bytes: Record<string, number>;
}

/** An image that was pulled to a node. */
export interface PulledImage {
  readonly image: string;
  readonly bytes: number;
  readonly readyUs: number;
}

export interface ImagePullsPorts {
  /** How many images a node pulls at once. */
  readonly pullsAtOnce: (node: number) => number;
  /** A pull was asked for: the image will be there at `readyUs`. */
  readonly pulls: (node: number, readyUs: number) => void;
}

const ONE_BY_ONE: ImagePullsPorts = Object.freeze({ pullsAtOnce: () => 1, pulls: () => {} });

export class ImagePulls implements Snapshotable {
  readonly #images: ImageIndex;
  readonly #bytesPerSecond: number;
  readonly #requestUs: number;
  readonly #ports: ImagePullsPorts;
  #nodes = new Map<number, NodePulls>();

  /** `requestUs`: from asking a registry to the first byte. */
  constructor(images: ImageIndex, bytesPerSecond: number, requestUs: number, ports: ImagePullsPorts = ONE_BY_ONE) {
    this.#ports = ports;
    this.#images = images;
    this.#bytesPerSecond = bytesPerSecond;
    this.#requestUs = requestUs;
  }

  /** True if the image would have to be pulled: asked before anything is known of the pod that wants it. */
  lacks(node: number, image: string): boolean {
    const held = this.#images.get(normalisedImageName(image));
    if (held === undefined || held.holders.has(node)) return false;
    return this.#nodes.get(node)?.readyUs[image] === undefined;
  }

  /** When the image will be on the node if it is asked for at `nowUs`. */
  readyUs(node: number, image: string, sizeBytes: number | undefined, nowUs: number): number {
    const held = this.#images.get(normalisedImageName(image));
    if (held?.holders.has(node) === true) return nowUs;
    const bytes = sizeBytes ?? held?.sizeBytes;
    if (bytes === undefined) return nowUs;
    const pulls = this.#pullsOf(node);
    const known = pulls.readyUs[image];
    if (known !== undefined) return Math.max(known, nowUs);
    const beginsUs = this.#beginsUs(pulls, this.#ports.pullsAtOnce(node), nowUs);
    const readyUs = beginsUs + this.#requestUs + Math.round((bytes / this.#bytesPerSecond) * US_PER_SECOND);
    pulls.endsUs.push(readyUs);
    pulls.readyUs[image] = readyUs;
    pulls.bytes[image] = bytes;
    this.#ports.pulls(node, readyUs);
    return readyUs;
  }

  /** What was pulled and is there at `nowUs`, in the order of the pulls. */
  imagesOn(node: number, nowUs: number): readonly PulledImage[] {
    const pulls = this.#nodes.get(node);
    if (pulls === undefined) return [];
    const all = Object.entries(pulls.readyUs).map(([image, readyUs]) => ({
      image,
      readyUs,
      bytes: pulls.bytes[image]!,
    }));
    return all.filter(({ readyUs }) => readyUs <= nowUs);
  }

  /** The image is gone from the node's disk: who wants it pulls it again. */
  remove(node: number, image: string): void {
    const pulls = this.#nodes.get(node);
    if (pulls === undefined) return;
    delete pulls.readyUs[image];
    delete pulls.bytes[image];
  }

  /** A new machine has nothing. */
  forget(node: number): void {
    this.#nodes.delete(node);
  }

  snapshot(): Snapshot {
    return { pulls: packJson([...this.#nodes]) };
  }

  restore(saved: Snapshot): void {
    const nodes = unpackJson(saved, "pulls") as [number, NodePulls][];
    this.#nodes = new Map(
      nodes.map(([node, pulls]) => [
        node,
        { ...pulls, readyUs: noPrototype(pulls.readyUs), bytes: noPrototype(pulls.bytes) },
      ]),
    );
  }

  /** When the turn of a pull comes that is asked for now: as many may be under way as the node lets. */
  #beginsUs(pulls: NodePulls, atOnce: number, nowUs: number): number {
    pulls.endsUs = pulls.endsUs.filter((us) => us > nowUs).toSorted((left, right) => left - right);
    const before = pulls.endsUs.length - atOnce;
    return before < 0 ? nowUs : pulls.endsUs[before]!;
  }

  #pullsOf(node: number): NodePulls {
    const known = this.#nodes.get(node);
    if (known !== undefined) return known;
    const pulls: NodePulls = { endsUs: [], readyUs: noPrototype({}), bytes: noPrototype({}) };
    this.#nodes.set(node, pulls);
    return pulls;
  }
}

/** An image may be called as anything. */
function noPrototype(record: Readonly<Record<string, number>>): Record<string, number> {
  return Object.assign(Object.create(null) as Record<string, number>, record);
}

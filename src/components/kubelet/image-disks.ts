// The disks of images, of nodes whose pool gives them a size: what is on them, and the collection of what nothing uses. A collector
// looks each five minutes; here it looks only when it could find something to remove.
// Imitates pkg/kubelet/images/image_gc_manager.go (GarbageCollect, DeleteUnusedImages) and pkg/kubelet/kubelet.go (ImageGCPeriod), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { RecordedEvent } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { Observation } from "./eviction/thresholds.ts";
import { collectImages, type ImageCollection, type ImageCollectionPolicy } from "./image-collection.ts";
import type { ImagePulls, PulledImage } from "./image-pulls.ts";
import type { KubeletSettings } from "./settings.ts";

export interface ImageDisksPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly pulls: ImagePulls;
  readonly settingsOf: (node: number) => KubeletSettings;
  readonly isManaged: (node: number) => boolean;
  /** Images of the pod's containers. */
  readonly imagesOf: (pod: PodId) => readonly string[];
  /** More or less is on the disk than before. */
  readonly changed: (node: number) => void;
  readonly record: (event: RecordedEvent) => void;
}

const LOOK_EVERY_US = 300 * US_PER_SECOND;
const PERCENT = 100;
/** Everything goes that may go. */
const ALL: Pick<ImageCollectionPolicy, "highThresholdPercent" | "lowThresholdPercent" | "maximumAgeUs"> = Object.freeze(
  {
    highThresholdPercent: 0,
    lowThresholdPercent: 0,
    maximumAgeUs: 0,
  },
);

/** What the collector of one node remembers; plain data. */
interface Disk {
  /** When a container of an image left last, µs; none did so that are not here. */
  readonly leftUs: [image: string, us: number][];
  /** The look that is waited for, µs; null: none. */
  nextUs: number | null;
}

export class ImageDisks implements Snapshotable {
  readonly #ports: ImageDisksPorts;
  readonly #arrived: EventKind;
  readonly #due: EventKind;
  #disks = new Map<number, Disk>();

  constructor(ports: ImageDisksPorts) {
    this.#ports = ports;
    this.#arrived = ports.engine.defineKind("kubelet/image-arrived", "kubelet", (node) => this.#review(node));
    this.#due = ports.engine.defineBackgroundKind("kubelet/image-collection", "kubelet", (node) => this.#look(node));
  }

  /** An image will be on the node at `readyUs`. */
  expect(node: number, readyUs: number): void {
    if (this.#ports.settingsOf(node).imageFsBytes === undefined) return;
    if (!this.#disks.has(node)) this.#disks.set(node, { leftUs: [], nextUs: null });
    this.#ports.engine.schedule(moment(readyUs), this.#arrived, node);
  }

  /** A pod has left its node. */
  left(pod: PodId, node: number): void {
    const disk = this.#disks.size === 0 ? undefined : this.#disks.get(node);
    if (disk === undefined) return;
    const images = new Set(this.#ports.imagesOf(pod));
    const { now } = this.#ports.engine;
    const others = disk.leftUs.filter(([image]) => !images.has(image));
    disk.leftUs.splice(0, disk.leftUs.length, ...others, ...[...images].map((image): [string, number] => [image, now]));
    this.#review(node);
  }

  forget(node: number): void {
    this.#disks.delete(node);
  }

  /** Undefined: nothing is known of the node's disk. */
  observe(node: number): Observation | undefined {
    const capacity = this.#disks.has(node) ? this.#ports.settingsOf(node).imageFsBytes : undefined;
    if (capacity === undefined) return undefined;
    return { available: Math.max(capacity - this.#usedBytes(node), 0), capacity };
  }

  /** Removes all that no pod uses and that is old enough. */
  removeUnused(node: number): void {
    this.#collect(node, { ...this.#ports.settingsOf(node).images, ...ALL });
  }

  snapshot(): Snapshot {
    return { disks: packJson([...this.#disks]) };
  }

  restore(saved: Snapshot): void {
    this.#disks = new Map(unpackJson(saved, "disks") as [number, Disk][]);
  }

  #review(node: number): void {
    const disk = this.#disks.get(node);
    if (disk === undefined || !this.#ports.cluster.nodes.has(node)) return;
    this.#plan(node, disk);
    this.#ports.changed(node);
  }

  /** Asks for the next look, if anything could be found in it. */
  #plan(node: number, disk: Disk): void {
    const { engine, settingsOf } = this.#ports;
    const { maximumAgeUs } = settingsOf(node).images;
    if (disk.nextUs !== null || (!this.#isFull(node) && maximumAgeUs === 0)) return;
    disk.nextUs = (Math.floor(engine.now / LOOK_EVERY_US) + 1) * LOOK_EVERY_US;
    engine.schedule(moment(disk.nextUs), this.#due, node);
  }

  #isFull(node: number): boolean {
    const { images, imageFsBytes = Infinity } = this.#ports.settingsOf(node);
    return this.#usedBytes(node) * PERCENT >= imageFsBytes * images.highThresholdPercent;
  }

  #look(node: number): void {
    const { engine, cluster, settingsOf, isManaged, record } = this.#ports;
    const disk = this.#disks.get(node);
    if (disk === undefined || disk.nextUs !== engine.now || !cluster.nodes.has(node)) return;
    disk.nextUs = null;
    if (isManaged(node)) {
      const { failure } = this.#collect(node, settingsOf(node).images);
      const about = { kind: "Node", namespace: "", name: cluster.nodes.nameOf(node) };
      if (failure !== undefined) {
        record({ ...about, type: "Warning", reason: "FreeDiskSpaceFailed", message: failure });
      }
    }
    this.#plan(node, disk);
  }

  #collect(node: number, policy: ImageCollectionPolicy): ImageCollection {
    const { engine, pulls, settingsOf, changed } = this.#ports;
    const capacityBytes = settingsOf(node).imageFsBytes ?? Infinity;
    const images = pulls.imagesOn(node, engine.now);
    const used = this.#usedImages(node);
    const stored = images.map(({ image, bytes }) => {
      return { id: image, sizeBytes: bytes, isPinned: false, isUsed: used.has(image) };
    });
    const records = images.map((image) => this.#recordOf(node, image));
    const collection = collectImages(policy, records, stored, engine.now, 0, (removed) => {
      const gone = images.reduce((total, { image, bytes }) => total + (removed.includes(image) ? bytes : 0), 0);
      return { capacityBytes, availableBytes: Math.max(capacityBytes - this.#usedBytes(node) + gone, 0) };
    });
    for (const image of collection.removed) pulls.remove(node, image);
    if (collection.removed.length > 0) changed(node);
    return collection;
  }

  /** As looks each five minutes would have left it. */
  #recordOf(node: number, { image, readyUs }: PulledImage) {
    const left = this.#disks.get(node)?.leftUs.find(([name]) => name === image);
    const firstDetectedUs = Math.ceil(readyUs / LOOK_EVERY_US) * LOOK_EVERY_US;
    const seenUs = left === undefined ? undefined : Math.floor(left[1] / LOOK_EVERY_US) * LOOK_EVERY_US;
    const lastUsedUs = seenUs === undefined || seenUs < firstDetectedUs ? undefined : seenUs;
    return { id: image, firstDetectedUs: Math.min(firstDetectedUs, this.#ports.engine.now), lastUsedUs };
  }

  #usedImages(node: number): ReadonlySet<string> {
    const { cluster, imagesOf } = this.#ports;
    return new Set([...cluster.pods.onNode(node)].flatMap((pod) => imagesOf(pod)));
  }

  #usedBytes(node: number): number {
    const { cluster, pulls, engine } = this.#ports;
    const listed = cluster.nodes.record(node).object.status?.images ?? [];
    const before = listed.reduce((total, { sizeBytes = 0 }) => total + sizeBytes, 0);
    return pulls.imagesOn(node, engine.now).reduce((total, { bytes }) => total + bytes, before);
  }
}

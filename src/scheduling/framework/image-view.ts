// Images on nodes as the scheduler's snapshot remembers them: a node's counts stay as they were when the node itself
// last changed, even if the image has since spread elsewhere.
// Imitates pkg/scheduler/framework/types.go (ImageStateSummary in NodeInfo.Snapshot), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

export interface ImageSummary {
  readonly sizeBytes: number;
  readonly nodes: number;
}

const NO_IMAGES: ReadonlyMap<string, ImageSummary> = new Map();

/** What is seen on a node, as a snapshot carries it. */
type SavedNode = readonly (readonly [image: string, summary: ImageSummary])[] | null;

export class ImageView implements Snapshotable {
  readonly #cluster: ClusterState;
  #byNode: (ReadonlyMap<string, ImageSummary> | undefined)[] = [];
  #cursor = 0;
  #nodesInSnapshot = 0;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Nodes in the cluster at the last refresh. */
  get nodesTotal(): number {
    return this.#nodesInSnapshot;
  }

  /** True as long as no node has ever held an image. */
  get isEmpty(): boolean {
    return this.#byNode.length === 0;
  }

  /** Images on a node, by normalised name. */
  on(node: number): ReadonlyMap<string, ImageSummary> {
    return this.#byNode[node] ?? NO_IMAGES;
  }

  /** Called at the beginning of each attempt (UpdateSnapshot): nodes that changed are looked at again. */
  refresh(): void {
    const log = this.#cluster.nodeChanges;
    this.#nodesInSnapshot = this.#cluster.nodes.size;
    if (log.reaches(this.#cursor)) {
      for (; this.#cursor < log.end; this.#cursor += 1) this.#look(log.at(this.#cursor));
    } else {
      for (let node = 0; node < this.#cluster.nodes.idLimit; node += 1) this.#look(node);
      this.#cursor = log.end;
    }
  }

  snapshot(): Snapshot {
    const byNode = Array.from(this.#byNode, (images): SavedNode => (images === undefined ? null : [...images]));
    return { byNode: packJson(byNode), cursor: Float64Array.of(this.#cursor, this.#nodesInSnapshot) };
  }

  restore(saved: Snapshot): void {
    const byNode = unpackJson(saved, "byNode") as readonly SavedNode[];
    this.#byNode = byNode.map((images) => (images === null ? undefined : new Map(images)));
    const cursor = arrayIn(saved, "cursor");
    this.#cursor = cursor[0]!;
    this.#nodesInSnapshot = cursor[1]!;
  }

  #look(node: number): void {
    if (!this.#cluster.nodes.has(node)) {
      if (this.#byNode[node] !== undefined) this.#byNode[node] = undefined;
      return;
    }
    const names = this.#cluster.nodes.record(node).imageNames;
    if (names.length === 0 && this.#byNode[node] === undefined) return;
    const summaries = new Map<string, ImageSummary>();
    for (const name of names) {
      const state = this.#cluster.images.get(name);
      if (state !== undefined) summaries.set(name, { sizeBytes: state.sizeBytes, nodes: state.holders.size });
    }
    this.#byNode[node] = summaries;
  }
}

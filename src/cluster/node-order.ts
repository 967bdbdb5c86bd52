// The list of nodes that attempts search, and when it is made anew: at an attempt, and only if other nodes are there than at the last
// one. A node that has gone and come back by then keeps its place, and one whose zone has another name stays where it was.
// Imitates UpdateSnapshot of pkg/scheduler/backend/cache/cache.go, v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";

import { NodeTree } from "./node-tree.ts";

/** The nodes that are there, by id: a node that comes back under its name has the id that it had. */
interface NodesThere {
  readonly size: number;
  has(node: number): boolean;
}

export class NodeOrder implements Snapshotable {
  readonly #tree = new NodeTree();
  readonly #nodes: NodesThere;
  /** That of the last attempt. */
  #searched: Int32Array = new Int32Array(0);
  /** Nodes have come or gone since then, and perhaps come back. */
  #mayDiffer = false;
  /** What others were shown since then. */
  #shown: Int32Array | undefined;

  constructor(nodes: NodesThere) {
    this.#nodes = nodes;
  }

  add(node: number, zoneKey: string): void {
    this.#tree.add(node, zoneKey);
    this.#change();
  }

  remove(node: number, zoneKey: string): void {
    this.#tree.remove(node, zoneKey);
    this.#change();
  }

  /** The node's zone has another name: that counts when the list is made anew for another reason. */
  move(node: number, from: string, to: string): void {
    this.#tree.remove(node, from);
    this.#tree.add(node, to);
    this.#shown = undefined;
  }

  /** The nodes that are there; in the order of the last attempt, if it saw the same ones. */
  get list(): Int32Array {
    return this.#hasChanged() ? (this.#shown ??= this.#tree.list()) : this.#searched;
  }

  /** From now on the list is that of this attempt. */
  beginAttempt(): void {
    if (!this.#mayDiffer) return;
    if (this.#hasChanged()) this.#searched = this.#tree.list();
    this.#mayDiffer = false;
    this.#shown = undefined;
  }

  snapshot(): Snapshot {
    return joinSnapshots({ tree: this.#tree.snapshot(), order: { searched: this.#searched.slice() } });
  }

  restore(saved: Snapshot): void {
    this.#tree.restore(partOf(saved, "tree"));
    this.#searched = Int32Array.from(arrayIn(partOf(saved, "order"), "searched"));
    this.#change();
  }

  #change(): void {
    this.#mayDiffer = true;
    this.#shown = undefined;
  }

  #hasChanged(): boolean {
    if (!this.#mayDiffer) return false;
    const { size } = this.#nodes;
    return size !== this.#searched.length || !this.#searched.every((node) => this.#nodes.has(node));
  }
}

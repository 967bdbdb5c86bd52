// The groups of nodes that a report speaks of: the whole cluster, each pool, each zone. A node stays in the pool and the zone
// that it came with; when it goes, what its pods still hold counts there until they leave.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

/** A pool, a zone, or the whole cluster. */
export interface NodeGroup {
  /** Its place in the order of making. */
  readonly number: number;
  readonly dimension: string;
  readonly name: string;
  /** Those that are there. */
  readonly nodes: Set<number>;
}

/** A group as a snapshot carries it; `joined` are all nodes that ever came into it. */
type SavedGroup = readonly [dimension: string, name: string, nodes: readonly number[], joined: readonly number[]];

/** The number of the group of all nodes: the first that is made. */
export const WHOLE_CLUSTER = 0;

export class NodeGroups implements Snapshotable {
  #groups: NodeGroup[] = [];
  #groupsOfNode: (readonly NodeGroup[])[] = [];

  /** In the order of making. */
  get all(): readonly NodeGroup[] {
    return this.#groups;
  }

  /** The group of all nodes; undefined as long as there has been none. */
  get whole(): NodeGroup | undefined {
    return this.#groups[WHOLE_CLUSTER];
  }

  /** Groups of a node that is or was there. */
  of(node: number): readonly NodeGroup[] {
    return this.#groupsOfNode[node]!;
  }

  /** `zone` is empty for a node without one. */
  join(node: number, pool: string, zone: string): void {
    const groups = [this.#group("cluster", "cluster"), this.#group("pool", pool)];
    if (zone !== "") groups.push(this.#group("zone", zone));
    for (const group of groups) group.nodes.add(node);
    this.#groupsOfNode[node] = groups;
  }

  leave(node: number): void {
    for (const group of this.of(node)) group.nodes.delete(node);
  }

  snapshot(): Snapshot {
    const joined: number[][] = this.#groups.map(() => []);
    for (const [node, groups] of this.#groupsOfNode.entries()) {
      for (const { number } of groups) joined[number]!.push(node);
    }
    const saved = this.#groups.map(({ dimension, name, nodes, number }): SavedGroup => [
      dimension,
      name,
      [...nodes],
      joined[number]!,
    ]);
    return { groups: packJson(saved) };
  }

  restore(saved: Snapshot): void {
    const groups = unpackJson(saved, "groups") as readonly SavedGroup[];
    this.#groups = groups.map(([dimension, name, nodes], number) => {
      return { number, dimension, name, nodes: new Set(nodes) };
    });
    const groupsOfNode: NodeGroup[][] = [];
    for (const [number, [, , , joined]] of groups.entries()) {
      for (const node of joined) (groupsOfNode[node] ??= []).push(this.#groups[number]!);
    }
    this.#groupsOfNode = groupsOfNode;
  }

  #group(dimension: string, name: string): NodeGroup {
    const known = this.#groups.find((group) => group.dimension === dimension && group.name === name);
    if (known !== undefined) return known;
    const made: NodeGroup = { number: this.#groups.length, dimension, name, nodes: new Set() };
    this.#groups.push(made);
    return made;
  }
}

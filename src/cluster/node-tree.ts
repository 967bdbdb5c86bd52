// The order in which nodes are searched: zones take turns.
// Imitates pkg/scheduler/backend/cache/node_tree.go, v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

/** Nodes by zone, zones in order of first appearance, nodes in order of addition. */
export class NodeTree implements Snapshotable {
  readonly #zones = new Map<string, number[]>();

  add(nodeId: number, zoneKey: string): void {
    const nodes = this.#zones.get(zoneKey);
    if (nodes === undefined) this.#zones.set(zoneKey, [nodeId]);
    else nodes.push(nodeId);
  }

  /** Removes the node; an empty zone disappears, and would come back last. */
  remove(nodeId: number, zoneKey: string): void {
    const nodes = this.#zones.get(zoneKey) ?? [];
    const position = nodes.indexOf(nodeId);
    if (position >= 0) nodes.splice(position, 1);
    if (nodes.length === 0) this.#zones.delete(zoneKey);
  }

  /** First node of each zone, then the second of each, and so on. */
  list(): Int32Array {
    const zones = [...this.#zones.values()];
    const order: number[] = [];
    const longest = zones.reduce((length, nodes) => Math.max(length, nodes.length), 0);
    for (let turn = 0; turn < longest; turn += 1) {
      for (const nodes of zones) if (turn < nodes.length) order.push(nodes[turn]!);
    }
    return Int32Array.from(order);
  }

  snapshot(): Snapshot {
    return { zones: packJson([...this.#zones]) };
  }

  restore(saved: Snapshot): void {
    this.#zones.clear();
    for (const [zoneKey, nodes] of unpackJson(saved, "zones") as [string, number[]][]) this.#zones.set(zoneKey, nodes);
  }
}

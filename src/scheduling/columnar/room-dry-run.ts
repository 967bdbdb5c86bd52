// Trying a node with fewer pods on it where room in its row decides alone: what other filters say hangs on the node's object,
// and they pass it. Counts in the place of filters; those are only asked for words, where there is no room.
// Says what FilterDryRun says: tests/contracts hold the two against each other.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

import type { DryNode, DryRun } from "../framework/dry-run.ts";
import { LiveNode, type NodeView, type PodView } from "../framework/node-view.ts";
import type { RoomRule } from "../framework/row-rules.ts";
import { SUCCESS, type PluginStatus, type Status } from "../framework/status.ts";

const PASSED: PluginStatus = Object.freeze({ ...SUCCESS, plugin: "" });

export class RoomDryRun implements DryRun {
  readonly #cluster: ClusterState;
  readonly #room: RoomRule;
  readonly #byFilters: DryRun;
  readonly #isByRoom: (node: number) => boolean;

  /** `isByRoom`: whether nothing but room keeps the pod from a node. Other nodes are tried by filters. */
  constructor(cluster: ClusterState, room: RoomRule, byFilters: DryRun, isByRoom: (node: number) => boolean) {
    this.#cluster = cluster;
    this.#room = room;
    this.#byFilters = byFilters;
    this.#isByRoom = isByRoom;
  }

  on(node: number): DryNode {
    if (!this.#isByRoom(node)) return this.#byFilters.on(node);
    return new RoomDryNode(new LiveNode(this.#cluster, node), this.#room, this.#byFilters);
  }
}

/** A pod that came to the node or left it. */
interface Move {
  readonly pod: PodView;
  readonly sign: 1 | -1;
}

class RoomDryNode implements DryNode {
  readonly node: NodeView;
  readonly #room: RoomRule;
  readonly #byFilters: DryRun;
  readonly #moves: Move[] = [];
  /** What the moves make of the sums, by resource index. */
  readonly #held: number[] = [0, 0, 0];
  #podCount = 0;

  constructor(node: NodeView, room: RoomRule, byFilters: DryRun) {
    this.node = node;
    this.#room = room;
    this.#byFilters = byFilters;
  }

  remove(pod: PodView): Status {
    return this.#move(pod, -1);
  }

  add(pod: PodView): Status {
    return this.#move(pod, 1);
  }

  fits(): boolean {
    const { node } = this;
    const { cpuMilli, memoryBytes, others } = this.#room;
    if (node.podCount + this.#podCount >= node.allowedPods) return false;
    if (cpuMilli > this.#free(CPU_INDEX) || memoryBytes > this.#free(MEMORY_INDEX)) return false;
    for (const { resource, amount } of others) if (amount > this.#free(resource)) return false;
    return true;
  }

  status(): PluginStatus {
    if (this.fits()) return PASSED;
    const inWords = this.#byFilters.on(this.node.id);
    for (const { pod, sign } of this.#moves) {
      if (sign === 1) inWords.add(pod);
      else inWords.remove(pod);
    }
    return inWords.status();
  }

  #free(resource: number): number {
    const { node } = this;
    return node.allocatable(resource) - (node.requested(resource) + (this.#held[resource] ?? 0));
  }

  #move(pod: PodView, sign: 1 | -1): Status {
    this.#moves.push({ pod, sign });
    this.#podCount += sign;
    const { indices, amounts } = pod.podClass.placedVector;
    for (let entry = 0; entry < indices.length; entry += 1) {
      const resource = indices[entry]!;
      this.#held[resource] = (this.#held[resource] ?? 0) + sign * amounts[entry]!;
    }
    return SUCCESS;
  }
}

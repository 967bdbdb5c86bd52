// Pods that wait for a node on which preemption made room for them: status.nominatedNodeName by pod, and who waits where.
// Written only by ClusterState.apply. Imitates pkg/scheduler/backend/queue/nominator.go, v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import type { PodId } from "./pod-table.ts";

const NOBODY: readonly PodId[] = Object.freeze([]);

export class Nominations implements Snapshotable {
  #nodeOf = new Map<PodId, string>();
  #onNode = new Map<string, PodId[]>();

  /** Pods with a nomination. */
  get size(): number {
    return this.#nodeOf.size;
  }

  /** Name of the nominated node, which need not exist; undefined without nomination. */
  nodeNameOf(pod: PodId): string | undefined {
    return this.#nodeOf.get(pod);
  }

  /** Pods nominated to a node, in the order in which they were. */
  onNode(name: string): readonly PodId[] {
    return this.#onNode.get(name) ?? NOBODY;
  }

  /** Names of nodes that pods are nominated to. */
  nodeNames(): Iterable<string> {
    return this.#onNode.keys();
  }

  /** Nominates the pod, or takes its nomination away. */
  set(pod: PodId, nodeName: string | undefined): void {
    if (this.#nodeOf.get(pod) === nodeName) return;
    this.#clear(pod);
    if (nodeName === undefined) return;
    this.#nodeOf.set(pod, nodeName);
    this.#onNode.set(nodeName, [...this.onNode(nodeName), pod]);
  }

  snapshot(): Snapshot {
    return { nominations: packJson([[...this.#nodeOf], [...this.#onNode]]) };
  }

  restore(saved: Snapshot): void {
    const [nodeOf, onNode] = unpackJson(saved, "nominations") as [[PodId, string][], [string, PodId[]][]];
    this.#nodeOf = new Map(nodeOf);
    this.#onNode = new Map(onNode);
  }

  #clear(pod: PodId): void {
    const name = this.#nodeOf.get(pod);
    if (name === undefined) return;
    this.#nodeOf.delete(pod);
    const others = this.onNode(name).filter((other) => other !== pod);
    if (others.length === 0) this.#onNode.delete(name);
    else this.#onNode.set(name, others);
  }
}

// Pods that wait for a node on which preemption made room for them: status.nominatedNodeName by pod, and who waits where in
// the scheduler's memory, which is ahead of the status while the write of it is on its way.
// Written only by ClusterState.apply. Imitates pkg/scheduler/backend/queue/nominator.go, v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import type { PodId } from "./pod-table.ts";

const NOBODY: readonly PodId[] = Object.freeze([]);

export class Nominations implements Snapshotable {
  #inStatus = new Map<PodId, string>();
  #nodeOf = new Map<PodId, string>();
  #onNode = new Map<string, PodId[]>();

  /** Pods that the scheduler keeps a place for. */
  get size(): number {
    return this.#nodeOf.size;
  }

  /** status.nominatedNodeName: the node need not exist; undefined without nomination. */
  nodeNameOf(pod: PodId): string | undefined {
    return this.#inStatus.get(pod);
  }

  /** Pods nominated to a node, in the order in which they were. */
  onNode(name: string): readonly PodId[] {
    return this.#onNode.get(name) ?? NOBODY;
  }

  /** Names of nodes that pods are nominated to. */
  nodeNames(): Iterable<string> {
    return this.#onNode.keys();
  }

  /** Nominates the pod in its status, or takes its nomination away; the scheduler hears of it and follows. */
  set(pod: PodId, nodeName: string | undefined): void {
    this.setStatus(pod, nodeName);
    this.keepPlace(pod, nodeName);
  }

  /** What the status says, which the scheduler does not follow: it has taken room for the pod. */
  setStatus(pod: PodId, nodeName: string | undefined): void {
    if (nodeName === undefined) this.#inStatus.delete(pod);
    else this.#inStatus.set(pod, nodeName);
  }

  /** Lets the pod wait for the node in the scheduler's memory only, or for none. */
  keepPlace(pod: PodId, nodeName: string | undefined): void {
    if (this.#nodeOf.get(pod) === nodeName) return;
    this.#clear(pod);
    if (nodeName === undefined) return;
    this.#nodeOf.set(pod, nodeName);
    this.#onNode.set(nodeName, [...this.onNode(nodeName), pod]);
  }

  snapshot(): Snapshot {
    return { nominations: packJson([[...this.#inStatus], [...this.#nodeOf], [...this.#onNode]]) };
  }

  restore(saved: Snapshot): void {
    const [inStatus, nodeOf, onNode] = unpackJson(saved, "nominations") as [
      [PodId, string][],
      [PodId, string][],
      [string, PodId[]][],
    ];
    this.#inStatus = new Map(inStatus);
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

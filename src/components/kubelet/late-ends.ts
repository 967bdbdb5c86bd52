// Pods that were to go when their node's kubelet was away, and whose last status, sent before, came after that: nothing of them runs any
// more, and the kubelet lets the server forget them when it is back. Knows pods and nodes by their numbers.
// Imitates pkg/kubelet/pod_workers.go (UpdatePod of a pod that is over already), pkg/kubelet/status/status_manager.go (syncPod), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { PodId } from "../../cluster/pod-table.ts";

export class LateEnds implements Snapshotable {
  /** By node. */
  #pods = new Map<number, readonly PodId[]>();

  note(pod: PodId, node: number): void {
    this.#pods.set(node, [...(this.#pods.get(node) ?? []), pod]);
  }

  /** Those of the node, once. */
  take(node: number): readonly PodId[] {
    const pods = this.#pods.get(node) ?? [];
    this.#pods.delete(node);
    return pods;
  }

  snapshot(): Snapshot {
    return { pods: packJson([...this.#pods]) };
  }

  restore(saved: Snapshot): void {
    this.#pods = new Map(unpackJson(saved, "pods") as [number, PodId[]][]);
  }
}

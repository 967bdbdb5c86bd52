// Pods that wait for the cluster to change, in the order in which they began to, and how many of them each set of plugins
// refused.
// Imitates pkg/scheduler/backend/queue/unschedulable_pods.go, v1.36.

import type { PodId } from "../../cluster/pod-table.ts";

import type { PluginSetId } from "./plugin-sets.ts";
import type { QueuedPod } from "./queued-pod.ts";

export class UnschedulablePods {
  readonly #pods = new Map<PodId, QueuedPod>();
  /** By set; sets that refused nobody who waits are not there. */
  readonly #refusedBy = new Map<PluginSetId, number>();

  get size(): number {
    return this.#pods.size;
  }

  values(): IterableIterator<QueuedPod> {
    return this.#pods.values();
  }

  add(entry: QueuedPod): void {
    this.#pods.set(entry.pod, entry);
    this.#refusedBy.set(entry.refusedBy, (this.#refusedBy.get(entry.refusedBy) ?? 0) + 1);
  }

  delete(entry: QueuedPod): void {
    if (!this.#pods.delete(entry.pod)) return;
    const others = this.#refusedBy.get(entry.refusedBy)! - 1;
    if (others === 0) this.#refusedBy.delete(entry.refusedBy);
    else this.#refusedBy.set(entry.refusedBy, others);
  }

  clear(): void {
    this.#pods.clear();
    this.#refusedBy.clear();
  }

  /** True if one of the pods was refused by plugins of which `isMeant` says so. */
  anyRefusedBy(isMeant: (plugins: PluginSetId) => boolean): boolean {
    for (const plugins of this.#refusedBy.keys()) if (isMeant(plugins)) return true;
    return false;
  }
}

// Pods that wait for the cluster to change, in the order in which they began to, and how many of them each plugin refused.
// Imitates pkg/scheduler/backend/queue/unschedulable_pods.go, v1.36.

import type { PodId } from "../../cluster/pod-table.ts";

import type { PluginBits, QueuedPod } from "./queued-pod.ts";

/** Bits of a PluginBits. */
const PLUGINS_MOST = 32;

export class UnschedulablePods {
  readonly #pods = new Map<PodId, QueuedPod>();
  readonly #refusedBy = new Int32Array(PLUGINS_MOST);

  get size(): number {
    return this.#pods.size;
  }

  values(): IterableIterator<QueuedPod> {
    return this.#pods.values();
  }

  add(entry: QueuedPod): void {
    this.#pods.set(entry.pod, entry);
    this.#count(entry.refusedBy, 1);
  }

  delete(entry: QueuedPod): void {
    if (this.#pods.delete(entry.pod)) this.#count(entry.refusedBy, -1);
  }

  clear(): void {
    this.#pods.clear();
    this.#refusedBy.fill(0);
  }

  /** True if one of these plugins refused one of the pods. */
  anyRefusedBy(plugins: PluginBits): boolean {
    for (let bit = 0; bit < PLUGINS_MOST; bit += 1) {
      if ((plugins & (1 << bit)) !== 0 && this.#refusedBy[bit]! > 0) return true;
    }
    return false;
  }

  #count(plugins: PluginBits, sign: 1 | -1): void {
    for (let bit = 0; bit < PLUGINS_MOST; bit += 1) {
      if ((plugins & (1 << bit)) !== 0) this.#refusedBy[bit] = this.#refusedBy[bit]! + sign;
    }
  }
}

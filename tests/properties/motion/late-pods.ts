// Pods that should have long been gone. Quotas count them no longer, until somebody asks for their end once more: then they have a
// second left, in which they count again, though others may have taken their place. Knows the changes that observers hear.

import type { ClusterObserver, Delta } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";

export class LatePods implements ClusterObserver {
  /** Those that have been late already when their end was asked for. */
  readonly askedAgain = new Set<number>();
  readonly #cluster: ClusterState;
  /** From when on each pod is late, µs. */
  readonly #lateUs = new Map<number, number>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change }: Delta): void {
    if (change.kind !== "pod-terminating") return;
    const { id, deletion } = new LivePodView(this.#cluster, change.pod);
    if (this.#cluster.now > (this.#lateUs.get(id) ?? Infinity)) this.askedAgain.add(id);
    if (deletion !== undefined) this.#lateUs.set(id, deletion.deadlineUs + deletion.graceSeconds * 1e6);
  }
}

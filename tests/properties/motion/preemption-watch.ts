// Nobody is driven out but for a pod of higher priority that may drive others out and has no node. Knows the API's objects and the
// changes that observers hear.

import type { ClusterObserver, Delta } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";

import { existingPods, priorityOf } from "./api-objects.ts";

export class PreemptionWatch implements ClusterObserver {
  readonly complaints: string[] = [];
  preemptions = 0;
  readonly #cluster: ClusterState;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change }: Delta): void {
    if (change.kind !== "pod-condition" || change.condition.reason !== "PreemptionByScheduler") return;
    this.preemptions += 1;
    const victim = new LivePodView(this.#cluster, change.pod);
    const isFor = existingPods(this.#cluster).some(
      (pod) =>
        pod.nodeName === undefined &&
        priorityOf(pod) > priorityOf(victim) &&
        pod.object.spec.preemptionPolicy !== "Never",
    );
    if (!isFor) this.complaints.push(`${victim.name} is driven out, and nobody above it waits`);
  }
}

// The scheduler's events of attempts that placed nothing, told to the chronicle of a run.
// Imitates pkg/scheduler/schedule_one.go (handleSchedulingFailure), v1.36.

import type { Change, ClusterObserver, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { ChronicleProbe } from "./chronicle-probe.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-unschedulable", "pod-attempt-failed"]);

export class FailedScheduling implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  readonly #chronicle: ChronicleProbe;

  constructor(cluster: ClusterState, chronicle: ChronicleProbe) {
    this.#cluster = cluster;
    this.#chronicle = chronicle;
  }

  hear({ change }: Delta): void {
    if (change.kind === "pod-unschedulable") this.#tell(change.pod, change.failure.message);
    else if (change.kind === "pod-attempt-failed") this.#tell(change.pod, change.message);
  }

  #tell(pod: PodId, message: string): void {
    const { namespace } = this.#cluster.classOfPod(pod);
    const name = this.#cluster.pods.nameOf(pod);
    this.#chronicle.count({ kind: "Pod", namespace, name, type: "Warning", reason: "FailedScheduling", message });
  }
}

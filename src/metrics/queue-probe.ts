// How many pods wait, and where, over time.
// Names: scheduler_pending_pods of pkg/scheduler/metrics/metrics.go.

import type { SimTime } from "../base/time.ts";

import type { Delta, QueueName } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { TimeSeries } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";
import { StepSeries } from "./step-series.ts";

const QUEUES: readonly Exclude<QueueName, "none">[] = ["active", "backoff", "unschedulable", "gated"];

export class QueueProbe implements Probe {
  readonly #cluster: ClusterState;
  readonly #queueOf: (QueueName | undefined)[] = [];
  readonly #counts = new Map<QueueName, number>(QUEUES.map((queue) => [queue, 0]));
  readonly #series = new Map<QueueName, StepSeries>(QUEUES.map((queue) => [queue, new StepSeries()]));
  readonly #firstActiveAtUs: (number | undefined)[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-queued") this.#move(pod, change.queue);
    else if (change.kind === "pod-deleted") this.#move(pod, "none");
  }

  /** When the pod first entered the active queue, µs; undefined if it never did. */
  firstActiveAtUs(pod: PodId): number | undefined {
    return this.#firstActiveAtUs[pod];
  }

  /** Pods in a queue now. */
  count(queue: QueueName): number {
    return this.#counts.get(queue) ?? 0;
  }

  series(end: SimTime): readonly TimeSeries[] {
    return QUEUES.map((queue) => this.#series.get(queue)!.finish("pending_pods", { queue }, "pods", end));
  }

  measurements(): readonly Measurement[] {
    return QUEUES.map((queue) => ({
      name: "scheduler_pending_pods",
      labels: { queue },
      kind: "gauge",
      value: this.count(queue),
    }));
  }

  #move(pod: PodId, to: QueueName): void {
    const from = this.#queueOf[pod] ?? "none";
    this.#queueOf[pod] = to;
    if (to === "active") this.#firstActiveAtUs[pod] ??= this.#cluster.now;
    this.#add(from, -1);
    this.#add(to, 1);
  }

  #add(queue: QueueName, difference: number): void {
    if (queue === "none") return;
    const count = this.count(queue) + difference;
    this.#counts.set(queue, count);
    this.#series.get(queue)!.record(this.#cluster.now, count);
  }
}

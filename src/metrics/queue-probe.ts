// How many pods wait, and where, over time.
// Names: scheduler_pending_pods of pkg/scheduler/metrics/metrics.go.

import type { Snapshot } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import type { SimTime } from "../base/time.ts";

import type { Delta, QueueName } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { NOT_YET, type PodId } from "../cluster/pod-table.ts";

import type { TimeSeries } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";
import { StepSeries } from "./step-series.ts";

const QUEUES: readonly Exclude<QueueName, "none">[] = ["active", "backoff", "unschedulable", "gated"];

/** In a snapshot: the place of each pod's queue in this list. */
const PLACES: readonly QueueName[] = ["none", ...QUEUES];

export class QueueProbe implements Probe {
  readonly #cluster: ClusterState;
  #queueOf: (QueueName | undefined)[] = [];
  readonly #counts = new Map<QueueName, number>(QUEUES.map((queue) => [queue, 0]));
  readonly #series = new Map<QueueName, StepSeries>(QUEUES.map((queue) => [queue, new StepSeries()]));
  #firstActiveAtUs: (number | undefined)[] = [];

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

  snapshot(): Snapshot {
    const series = Object.fromEntries([...this.#series].map(([queue, steps]) => [queue, steps.snapshot()]));
    return {
      ...joinSnapshots(series),
      queueOf: Uint8Array.from(this.#queueOf, (queue) => PLACES.indexOf(queue ?? "none")),
      firstActiveAtUs: Float64Array.from(this.#firstActiveAtUs, (at) => at ?? NOT_YET),
    };
  }

  restore(saved: Snapshot): void {
    this.#queueOf = Array.from(arrayIn(saved, "queueOf"), (place) => PLACES[place]);
    this.#firstActiveAtUs = Array.from(arrayIn(saved, "firstActiveAtUs"), (at) => (at === NOT_YET ? undefined : at));
    for (const queue of QUEUES) {
      this.#counts.set(queue, this.#queueOf.filter((other) => other === queue).length);
      this.#series.get(queue)!.restore(partOf(saved, queue));
    }
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

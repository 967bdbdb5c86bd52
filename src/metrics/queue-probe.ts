// How many pods wait, and where, over time.
// Names: scheduler_pending_pods of pkg/scheduler/metrics/metrics.go.

import { grownTo } from "../base/grown-column.ts";
import type { Snapshot } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import type { SimTime } from "../base/time.ts";
import { ABSENT, WholeNumberColumn } from "../base/whole-number-column.ts";

import type { Change, Delta, QueueName } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { TimeSeries } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";
import { StepSeries } from "./step-series.ts";

const QUEUES: readonly Exclude<QueueName, "none">[] = ["active", "backoff", "unschedulable", "gated"];

const PLACES: readonly QueueName[] = ["none", ...QUEUES];

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-queued", "pod-deleted"]);

export class QueueProbe implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** The place of each pod's queue in PLACES. */
  #queueOf = new Uint8Array(0);
  readonly #counts = new Map<QueueName, number>(QUEUES.map((queue) => [queue, 0]));
  readonly #series = new Map<QueueName, StepSeries>(QUEUES.map((queue) => [queue, new StepSeries()]));
  /** From the pod's creation to its first entry into the active queue. */
  readonly #firstActiveAfterUs = new WholeNumberColumn();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-queued") this.#move(pod, change.queue);
    else if (change.kind === "pod-deleted") this.#move(pod, "none");
  }

  /** When the pod first entered the active queue, µs; undefined if it never did. */
  firstActiveAtUs(pod: PodId): number | undefined {
    const afterUs = this.#firstActiveAfterUs.get(pod);
    return afterUs === ABSENT ? undefined : this.#cluster.pods.createdAtUs(pod) + afterUs;
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
      ...joinSnapshots({ firstActiveAfterUs: this.#firstActiveAfterUs.snapshot() }),
      queueOf: this.#queueOf.slice(0, this.#cluster.pods.size),
    };
  }

  restore(saved: Snapshot): void {
    this.#queueOf = Uint8Array.from(arrayIn(saved, "queueOf"));
    this.#firstActiveAfterUs.restore(partOf(saved, "firstActiveAfterUs"));
    for (const queue of QUEUES) {
      this.#counts.set(queue, this.#queueOf.filter((place) => PLACES[place] === queue).length);
      this.#series.get(queue)!.restore(partOf(saved, queue));
    }
  }

  #move(pod: PodId, to: QueueName): void {
    if (pod >= this.#queueOf.length) this.#queueOf = grownTo(this.#queueOf, pod + 1);
    this.#add(PLACES[this.#queueOf[pod]!]!, -1);
    this.#queueOf[pod] = PLACES.indexOf(to);
    if (to === "active") this.#beActive(pod);
    this.#add(to, 1);
  }

  #beActive(pod: PodId): void {
    if (this.#firstActiveAfterUs.get(pod) !== ABSENT) return;
    this.#firstActiveAfterUs.set(pod, this.#cluster.now - this.#cluster.pods.createdAtUs(pod));
  }

  #add(queue: QueueName, difference: number): void {
    if (queue === "none") return;
    const count = this.count(queue) + difference;
    this.#counts.set(queue, count);
    this.#series.get(queue)!.record(this.#cluster.now, count);
  }
}

// The moments of each pod's way that the pod table does not keep: when it was asked for, when the scheduler first had it in a
// queue and first tried it, when its kubelet heard of it, and when it was first ready. As spans, which are short.

import type { Snapshot } from "../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import { ABSENT, WholeNumberColumn } from "../base/whole-number-column.ts";

import type { Change, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { NOT_YET, type PodId } from "../cluster/pod-table.ts";

import type { Probe } from "./probe.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-created",
  "pod-queued",
  "pod-unschedulable",
  "pod-attempt-failed",
  "pod-taken-up",
  "pod-started",
  "pod-ready",
]);

export class PodWays implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** From the request to the pod's creation. */
  readonly #askedBeforeUs = new WholeNumberColumn();
  /** From the creation to the first place in a queue. */
  readonly #queuedAfterUs = new WholeNumberColumn();
  /** From the binding to the kubelet's hearing of it. */
  readonly #takenUpAfterUs = new WholeNumberColumn();
  /** From the last start to the pod's being ready. */
  readonly #readyAfterUs = new WholeNumberColumn();
  /** First attempts of pods that were tried again. */
  #firstAttemptUs = new Map<PodId, number>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod }: Delta): void {
    const { pods, now } = this.#cluster;
    switch (change.kind) {
      case "pod-created":
        if (change.askedAtUs !== undefined && change.askedAtUs < now) {
          this.#askedBeforeUs.set(pod, now - change.askedAtUs);
        }
        break;
      case "pod-queued":
        if (this.#queuedAfterUs.get(pod) === ABSENT) this.#queuedAfterUs.set(pod, now - pods.createdAtUs(pod));
        break;
      case "pod-unschedulable":
      case "pod-attempt-failed":
        if (!this.#firstAttemptUs.has(pod)) this.#firstAttemptUs.set(pod, pods.attemptedAtUs(pod));
        break;
      case "pod-taken-up":
        this.#takenUpAfterUs.set(pod, now - pods.boundAtUs(pod));
        break;
      case "pod-started":
        this.#readyAfterUs.set(pod, change.isReady === false ? ABSENT : 0);
        break;
      case "pod-ready":
        if (change.ready === "True" && this.#readyAfterUs.get(pod) === ABSENT) {
          this.#readyAfterUs.set(pod, now - pods.startedAtUs(pod));
        }
        break;
      default:
    }
  }

  askedAtUs(pod: PodId): number {
    const before = this.#askedBeforeUs.get(pod);
    return this.#cluster.pods.createdAtUs(pod) - (before === ABSENT ? 0 : before);
  }

  createdAtUs(pod: PodId): number {
    return this.#cluster.pods.createdAtUs(pod);
  }

  queuedAtUs(pod: PodId): number {
    const after = this.#queuedAfterUs.get(pod);
    return after === ABSENT ? this.firstAttemptAtUs(pod) : this.#cluster.pods.createdAtUs(pod) + after;
  }

  firstAttemptAtUs(pod: PodId): number {
    return this.#firstAttemptUs.get(pod) ?? this.#cluster.pods.attemptedAtUs(pod);
  }

  lastAttemptAtUs(pod: PodId): number {
    return this.#cluster.pods.attemptedAtUs(pod);
  }

  assumedAtUs(pod: PodId): number {
    return this.#cluster.pods.assumedAtUs(pod);
  }

  boundAtUs(pod: PodId): number {
    return this.#cluster.pods.boundAtUs(pod);
  }

  /** Where nobody said so, a pod that runs was taken up when it was bound. */
  takenUpAtUs(pod: PodId): number {
    const { pods } = this.#cluster;
    const after = this.#takenUpAfterUs.get(pod);
    if (after !== ABSENT) return pods.boundAtUs(pod) + after;
    return pods.startedAtUs(pod) === NOT_YET ? NOT_YET : pods.boundAtUs(pod);
  }

  startedAtUs(pod: PodId): number {
    return this.#cluster.pods.startedAtUs(pod);
  }

  readyAtUs(pod: PodId): number {
    const after = this.#readyAfterUs.get(pod);
    return after === ABSENT ? NOT_YET : this.#cluster.pods.startedAtUs(pod) + after;
  }

  series(): readonly [] {
    return [];
  }

  measurements(): readonly [] {
    return [];
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      asked: this.#askedBeforeUs.snapshot(),
      queued: this.#queuedAfterUs.snapshot(),
      takenUp: this.#takenUpAfterUs.snapshot(),
      ready: this.#readyAfterUs.snapshot(),
      attempts: { first: packJson([...this.#firstAttemptUs]) },
    });
  }

  restore(saved: Snapshot): void {
    this.#askedBeforeUs.restore(partOf(saved, "asked"));
    this.#queuedAfterUs.restore(partOf(saved, "queued"));
    this.#takenUpAfterUs.restore(partOf(saved, "takenUp"));
    this.#readyAfterUs.restore(partOf(saved, "ready"));
    this.#firstAttemptUs = new Map(unpackJson(partOf(saved, "attempts"), "first") as [PodId, number][]);
  }
}

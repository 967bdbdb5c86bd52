// How often each pod has failed, which says how long it backs off. Knows pods by number only.
// Imitates QueuedPodInfo's UnschedulableCount, ConsecutiveErrorsCount and Attempts, v1.33 to v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";

import type { PodId } from "../../cluster/pod-table.ts";
import type { BackoffRule } from "./backoff.ts";

interface Failures {
  unschedulable: number;
  consecutiveErrors: number;
  all: number;
}

/** Numbers of one pod in a snapshot. */
const FIELDS = 4;

export class FailureCounts implements Snapshotable {
  readonly #rule: BackoffRule;
  readonly #byPod = new Map<PodId, Failures>();

  constructor(rule: BackoffRule) {
    this.#rule = rule;
  }

  /** One more attempt in which no node took the pod; returns the count that its backoff follows. */
  countRefusal(pod: PodId): number {
    const failures = this.#of(pod);
    failures.all += 1;
    failures.unschedulable += 1;
    failures.consecutiveErrors = 0;
    return this.#rule === "all-failures" ? failures.all : failures.unschedulable;
  }

  /** One more attempt that ended in an error; returns the count that its backoff follows. */
  countError(pod: PodId): number {
    const failures = this.#of(pod);
    failures.all += 1;
    failures.consecutiveErrors += 1;
    return this.#rule === "all-failures" ? failures.all : failures.consecutiveErrors;
  }

  snapshot(): Snapshot {
    const rows = [...this.#byPod].flatMap(([pod, { unschedulable, consecutiveErrors, all }]) => [
      pod,
      unschedulable,
      consecutiveErrors,
      all,
    ]);
    return { failures: Float64Array.from(rows) };
  }

  restore(saved: Snapshot): void {
    const rows = arrayIn(saved, "failures");
    this.#byPod.clear();
    for (let at = 0; at < rows.length; at += FIELDS) {
      const failures = { unschedulable: rows[at + 1]!, consecutiveErrors: rows[at + 2]!, all: rows[at + 3]! };
      this.#byPod.set(rows[at]!, failures);
    }
  }

  #of(pod: PodId): Failures {
    const known = this.#byPod.get(pod);
    if (known !== undefined) return known;
    const made = { unschedulable: 0, consecutiveErrors: 0, all: 0 };
    this.#byPod.set(pod, made);
    return made;
  }
}

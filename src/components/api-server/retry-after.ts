// How long the API server tells refused clients to wait: longer the more it refuses.
// Imitates staging apiserver pkg/util/flowcontrol/dropped_requests_tracker.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

const LONGEST_SECONDS = 32;

interface Dropped {
  readonly second: number;
  readonly requests: number;
}

/** Of one priority level. Seconds are whole, since the run began. */
export class RetryAfter implements Snapshotable {
  #seconds = 1;
  #changedAt = 0;
  #current: Dropped = { second: 0, requests: 0 };
  #history: readonly Dropped[] = [];

  /** A request is refused; returns the seconds to wait. */
  drop(second: number): number {
    if (second === this.#current.second) {
      this.#current = { second, requests: this.#current.requests + 1 };
      return this.#seconds;
    }
    const longest = Math.min(2 * this.#seconds, LONGEST_SECONDS);
    const history = [...this.#history, this.#current];
    const kept = history.findIndex((dropped) => second - dropped.second <= longest);
    this.#history = kept === -1 ? [] : history.slice(kept);
    this.#current = { second, requests: 1 };
    this.#adjust(second);
    return this.#seconds;
  }

  snapshot(): Snapshot {
    return { retryAfter: packJson([this.#seconds, this.#changedAt, this.#current, this.#history]) };
  }

  restore(saved: Snapshot): void {
    const [seconds, changedAt, current, history] = unpackJson(saved, "retryAfter") as [
      number,
      number,
      Dropped,
      readonly Dropped[],
    ];
    this.#seconds = seconds;
    this.#changedAt = changedAt;
    this.#current = current;
    this.#history = history;
  }

  /** Doubled while many are refused, and shortened by a second where few are. */
  #adjust(second: number): void {
    const wait = this.#seconds;
    let dropped = 0;
    for (const entry of this.#history) {
      if (second - entry.second <= wait && entry.second < second) dropped += entry.requests;
    }
    if (second - this.#changedAt >= wait && dropped >= 3 * wait) {
      this.#seconds = Math.min(wait * 2, LONGEST_SECONDS);
      this.#changedAt = second;
    } else if (dropped < wait && wait > 1) this.#seconds = wait - 1;
  }
}

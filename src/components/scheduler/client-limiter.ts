// The scheduler's own limit on requests to the API server: a token bucket that never refuses, only lets wait.
// Imitates staging client-go util/flowcontrol/throttle.go over golang.org/x/time/rate, as kube-scheduler sets it up
// (clientConnection.qps and burst): the same operations on the same doubles, waits cut to nanoseconds.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

const NS_PER_SECOND = 1_000_000_000;
const NS_PER_US = 1000;

export class ClientLimiter implements Snapshotable {
  readonly #qps: number;
  readonly #burst: number;
  /** Tokens at `#asOfUs`; negative while requests wait for tokens that are promised to them. */
  #tokens: number;
  #asOfUs = 0;

  /** `qps` is a float32 in the configuration. */
  constructor(qps: number, burst: number) {
    this.#qps = Math.fround(qps);
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes a token for a request that is ready at `at`, and returns when it may be sent. */
  take(at: SimTime): SimTime {
    const earned = ((at - this.#asOfUs) / US_PER_SECOND) * this.#qps;
    this.#tokens = Math.min(this.#burst, this.#tokens + earned) - 1;
    this.#asOfUs = at;
    if (this.#tokens >= 0) return at;
    const waitNs = Math.floor((-this.#tokens / this.#qps) * NS_PER_SECOND);
    return moment(at + Math.ceil(waitNs / NS_PER_US));
  }

  snapshot(): Snapshot {
    return { bucket: Float64Array.of(this.#tokens, this.#asOfUs) };
  }

  restore(saved: Snapshot): void {
    const bucket = arrayIn(saved, "bucket");
    this.#tokens = bucket[0]!;
    this.#asOfUs = bucket[1]!;
  }
}

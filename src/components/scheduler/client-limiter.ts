// The scheduler's own limit on requests to the API server: a token bucket that never refuses, only lets wait.
// Imitates staging client-go util/flowcontrol/throttle.go over golang.org/x/time/rate, as kube-scheduler sets it up
// (clientConnection.qps and burst).

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

export class ClientLimiter implements Snapshotable {
  readonly #perUs: number;
  readonly #burst: number;
  /** Tokens at `#asOfUs`; negative while requests wait for tokens that are promised to them. */
  #tokens: number;
  #asOfUs = 0;

  constructor(qps: number, burst: number) {
    this.#perUs = qps / US_PER_SECOND;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes a token for a request that is ready at `at`, and returns when it may be sent. */
  take(at: SimTime): SimTime {
    this.#tokens = Math.min(this.#burst, this.#tokens + (at - this.#asOfUs) * this.#perUs) - 1;
    this.#asOfUs = at;
    return this.#tokens >= 0 ? at : moment(at + Math.ceil(-this.#tokens / this.#perUs));
  }

  snapshot(): Snapshot {
    return { bucket: Float64Array.of(this.#tokens, this.#asOfUs) };
  }

  restore(saved: Snapshot): void {
    const [tokens = 0, asOfUs = 0] = saved["bucket"] ?? [];
    this.#tokens = tokens;
    this.#asOfUs = asOfUs;
  }
}

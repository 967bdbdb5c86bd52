// The token bucket that limits Kubernetes' clients: so many requests a second, and bursts above.
// Imitates rate.Limiter of golang.org/x/time v0.14.0 under client-go util/flowcontrol/throttle.go, v1.36: the same
// arithmetic on doubles in the same order. Time is what the caller says; nothing here waits.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";

const NS_PER_SECOND = 1_000_000_000;
/** Go's longest duration, as a double. */
const INT64_MAX_NS = 9_223_372_036_854_775_808;

/** What asking for a token led to. */
export type TokenReservation =
  | { readonly kind: "reserved"; readonly delayNs: number }
  /** A bucket without room for a token never gives one. */
  | { readonly kind: "never" };

/** What is in a bucket, to be saved. */
export interface TokenBucketState {
  readonly tokens: number;
  readonly countedAtNs: number | undefined;
}

/**
 * A bucket, full at the start. Moments are nanoseconds from any origin, whole and never going back; beyond 2^53, that is
 * 104 days, they are as coarse as doubles are.
 */
export class TokenBucket implements Snapshotable {
  readonly #tokensPerSecond: number;
  readonly #burst: number;
  #tokens: number;
  #countedAtNs: number | undefined;

  /** `queriesPerSecond` is taken as a single-precision number, as client-go holds it. `state`: of a bucket that was saved. */
  constructor(queriesPerSecond: number, burst: number, state?: TokenBucketState) {
    this.#tokensPerSecond = Math.fround(queriesPerSecond);
    this.#burst = burst;
    this.#tokens = state?.tokens ?? burst;
    this.#countedAtNs = state?.countedAtNs;
  }

  get state(): TokenBucketState {
    return { tokens: this.#tokens, countedAtNs: this.#countedAtNs };
  }

  /** Takes a token, perhaps one of the future: the caller waits for `delayNs`. */
  reserve(nowNs: number): TokenReservation {
    if (this.#burst < 1) return { kind: "never" };
    const tokens = this.#tokensAt(nowNs) - 1;
    const delayNs = tokens < 0 ? this.#spanOf(-tokens) : 0;
    this.#countedAtNs = nowNs;
    this.#tokens = tokens;
    return { kind: "reserved", delayNs };
  }

  /** Takes a token only if one is there. */
  tryAccept(nowNs: number): boolean {
    const tokens = this.#tokensAt(nowNs) - 1;
    if (this.#burst < 1 || (tokens < 0 && this.#spanOf(-tokens) > 0)) return false;
    this.#countedAtNs = nowNs;
    this.#tokens = tokens;
    return true;
  }

  snapshot(): Snapshot {
    return { bucket: Float64Array.of(this.#tokens, this.#countedAtNs ?? Number.NaN) };
  }

  restore(saved: Snapshot): void {
    const [tokens, countedAtNs] = arrayIn(saved, "bucket");
    this.#tokens = tokens!;
    this.#countedAtNs = Number.isNaN(countedAtNs) ? undefined : countedAtNs!;
  }

  #tokensAt(nowNs: number): number {
    if (this.#countedAtNs === undefined || this.#tokensPerSecond <= 0) return Math.min(this.#tokens, this.#burst);
    const elapsedNs = Math.max(0, nowNs - this.#countedAtNs);
    const seconds = Math.trunc(elapsedNs / NS_PER_SECOND) + (elapsedNs % NS_PER_SECOND) / NS_PER_SECOND;
    return Math.min(this.#tokens + seconds * this.#tokensPerSecond, this.#burst);
  }

  /** How long the bucket takes to gain so many tokens, cut to the nanosecond. */
  #spanOf(tokens: number): number {
    if (this.#tokensPerSecond <= 0) return INT64_MAX_NS;
    return Math.min(Math.trunc((tokens / this.#tokensPerSecond) * NS_PER_SECOND), INT64_MAX_NS);
  }
}

// The rate limits of a client's instances: a token bucket each, which never refuses and only lets wait.
// Imitates client-go util/flowcontrol/throttle.go over golang.org/x/time/rate, v1.36: the same operations on the same doubles,
// waits cut to nanoseconds.

import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { ClientLimits } from "../../cluster/api-client.ts";

const NS_PER_SECOND = 1_000_000_000;
const NS_PER_US = 1000;

export class ClientBuckets implements Snapshotable {
  readonly #qps: number;
  readonly #burst: number;
  /** By instance: tokens taken from a full bucket, more than all of them while requests wait for tokens of the future. */
  #taken = new Float64Array(1);
  /** When they were counted. */
  #asOfUs = new Float64Array(1);

  /** `qps` is a float32 in client-go. */
  constructor({ qps, burst }: ClientLimits) {
    this.#qps = Math.fround(qps);
    this.#burst = burst;
  }

  /** Takes a token of an instance for a request that is ready at `at`, and returns when it may be sent. */
  take(instance: number, at: SimTime): SimTime {
    if (instance >= this.#taken.length) this.#grow(instance + 1);
    const earned = ((at - this.#asOfUs[instance]!) / US_PER_SECOND) * this.#qps;
    const tokens = Math.min(this.#burst, this.#burst - this.#taken[instance]! + earned) - 1;
    this.#taken[instance] = this.#burst - tokens;
    this.#asOfUs[instance] = at;
    if (tokens >= 0) return at;
    const waitNs = Math.floor((-tokens / this.#qps) * NS_PER_SECOND);
    return moment(at + Math.ceil(waitNs / NS_PER_US));
  }

  snapshot(): Snapshot {
    return { taken: this.#taken.slice(), asOfUs: this.#asOfUs.slice() };
  }

  restore(saved: Snapshot): void {
    this.#taken = Float64Array.from(arrayIn(saved, "taken"));
    this.#asOfUs = Float64Array.from(arrayIn(saved, "asOfUs"));
  }

  #grow(instances: number): void {
    this.#taken = grownTo(this.#taken, instances);
    this.#asOfUs = grownTo(this.#asOfUs, instances);
  }
}

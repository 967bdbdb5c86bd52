// Backoff by item, as the kubelet has it for pulling images and for restarting containers that crash.
// Imitates Backoff of client-go util/flowcontrol/backoff.go, v1.36, without jitter, which is off there.
// Moments and spans are numbers of any one unit.

interface BackoffEntry {
  readonly delay: number;
  readonly updatedAt: number;
}

/** The memory of a backoff as plain data. */
export type BackoffEntries = readonly (readonly [item: string, entry: BackoffEntry])[];

/** Each failure doubles the item's delay, until it was quiet for longer than twice the longest delay. */
export class Backoff {
  readonly #initialDelay: number;
  readonly #maxDelay: number;
  readonly #entries = new Map<string, BackoffEntry>();

  constructor(initialDelay: number, maxDelay: number) {
    this.#initialDelay = initialDelay;
    this.#maxDelay = maxDelay;
  }

  /** The item failed again at `now`. */
  next(item: string, now: number): void {
    const entry = this.#entries.get(item);
    // The first delay is not held against the longest one.
    const delay =
      entry === undefined || this.#hasExpired(entry, now)
        ? this.#initialDelay
        : Math.min(entry.delay * 2, this.#maxDelay);
    this.#entries.set(item, { delay, updatedAt: now });
  }

  /** The item's delay, over or not; 0 if it has none. */
  delayOf(item: string): number {
    return this.#entries.get(item)?.delay ?? 0;
  }

  /** Whether the delay since the last failure is not over yet at `now`. */
  isBackingOff(item: string, now: number): boolean {
    const entry = this.#entries.get(item);
    return entry !== undefined && !this.#hasExpired(entry, now) && now - entry.updatedAt < entry.delay;
  }

  /** Forgets the item. */
  reset(item: string): void {
    this.#entries.delete(item);
  }

  /** Forgets all items that were quiet long enough. */
  forgetExpired(now: number): void {
    for (const [item, entry] of this.#entries) if (this.#hasExpired(entry, now)) this.#entries.delete(item);
  }

  /** All that is remembered, to be given to {@link recall}. */
  entries(): BackoffEntries {
    return [...this.#entries];
  }

  /** Takes over what another backoff remembered. */
  recall(entries: BackoffEntries): void {
    this.#entries.clear();
    for (const [item, entry] of entries) this.#entries.set(item, entry);
  }

  #hasExpired({ updatedAt }: BackoffEntry, now: number): boolean {
    return now - updatedAt > this.#maxDelay * 2;
  }
}

// The Event objects that the API has in the end: an event that was told before is counted, and of one autoscaler so many are
// written at once and one in five minutes beyond, while the counting goes on.
// Imitates staging client-go tools/record/events_cache.go (eventLogger, EventSourceObjectSpamFilter), v1.36; the aggregator of
// many different messages takes any of them, and is left out.

import { TokenBucket } from "../../../src/model/flow-control/token-bucket.ts";
import type { EventObjectLine, RecordedEventLine } from "./record.ts";

const PER_SECOND = 1 / 300;
const BURST = 25;
const NS_PER_US = 1_000;

interface Counted {
  readonly first: string;
  count: number;
}

export class EventObjects {
  /** By autoscaler and type of event. */
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #counted = new Map<string, Counted>();
  readonly #written = new Map<string, EventObjectLine>();

  /** `now` as the API writes it. */
  tell(hpa: string, { type, reason, message }: RecordedEventLine, nowUs: number, now: string): void {
    const key = JSON.stringify([hpa, type, reason, message]);
    const counted = this.#counted.get(key) ?? { first: now, count: 0 };
    counted.count += 1;
    this.#counted.set(key, counted);
    const source = `${hpa} ${type}`;
    let bucket = this.#buckets.get(source);
    if (bucket === undefined) this.#buckets.set(source, (bucket = new TokenBucket(PER_SECOND, BURST)));
    if (!bucket.tryAccept(nowUs * NS_PER_US)) return;
    this.#written.set(key, [hpa, type, reason, message, counted.count, counted.first, now]);
  }

  /** In no order. */
  lines(): readonly EventObjectLine[] {
    return [...this.#written.values()];
  }
}

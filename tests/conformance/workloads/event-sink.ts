// Which events of a component reach the API: of one object and type so many at once and one in five minutes beyond, and of many
// alike with different messages the later ones marked as combined.
// Imitates staging client-go tools/record/events_cache.go (EventSourceObjectSpamFilter, EventAggregator), v1.36.

import { TokenBucket } from "../../../src/model/flow-control/token-bucket.ts";
import type { RecordedEvent } from "./record.ts";

const PER_SECOND = 1 / 300;
const BURST = 25;
const DISTINCT_MAX = 10;
const INTERVAL_US = 600_000_000;
const NS_PER_US = 1_000;

interface Alike {
  messages: Set<string>;
  lastUs: number;
}

export class EventSink {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #alike = new Map<string, Alike>();

  /** The event as it reaches the API; undefined if it does not. */
  take(event: RecordedEvent, nowUs: number): RecordedEvent | undefined {
    const combined = this.#combined(event, nowUs);
    const key = `${event.object} ${event.type}`;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, (bucket = new TokenBucket(PER_SECOND, BURST)));
    return bucket.tryAccept(nowUs * NS_PER_US) ? combined : undefined;
  }

  #combined(event: RecordedEvent, nowUs: number): RecordedEvent {
    const { object, type, reason, message = "" } = event;
    const key = `${object} ${type} ${reason}`;
    const known = this.#alike.get(key);
    const alike =
      known === undefined || nowUs - known.lastUs > INTERVAL_US
        ? { messages: new Set<string>(), lastUs: nowUs }
        : known;
    this.#alike.set(key, alike);
    alike.messages.add(message);
    alike.lastUs = nowUs;
    return alike.messages.size < DISTINCT_MAX
      ? event
      : { ...event, message: `(combined from similar events): ${message}` };
  }
}

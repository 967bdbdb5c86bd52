// How a client tells of what it does: events are posted one after the other, each when the one before has been answered, and
// few about one object. Nobody waits for them, but they take tokens of the client's rate limit.
// Imitates client-go tools/record (event.go: recordToSink; events_cache.go: EventSourceObjectSpamFilter), v1.36. That further events
// are merged into earlier ones costs the same and is not shown.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { RecordedEvent } from "../../cluster/change.ts";

/** Events of one type about one object that may be posted at once, and how long it takes until one more may be. */
const BURST = 25;
const US_PER_EVENT = 300 * US_PER_SECOND;
/** Objects that are remembered, the latest. */
const OBJECTS_KNOWN = 4096;
/** Events that wait at most; more are dropped (the broadcaster's channel). */
const MOST_WAITING = 1000;

/** Hears of an event when it is told, whether it will be posted or not. */
export type SayEvent = (event: RecordedEvent) => void;

/** Posts an event; `done` of the recorder is to be called when it has been answered. */
export type PostEvent = (event: RecordedEvent, number: number) => void;

export class EventRecorder implements Snapshotable {
  readonly #say: SayEvent;
  readonly #post: PostEvent;
  readonly #now: () => SimTime;
  /** By object and type: events that could be posted, and as of when. */
  #tokens = new Map<string, readonly [number, number]>();
  #waiting: RecordedEvent[] = [];
  #isPosting = false;
  #posted = 0;

  constructor(say: SayEvent, post: PostEvent, now: () => SimTime) {
    this.#say = say;
    this.#post = post;
    this.#now = now;
  }

  record(event: RecordedEvent): void {
    this.#say(event);
    if (this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push(event);
    this.#goOn();
  }

  /** The event under way has been answered. */
  done(): void {
    this.#isPosting = false;
    this.#goOn();
  }

  snapshot(): Snapshot {
    return { recorder: packJson([[...this.#tokens], this.#waiting, this.#isPosting, this.#posted]) };
  }

  restore(saved: Snapshot): void {
    type Saved = [[string, readonly [number, number]][], RecordedEvent[], boolean, number];
    const [tokens, waiting, isPosting, posted] = unpackJson(saved, "recorder") as Saved;
    this.#tokens = new Map(tokens);
    this.#waiting = waiting;
    this.#isPosting = isPosting;
    this.#posted = posted;
  }

  #goOn(): void {
    while (!this.#isPosting) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (!this.#mayTellOf(`${next.kind}/${next.namespace}/${next.name}/${next.type}`)) continue;
      this.#isPosting = true;
      this.#posted = (this.#posted + 1) & 0x7fff_ffff;
      this.#post(next, this.#posted);
    }
  }

  #mayTellOf(about: string): boolean {
    const now = this.#now();
    const [tokensBefore, asOfUs] = this.#tokens.get(about) ?? [BURST, now];
    const tokens = Math.min(BURST, tokensBefore + (now - asOfUs) / US_PER_EVENT);
    const isAllowed = tokens >= 1;
    // The latest stand at the end.
    this.#tokens.delete(about);
    this.#tokens.set(about, [isAllowed ? tokens - 1 : tokens, now]);
    if (this.#tokens.size > OBJECTS_KNOWN) this.#tokens.delete(this.#tokens.keys().next().value!);
    return isAllowed;
  }
}

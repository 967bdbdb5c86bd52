// The two flushes of the scheduling queue as events: they tick on whole seconds (or every second from the start on) and every
// 30 s from the start on, and become events only while they have something to do. Knows when, not what is flushed.
// Imitates the timers of pkg/scheduler/backend/queue/scheduling_queue.go (Run), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import { moment, span, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";
import { NO_EVENT, type EventHandle } from "../../engine/event-table.ts";

import { nextWholeSecond, type BackoffClock } from "./backoff.ts";

/** The leftover flush comes this often, counted from the start of the scheduler. */
const LEFTOVER_FLUSH_US = span(30_000_000);

/**
 * What the next flush of the backoff queue is good for. `idle`: nothing that has not been tried on the cluster as it
 * stands; such a flush happens, but does not keep a run going that has nothing else to do.
 */
export type FlushNeed = "none" | "idle" | "worthwhile";

export class FlushTimers implements Snapshotable {
  readonly #engine: Engine;
  readonly #clock: BackoffClock;
  readonly #startsAt: SimTime;
  readonly #worthwhileKind: EventKind;
  readonly #idleKind: EventKind;
  readonly #leftoverKind: EventKind;
  /** The armed flush of the backoff queue: its event, its moment, and for what need. */
  #backoff: EventHandle = NO_EVENT;
  #backoffAtUs = 0;
  #backoffIsIdle = false;
  #leftover: EventHandle = NO_EVENT;

  constructor(
    engine: Engine,
    clock: BackoffClock,
    startsAt: SimTime,
    flushBackoff: () => void,
    flushLeftover: () => void,
  ) {
    this.#engine = engine;
    this.#clock = clock;
    this.#startsAt = startsAt;
    this.#worthwhileKind = engine.defineKind("scheduler/flush-backoff", "scheduler", flushBackoff);
    this.#idleKind = engine.defineBackgroundKind("scheduler/flush-backoff-idle", "scheduler", flushBackoff);
    this.#leftoverKind = engine.defineBackgroundKind("scheduler/flush-leftover", "scheduler", flushLeftover);
  }

  /** Arms, disarms or exchanges the next flush of the backoff queue. */
  keepBackoff(need: FlushNeed): void {
    const waits = this.#engine.isPending(this.#backoff);
    if (need === "none" ? !waits : waits && this.#backoffIsIdle === (need === "idle")) return;
    // An exchanged flush keeps its moment: it may be this very one.
    const at = waits ? moment(this.#backoffAtUs) : this.#nextTick();
    this.#engine.cancel(this.#backoff);
    if (need !== "none") this.#armBackoff(need, at);
  }

  /** Arms the next leftover flush. */
  keepLeftover(): void {
    if (this.#engine.isPending(this.#leftover)) return;
    const wait = span(LEFTOVER_FLUSH_US - ((this.#engine.now - this.#startsAt) % LEFTOVER_FLUSH_US));
    this.#leftover = this.#engine.scheduleAfter(wait, this.#leftoverKind);
  }

  snapshot(): Snapshot {
    return {
      flushes: Float64Array.of(this.#backoff, this.#backoffAtUs, this.#backoffIsIdle ? 1 : 0, this.#leftover),
    };
  }

  /** Beside the engine's own state, which holds the events. */
  restore(saved: Snapshot): void {
    const flushes = arrayIn(saved, "flushes");
    this.#backoff = flushes[0]! as EventHandle;
    this.#backoffAtUs = flushes[1]!;
    this.#backoffIsIdle = flushes[2] === 1;
    this.#leftover = flushes[3]! as EventHandle;
  }

  #nextTick(): SimTime {
    const { now } = this.#engine;
    if (this.#clock === "whole-seconds") return nextWholeSecond(now);
    return moment(now + US_PER_SECOND - ((now - this.#startsAt) % US_PER_SECOND));
  }

  #armBackoff(need: Exclude<FlushNeed, "none">, at: SimTime): void {
    this.#backoffIsIdle = need === "idle";
    this.#backoffAtUs = at;
    this.#backoff = this.#engine.schedule(at, this.#backoffIsIdle ? this.#idleKind : this.#worthwhileKind);
  }
}

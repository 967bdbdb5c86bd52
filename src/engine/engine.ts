// The kernel of every run: a clock, the pending events, and a table of what each kind of event does. Knows
// nothing of what is simulated. Time passes here and nowhere else. An event is a kind and two whole numbers
// (which entity, which detail); what they mean is the business of whoever defined the kind.
//
// Events happen in the order (time, phase, sequence): see phases.ts. One that is scheduled for the current
// moment in an earlier phase happens next. No object is made per event (V8 may box a
// time or a handle that crosses a call), and nothing waits on a promise.

import { Fingerprint } from "../base/hash.ts";
import { invariant, InvariantViolation, present } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { SIMULATION_START, type Duration, type SimTime } from "../base/time.ts";

import { EventKinds, type EventHandler, type EventKind } from "./event-kinds.ts";
import { EventQueue, SELF_TUNED, type QueueTuning } from "./event-queue.ts";
import { NO_SLOT, type EventHandle } from "./event-table.ts";
import { Hooks } from "./hooks.ts";
import { DEFAULT_LIMITS, type EngineLimits } from "./limits.ts";
import { PHASES, type Phase } from "./phases.ts";

const LAST_MOMENT = Number.MAX_SAFE_INTEGER as SimTime;

/** Why a run came back, when, and after how many events of its own. */
export interface RunOutcome {
  readonly endedBy: "quiescence" | "horizon" | "stop-condition" | "event-limit";
  readonly at: SimTime;
  readonly events: number;
}

/** Called after each event, for checks: its kind and its two numbers. */
export type EventObserver = (kind: EventKind, first: number, second: number) => void;

export class Engine implements Snapshotable {
  readonly #kinds = new EventKinds();
  readonly #hooks = new Hooks();
  readonly #hookKinds: ReadonlyMap<Phase, EventKind>;
  readonly #fingerprint = new Fingerprint();
  readonly #queue: EventQueue;
  readonly #eventsPerMoment: number;
  readonly #eventsMost: number;
  /** The current moment; in an array, where a double never needs an object of its own. */
  readonly #clock = Float64Array.of(SIMULATION_START);
  /** Events that have happened at this moment so far. */
  #eventsNow = 0;
  #events = 0;
  /** Pending events that keep the run going. */
  #foreground = 0;
  #observer: EventObserver | null = null;
  #running = false;
  #stopRequested = false;

  constructor(limits: EngineLimits = DEFAULT_LIMITS, tuning: QueueTuning = SELF_TUNED) {
    this.#queue = new EventQueue(limits.pendingEvents, tuning);
    this.#eventsPerMoment = limits.eventsPerMoment;
    this.#eventsMost = limits.events;
    const runHook: EventHandler = (number) => this.#hooks.take(number)();
    this.#hookKinds = new Map(PHASES.map((phase) => [phase, this.defineKind(`hook/${phase}`, phase, runHook)]));
  }

  /** The current moment. */
  get now(): SimTime {
    return this.#clock[0] as SimTime;
  }

  /** Events that have happened since the clock began. */
  get events(): number {
    return this.#events;
  }

  /** Events that wait, background ones included. */
  get pending(): number {
    return this.#queue.pending;
  }

  /** 16 hexadecimal digits over time, kind and numbers of every event so far, in their order. */
  get fingerprint(): string {
    return this.#fingerprint.hex();
  }

  /** A new kind of event with a name of its own; `handler` gets the two numbers of each. */
  defineKind(name: string, phase: Phase, handler: EventHandler): EventKind {
    return this.#kinds.define(name, phase, 1, handler);
  }

  /** As `defineKind`, for events that do not keep a run going: a run where only these wait is quiescent. */
  defineBackgroundKind(name: string, phase: Phase, handler: EventHandler): EventKind {
    return this.#kinds.define(name, phase, 0, handler);
  }

  kindName(kind: EventKind): string {
    return present(this.#kinds.names[kind], "a kind of event with this number");
  }

  /** Lets an event of `kind` happen at `at`, now or later. The numbers are whole and have 32 bits. */
  schedule(at: SimTime, kind: EventKind, first = 0, second = 0): EventHandle {
    const valid = at >= this.#clock[0]! && Number.isSafeInteger(at) && (first | 0) === first && (second | 0) === second;
    if (!valid) this.#refuse(at, kind, first, second);
    this.#foreground += this.#kinds.foreground[kind]!;
    return this.#queue.push(at, this.#kinds.phaseIndexes[kind]!, kind, first, second);
  }

  /** As `schedule`, `delay` after the current moment. */
  scheduleAfter(delay: Duration, kind: EventKind, first = 0, second = 0): EventHandle {
    return this.schedule((this.now + delay) as SimTime, kind, first, second);
  }

  /** Lets a closure run at `at`. Slow, and a run with a waiting hook cannot be saved: for users and tests. */
  scheduleHook(at: SimTime, phase: Phase, action: () => void): EventHandle {
    return this.schedule(at, present(this.#hookKinds.get(phase), "a hook for each phase"), this.#hooks.add(action));
  }

  /** Takes a waiting event back; false if it has happened or was cancelled before (then nothing changes). */
  cancel(handle: EventHandle): boolean {
    const queue = this.#queue;
    const slot = queue.find(handle);
    if (slot === NO_SLOT) return false;
    const kind = queue.kindOf(slot);
    this.#foreground -= this.#kinds.foreground[kind]!;
    if (kind < PHASES.length) this.#hooks.take(queue.firstOf(slot));
    queue.cancel(slot);
    return true;
  }

  isPending(handle: EventHandle): boolean {
    return this.#queue.find(handle) !== NO_SLOT;
  }

  /** Sets or removes (null) who is called after each event. Costs nothing while nobody is. */
  observe(observer: EventObserver | null): void {
    this.#observer = observer;
  }

  /** Ends the run after the current event; the outcome is `stop-condition`. */
  stop(): void {
    this.#stopRequested = true;
  }

  /**
   * Lets events happen until only background events wait (`quiescence`), somebody calls `stop`, there have been too many of
   * them since the clock began (`event-limit`), or the next event lies after `horizon` (null: never). Events at the horizon itself happen, and then the clock stands
   * at the horizon. A run can go on: call it again with a later horizon.
   */
  run(horizon: SimTime | null = null): RunOutcome {
    const limit = horizon ?? LAST_MOMENT;
    invariant(!this.#running, "a handler does not start its own run");
    invariant(limit >= this.now, "the horizon lies ahead", { horizon: limit, now: this.now });
    const eventsBefore = this.#events;
    this.#running = true;
    this.#stopRequested = false;
    try {
      const endedBy = this.#runUntil(limit);
      if (endedBy === "horizon") this.#moveClock(limit);
      return { endedBy, at: this.now, events: this.#events - eventsBefore };
    } finally {
      this.#running = false;
    }
  }

  /** The state of queue, clock and fingerprint. Not while hooks wait: closures cannot be saved. */
  snapshot(): Snapshot {
    invariant(this.#hooks.pending === 0, "no hook waits when the state is saved", { hooks: this.#hooks.pending });
    return {
      ...this.#queue.snapshot(),
      ...this.#fingerprint.snapshot(),
      kinds: Int32Array.from(this.#kinds.nameHashes),
      clock: Float64Array.of(this.now, this.#eventsNow, this.#events, this.#foreground),
    };
  }

  /** Takes over the state of an engine on which the same kinds were defined in the same order. */
  restore(saved: Snapshot): void {
    const kinds = present(saved["kinds"], "a part with the kinds of events");
    invariant(kinds.join() === this.#kinds.nameHashes.join(), "both engines know the same kinds of events", {
      here: this.#kinds.names.join(" "),
    });
    const [now, eventsNow, events, foreground] = present(saved["clock"], "a part with the state of the clock");
    this.#queue.restore(saved);
    this.#fingerprint.restore(saved);
    this.#clock[0] = now!;
    this.#eventsNow = eventsNow!;
    this.#events = events!;
    this.#foreground = foreground!;
  }

  /** The loop over events; everything in it is paid for each event. */
  #runUntil(limit: SimTime): RunOutcome["endedBy"] {
    const queue = this.#queue;
    const { handlers, nameHashes, foreground } = this.#kinds;
    while (this.#foreground > 0) {
      if (this.#events >= this.#eventsMost) return "event-limit";
      const slot = queue.takeNext(limit);
      if (slot === NO_SLOT) return "horizon";
      const time = queue.timeOf(slot);
      const kind = queue.kindOf(slot) as EventKind;
      const first = queue.firstOf(slot);
      const second = queue.secondOf(slot);
      if (time !== this.now) this.#moveClock(time);
      if (this.#eventsNow === this.#eventsPerMoment) this.#refuseToStandStill(kind);
      this.#eventsNow += 1;
      this.#events += 1;
      this.#foreground -= foreground[kind]!;
      this.#fingerprint.addEvent(time, nameHashes[kind]!, first, second);
      handlers[kind]!(first, second);
      if (this.#observer !== null) this.#observer(kind, first, second);
      if (this.#stopRequested) return "stop-condition";
    }
    return "quiescence";
  }

  #moveClock(time: SimTime): void {
    this.#clock[0] = time;
    this.#eventsNow = 0;
  }

  #refuse(at: number, kind: EventKind, first: number, second: number): never {
    const event = this.kindName(kind);
    const expectation = "an event is scheduled for a whole µs, now or later, with whole numbers of 32 bits";
    throw new InvariantViolation(expectation, { event, at, now: this.now, first, second });
  }

  #refuseToStandStill(kind: EventKind): never {
    const event = this.kindName(kind);
    throw new InvariantViolation("time goes on", { event, now: this.now, eventsAtThisMoment: this.#eventsNow });
  }
}

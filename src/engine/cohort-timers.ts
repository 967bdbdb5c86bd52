// Timers with one period for many members (heartbeats, probes, resyncs): members whose ticks fall on the
// same moments form a cohort, and a cohort costs one event per period however many members it has. Ticks are
// background events: a periodic timer has no end of its own, so it never keeps a run going.
//
// At a tick the members are called in the order in which they joined. One that leaves during a tick is not
// called any more; one that joins during a tick is first called at its own first tick, which lies ahead.

import { invariant, present } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { after, type Duration, type SimTime } from "../base/time.ts";

import { Cohort, NO_MEMBER } from "./cohort.ts";
import type { Engine } from "./engine.ts";
import type { EventKind } from "./event-kinds.ts";
import type { EventHandle } from "./event-table.ts";
import type { Phase } from "./phases.ts";

/** Called at each tick of a member, with the number that it joined with. */
export type MemberTick = (member: number) => void;

const NO_COHORT = -1;
/** Numbers that one cohort takes in a snapshot. */
const SAVED_FIELDS = 5;

/** All timers of one purpose: one period, one phase, one thing to do. Members are numbers from 0 on. */
export class CohortTimers implements Snapshotable {
  readonly #engine: Engine;
  readonly #periodUs: Duration;
  readonly #kind: EventKind;
  readonly #onTick: MemberTick;
  readonly #cohorts = new Map<number, Cohort>();
  readonly #numberAtOffset = new Map<number, number>();
  #nextNumber = 0;
  /** By member: its cohort's number (or NO_COHORT), its place there, and the time of its first tick. */
  #cohortOf = new Int32Array(0);
  #placeOf = new Int32Array(0);
  #firstTickOf = new Float64Array(0);

  constructor(engine: Engine, name: string, phase: Phase, period: Duration, onTick: MemberTick) {
    invariant(period > 0, "a period is longer than nothing", { name, period });
    this.#engine = engine;
    this.#periodUs = period;
    this.#onTick = onTick;
    this.#kind = engine.defineBackgroundKind(name, phase, (number) => this.#tick(number));
  }

  /** Lets a member tick at `firstTick`, which lies ahead, and after each period from there. */
  join(member: number, firstTick: SimTime): void {
    invariant(Number.isInteger(member) && member >= 0 && !this.has(member), "a new member joins", { member });
    invariant(firstTick > this.#engine.now, "the first tick lies ahead", { firstTick, now: this.#engine.now });
    const number = this.#cohortFor(firstTick);
    const cohort = this.#cohort(number);
    if (member >= this.#cohortOf.length) this.#growTo(member + 1);
    this.#cohortOf[member] = number;
    this.#firstTickOf[member] = firstTick;
    this.#placeOf[member] = cohort.append(member);
  }

  /** Ends the ticks of a member. */
  leave(member: number): void {
    invariant(this.has(member), "only a member leaves", { member });
    const number = this.#cohortOf[member]!;
    const cohort = this.#cohort(number);
    this.#cohortOf[member] = NO_COHORT;
    cohort.remove(this.#placeOf[member]!);
    if (cohort.count > 0) return;
    this.#engine.cancel(cohort.tick);
    this.#cohorts.delete(number);
    this.#numberAtOffset.delete(cohort.nextTick % this.#periodUs);
  }

  has(member: number): boolean {
    return member < this.#cohortOf.length && this.#cohortOf[member] !== NO_COHORT;
  }

  /** Cohorts now: so many events per period. */
  get cohortCount(): number {
    return this.#cohorts.size;
  }

  snapshot(): Snapshot {
    const cohorts = [...this.#cohorts];
    return {
      cohortOf: this.#cohortOf.slice(),
      placeOf: this.#placeOf.slice(),
      firstTickOf: this.#firstTickOf.slice(),
      numbers: Float64Array.of(
        this.#nextNumber,
        ...cohorts.flatMap(([number, { nextTick, tick, count, length }]) => [number, nextTick, tick, count, length]),
      ),
      members: Int32Array.from(cohorts.flatMap(([, cohort]) => [...cohort.entries()])),
    };
  }

  /** Beside the engine's own state, which holds the ticks. */
  restore(saved: Snapshot): void {
    const part = (name: string): ArrayLike<number> => present(saved[name], `a part named ${name}`);
    const numbers = part("numbers");
    const members = Int32Array.from(part("members"));
    this.#cohortOf = Int32Array.from(part("cohortOf"));
    this.#placeOf = Int32Array.from(part("placeOf"));
    this.#firstTickOf = Float64Array.from(part("firstTickOf"));
    this.#nextNumber = numbers[0]!;
    this.#cohorts.clear();
    this.#numberAtOffset.clear();
    let memberAt = 0;
    for (let at = 1; at < numbers.length; at += SAVED_FIELDS) {
      const [number, nextTick, tick, count, length] = Array.from({ length: SAVED_FIELDS }, (_, i) => numbers[at + i]!);
      const entries = members.slice(memberAt, memberAt + length!);
      this.#cohorts.set(number!, new Cohort(nextTick as SimTime, tick as EventHandle, entries, count!));
      this.#numberAtOffset.set(nextTick! % this.#periodUs, number!);
      memberAt += length!;
    }
  }

  #cohort(number: number): Cohort {
    return present(this.#cohorts.get(number), "a cohort with this number");
  }

  /** The cohort that ticks at `firstTick`, new or moved to it if need be. */
  #cohortFor(firstTick: SimTime): number {
    const offset = firstTick % this.#periodUs;
    const known = this.#numberAtOffset.get(offset);
    if (known === undefined) {
      const number = this.#nextNumber;
      this.#nextNumber += 1;
      const tick = this.#engine.schedule(firstTick, this.#kind, number);
      this.#cohorts.set(number, new Cohort(firstTick, tick, new Int32Array(0), 0));
      this.#numberAtOffset.set(offset, number);
      return number;
    }
    const cohort = this.#cohort(known);
    if (firstTick < cohort.nextTick) {
      this.#engine.cancel(cohort.tick);
      cohort.nextTick = firstTick;
      cohort.tick = this.#engine.schedule(firstTick, this.#kind, known);
    }
    return known;
  }

  #tick(number: number): void {
    const cohort = this.#cohort(number);
    const now = this.#engine.now;
    cohort.nextTick = after(now, this.#periodUs);
    cohort.tick = this.#engine.schedule(cohort.nextTick, this.#kind, number);
    // Members that join meanwhile stand behind `end`; a cohort that all leave is dropped, and walked to no effect.
    const end = cohort.length;
    for (let place = 0; place < end; place += 1) {
      const member = cohort.at(place);
      if (member !== NO_MEMBER && this.#firstTickOf[member]! <= now) this.#onTick(member);
    }
    cohort.closeGaps(this.#placeOf);
  }

  #growTo(members: number): void {
    const room = Math.max(members, this.#cohortOf.length * 2);
    const cohortOf = new Int32Array(room).fill(NO_COHORT);
    const placeOf = new Int32Array(room);
    const firstTickOf = new Float64Array(room);
    cohortOf.set(this.#cohortOf);
    placeOf.set(this.#placeOf);
    firstTickOf.set(this.#firstTickOf);
    this.#cohortOf = cohortOf;
    this.#placeOf = placeOf;
    this.#firstTickOf = firstTickOf;
  }
}

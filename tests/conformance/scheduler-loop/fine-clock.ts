// The nanoseconds of a recorded case: the recorder lets each attempt, call and doing take a few of them besides, so that no two
// things happen at once, and cuts times to microseconds. They add up over thousands of attempts. The engine counts whole
// microseconds; this clock keeps what is beyond.

import { moment, type SimTime } from "../../../src/base/time.ts";
import type { Engine } from "../../../src/engine/engine.ts";

const NS_PER_US = 1000;

export class FineClock {
  readonly #engine: Engine;
  /** The microsecond that the nanoseconds belong to. */
  #atUs = 0;
  #ns = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** A time from now, with the nanoseconds that it falls on. */
  after(us: number, extraNs: number): { readonly at: SimTime; readonly ns: number } {
    const ns = this.nsNow() + extraNs;
    const at = moment(this.#engine.now + us + Math.floor(ns / NS_PER_US));
    return { at, ns: ns % NS_PER_US };
  }

  /** Something that was put off until now happens. */
  reach(ns: number): void {
    this.#ns = this.#atUs === this.#engine.now ? Math.max(this.#ns, ns) : ns;
    this.#atUs = this.#engine.now;
  }

  /** What nobody put off happens on the microsecond. */
  nsNow(): number {
    return this.#atUs === this.#engine.now ? this.#ns : 0;
  }
}

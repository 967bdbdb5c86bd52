// The wall clock of a run: which moment of the calendar each moment of simulated time is. Times in stored objects are whole
// seconds of it. Knows the engine's clock.

import { US_PER_SECOND } from "../base/time.ts";

import type { Engine } from "../engine/engine.ts";

import { parseTime, timeText } from "../model/time/timestamp.ts";

import type { ControllerClock } from "../components/controllers/controller.ts";

export class WallClock implements ControllerClock {
  readonly #engine: Engine;
  readonly #startSecond: number;
  /** The second that was asked for last: controllers ask again and again within one. */
  #told = { epochSecond: Number.NaN, text: "" };
  /** Seconds of timestamps that were read before: those of objects are read at each look at them. */
  readonly #read = new Map<string, number | undefined>();

  /** `start` as the API writes times. */
  constructor(engine: Engine, start: string) {
    this.#engine = engine;
    this.#startSecond = secondOf(start) ?? 0;
  }

  get nowUs(): number {
    return this.#engine.now;
  }

  timestampAt(us: number): string {
    const epochSecond = this.#startSecond + Math.floor(us / US_PER_SECOND);
    if (epochSecond !== this.#told.epochSecond) {
      this.#told = { epochSecond, text: timeText({ epochSecond, nanosecond: 0 }) };
      // Who writes a timestamp reads it soon.
      this.#remember(this.#told.text, epochSecond);
    }
    return this.#told.text;
  }

  momentOf(timestamp: string | undefined): number | undefined {
    const second = timestamp === undefined ? undefined : this.#secondOf(timestamp);
    return second === undefined ? undefined : (second - this.#startSecond) * US_PER_SECOND;
  }

  #secondOf(text: string): number | undefined {
    if (this.#read.has(text)) return this.#read.get(text);
    const second = secondOf(text);
    this.#remember(text, second);
    return second;
  }

  #remember(text: string, second: number | undefined): void {
    if (this.#read.size === READ_MOST) this.#read.clear();
    this.#read.set(text, second);
  }
}

const READ_MOST = 4_096;

function secondOf(text: string): number | undefined {
  const parsed = parseTime(text);
  return parsed.kind === "parsed" ? parsed.timestamp.epochSecond : undefined;
}

// The clock of a case: simulated µs, and what the API writes for them.

import { parseTime, timeText } from "../../../src/model/time/timestamp.ts";
import type { ControllerClock } from "../../../src/components/controllers/controller.ts";

const US_PER_SECOND = 1_000_000;

export class WallClock implements ControllerClock {
  readonly #startSecond: number;
  nowUs = 0;

  constructor(start: string) {
    this.#startSecond = epochSecondOf(start) ?? 0;
  }

  get timestamp(): string {
    return this.timestampAt(this.nowUs);
  }

  timestampAt(us: number): string {
    return timeText({ epochSecond: this.#startSecond + Math.floor(us / US_PER_SECOND), nanosecond: 0 });
  }

  momentOf(timestamp: string | undefined): number | undefined {
    const second = timestamp === undefined ? undefined : epochSecondOf(timestamp);
    return second === undefined ? undefined : (second - this.#startSecond) * US_PER_SECOND;
  }
}

function epochSecondOf(timestamp: string): number | undefined {
  const parsed = parseTime(timestamp);
  return parsed.kind === "parsed" ? parsed.timestamp.epochSecond : undefined;
}

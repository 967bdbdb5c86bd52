// Virtual time the plain way: every timer is an object with a closure, and all of them wait in one TinyQueue.

import TinyQueue from "tinyqueue";

/** What happens first at one moment; within a turn, who set the timer first. */
const TURNS = ["faults", "kubelet", "api", "controllers", "scheduler"] as const;

export type Turn = (typeof TURNS)[number];

interface Timer {
  readonly atUs: number;
  readonly turn: number;
  readonly sequence: number;
  /** Does it keep a run going that has nothing else to do? */
  readonly keepsRunning: () => boolean;
  readonly ring: () => void;
}

export class Timers {
  /** Now, in µs. */
  now = 0;
  readonly #queue = new TinyQueue<Timer>([], inOrder);
  readonly #inBackground = new Set<Timer>();
  #sequence = 0;

  /** Calls `ring` at a moment that has not passed. */
  set(atUs: number, turn: Turn, ring: () => void): void {
    this.#push(atUs, turn, ring, () => true);
  }

  /** As `set`; a run in which only such timers are left goes on while `keepsRunning` says so for one of them. */
  setInBackground(atUs: number, turn: Turn, ring: () => void, keepsRunning: () => boolean): void {
    this.#inBackground.add(this.#push(atUs, turn, ring, keepsRunning));
  }

  /** Lets time pass until nothing is left to happen, or to the horizon. */
  run(horizonUs: number | null): void {
    while (this.#goesOn()) {
      const timer = this.#queue.peek()!;
      if (horizonUs !== null && timer.atUs > horizonUs) return;
      this.#queue.pop();
      this.#inBackground.delete(timer);
      this.now = timer.atUs;
      timer.ring();
    }
  }

  #goesOn(): boolean {
    if (this.#queue.length > this.#inBackground.size) return true;
    return [...this.#inBackground].some((timer) => timer.keepsRunning());
  }

  #push(atUs: number, turn: Turn, ring: () => void, keepsRunning: () => boolean): Timer {
    this.#sequence += 1;
    const timer = { atUs, turn: TURNS.indexOf(turn), sequence: this.#sequence, keepsRunning, ring };
    this.#queue.push(timer);
    return timer;
  }
}

function inOrder(left: Timer, right: Timer): number {
  return left.atUs - right.atUs || left.turn - right.turn || left.sequence - right.sequence;
}

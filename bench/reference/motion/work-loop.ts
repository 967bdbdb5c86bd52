// A controller's loop: keys in a queue, a few workers, and requests that go out batch by batch, each batch when the one before it
// was answered.
// Imitates the workers of pkg/controller/*/ (processNextWorkItem), v1.36.

import type { Timers } from "../timers.ts";
import type { World } from "./world.ts";

/** One request: what the API server does. */
export type Request = () => void;

export interface LoopDefinition {
  readonly workers: number;
  /** Decides at once; batches of requests in order. */
  readonly sync: (key: string) => readonly (readonly Request[])[];
}

/** One, then two, then four, and so on: how controllers create many pods. */
export function inSlowStart(requests: readonly Request[]): readonly (readonly Request[])[] {
  const batches: Request[][] = [];
  for (let from = 0, size = 1; from < requests.length; from += size, size = 2 ** batches.length) {
    batches.push(requests.slice(from, from + size));
  }
  return batches;
}

export class WorkLoop {
  readonly #world: World;
  readonly #timers: Timers;
  readonly #definition: LoopDefinition;
  #waiting: string[] = [];
  readonly #underWay = new Set<string>();
  readonly #again = new Set<string>();
  #isAwake = false;

  constructor(world: World, definition: LoopDefinition) {
    this.#world = world;
    this.#timers = world.timers;
    this.#definition = definition;
  }

  want(key: string): void {
    if (this.#underWay.has(key)) this.#again.add(key);
    else if (!this.#waiting.includes(key)) this.#waiting.push(key);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isAwake || this.#waiting.length === 0 || this.#underWay.size >= this.#definition.workers) return;
    this.#isAwake = true;
    this.#timers.set(this.#timers.now, "controllers", () => this.#workOff());
  }

  #workOff(): void {
    this.#isAwake = false;
    while (this.#underWay.size < this.#definition.workers && this.#waiting.length > 0) {
      const key = this.#waiting.shift()!;
      this.#underWay.add(key);
      this.#send(key, this.#definition.sync(key));
    }
    this.#goOn();
  }

  #send(key: string, [batch, ...later]: readonly (readonly Request[])[]): void {
    if (batch === undefined) {
      this.#finish(key);
      return;
    }
    let unanswered = batch.length;
    for (const request of batch) {
      this.#world.write(() => {
        request();
        unanswered -= 1;
        if (unanswered === 0) this.#send(key, later);
      });
    }
  }

  #finish(key: string): void {
    this.#underWay.delete(key);
    if (this.#again.delete(key)) this.#waiting.push(key);
    this.#goOn();
  }
}

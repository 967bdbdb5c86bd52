// Closures that wait for their event: the one place of the engine where they may, because they cost ten
// times a numbered event and cannot be saved. Meant for users and tests, not for the model.

import { present } from "../base/invariant.ts";

/** Pending closures by number. */
export class Hooks {
  readonly #actions: ((() => void) | undefined)[] = [];
  readonly #free: number[] = [];

  get pending(): number {
    return this.#actions.length - this.#free.length;
  }

  /** Keeps an action; returns its number. */
  add(action: () => void): number {
    const number = this.#free.pop() ?? this.#actions.length;
    this.#actions[number] = action;
    return number;
  }

  /** Gives an action back and forgets it. */
  take(number: number): () => void {
    const action = present(this.#actions[number], "an action behind a hook");
    this.#actions[number] = undefined;
    this.#free.push(number);
    return action;
  }
}

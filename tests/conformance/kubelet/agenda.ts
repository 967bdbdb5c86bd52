// What is to happen in a small world, in the order of time; among equals, in the order in which it was asked for.

type Action = (nowUs: number) => void;

export class Agenda {
  readonly #entries: { readonly atUs: number; readonly action: Action }[] = [];

  at(atUs: number, action: Action): void {
    let place = this.#entries.length;
    while (place > 0 && this.#entries[place - 1]!.atUs > atUs) place -= 1;
    this.#entries.splice(place, 0, { atUs, action });
  }

  /** Lets happen what comes up to `endUs`, that instant included. */
  runUntil(endUs: number): void {
    for (let next = this.#entries[0]; next !== undefined && next.atUs <= endUs; next = this.#entries[0]) {
      this.#entries.shift();
      next.action(next.atUs);
    }
  }
}

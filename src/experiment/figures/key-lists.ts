// Lists of figure keys, each once: most runs of an experiment have the same, and a hundred thousand runs should not keep a copy each.

/** Lists by number, from 0 in the order in which they were added. */
export class KeyLists {
  readonly #lists: (readonly string[])[] = [];

  get count(): number {
    return this.#lists.length;
  }

  /** The number of a list of the same keys; -1 if there is none. */
  numberOf(keys: readonly string[]): number {
    return this.#lists.findLastIndex((list) => list === keys || areEqual(list, keys));
  }

  add(keys: readonly string[]): void {
    this.#lists.push(keys);
  }

  at(number: number): readonly string[] | undefined {
    return this.#lists[number];
  }

  /** The first list that had the same keys, which is this one if none had. */
  kept(keys: readonly string[]): readonly string[] {
    const number = this.numberOf(keys);
    if (number < 0) this.add(keys);
    return number < 0 ? keys : this.#lists[number]!;
  }
}

function areEqual(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((key, index) => key === second[index]);
}

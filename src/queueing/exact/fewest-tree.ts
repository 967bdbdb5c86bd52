// Which of many places has the least count, and how many share it: a tree of pairwise minima, so that a change of one count costs
// a step for each doubling of their number. Knows nothing of what is counted.

const NOTHING = 0x7fffffff;

export class FewestTree {
  readonly #leaves: number;
  /** Node 1 is the top; node i has 2i and 2i + 1 below it. */
  readonly #least: Int32Array;
  readonly #sharing: Int32Array;

  constructor(counts: readonly number[]) {
    let leaves = 1;
    while (leaves < counts.length) leaves *= 2;
    this.#leaves = leaves;
    this.#least = new Int32Array(2 * leaves).fill(NOTHING);
    this.#sharing = new Int32Array(2 * leaves);
    this.#least.set(counts, leaves);
    this.#sharing.fill(1, leaves, leaves + counts.length);
    for (let node = leaves - 1; node > 0; node -= 1) this.#join(node);
  }

  set(place: number, count: number): void {
    let node = this.#leaves + place;
    this.#least[node] = count;
    for (node >>= 1; node > 0 && this.#join(node); node >>= 1);
  }

  /** One of the places with the least count; the number on [0, 1) says which of them, in their order. */
  choose(unit: number): number {
    const least = this.#least[1]!;
    let skipped = Math.floor(unit * this.#sharing[1]!);
    let node = 1;
    while (node < this.#leaves) {
      node *= 2;
      const left = this.#least[node] === least ? this.#sharing[node]! : 0;
      if (skipped < left) continue;
      skipped -= left;
      node += 1;
    }
    return node - this.#leaves;
  }

  /** Whether that has changed the node. */
  #join(node: number): boolean {
    const left = this.#least[2 * node]!;
    const right = this.#least[2 * node + 1]!;
    const least = left < right ? left : right;
    const sharing =
      (left === least ? this.#sharing[2 * node]! : 0) + (right === least ? this.#sharing[2 * node + 1]! : 0);
    if (this.#least[node] === least && this.#sharing[node] === sharing) return false;
    this.#least[node] = least;
    this.#sharing[node] = sharing;
    return true;
  }
}

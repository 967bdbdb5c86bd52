// Which of the feasible nodes gets the pod: the highest total, and among equals the one that Go's container/heap
// happens to bring to the top.
// Imitates pkg/scheduler/schedule_one.go (nodeScoreHeap, selectHost), v1.35 and v1.36. v1.33 and v1.34 take any of the
// best at random; the same one is legal there.

/**
 * Index of the winner: the first maximum in pre-order of the implicit binary tree over the list
 * (index 0; else the subtree of 1: 1, 3, 7, 8, 4, …; else the subtree of 2).
 */
export function selectHost(totals: Float64Array, count: number): number {
  let best = 0;
  let highest = totals[0]!;
  for (let index = 1; index < count; index += 1) {
    const total = totals[index]!;
    if (total < highest) continue;
    // Index 0 is the root: nothing comes before it.
    if (total === highest && (best === 0 || !comesFirstInPreOrder(index, best))) continue;
    best = index;
    highest = total;
  }
  return best;
}

/**
 * True if `left` is visited before `right`, for left > right. Seen as paths from the root (the bits of index + 1 below
 * the leading one), pre-order is the lexicographic order with prefixes first: cut the longer path to the shorter's length;
 * if they agree, the shorter (an ancestor) is first, else the smaller.
 */
export function comesFirstInPreOrder(left: number, right: number): boolean {
  const excess = Math.clz32(right + 1) - Math.clz32(left + 1);
  return (left + 1) >>> excess < right + 1;
}

/** The feasible nodes as Go's heap holds them, best on top; for batching, which pops it one by one. */
export class NodeScoreHeap {
  #nodes: number[];
  #totals: number[];

  constructor(nodes: readonly number[], totals: readonly number[]) {
    this.#nodes = [...nodes];
    this.#totals = [...totals];
    for (let index = (this.#nodes.length >> 1) - 1; index >= 0; index -= 1) this.#sink(index, this.#nodes.length);
  }

  /** A heap that was packed, as it lay. */
  static unpack(nodes: Iterable<number>, totals: Iterable<number>): NodeScoreHeap {
    const heap = new NodeScoreHeap([], []);
    heap.#nodes = [...nodes];
    heap.#totals = [...totals];
    return heap;
  }

  /** Nodes and their totals as they lie in the heap. */
  pack(): { readonly nodes: Int32Array; readonly totals: Float64Array } {
    return { nodes: Int32Array.from(this.#nodes), totals: Float64Array.from(this.#totals) };
  }

  get size(): number {
    return this.#nodes.length;
  }

  /** Takes the top off: swaps it with the last, sinks that, as heap.Pop does. */
  pop(): number {
    const last = this.#nodes.length - 1;
    this.#swap(0, last);
    this.#sink(0, last);
    this.#totals.pop();
    return this.#nodes.pop()!;
  }

  /** container/heap's down: the left child is preferred unless the right one is strictly greater. */
  #sink(from: number, length: number): void {
    for (let parent = from; ;) {
      const left = 2 * parent + 1;
      if (left >= length) return;
      const right = left + 1;
      const child = right < length && this.#totals[right]! > this.#totals[left]! ? right : left;
      if (this.#totals[child]! <= this.#totals[parent]!) return;
      this.#swap(parent, child);
      parent = child;
    }
  }

  #swap(left: number, right: number): void {
    [this.#nodes[left], this.#nodes[right]] = [this.#nodes[right]!, this.#nodes[left]!];
    [this.#totals[left], this.#totals[right]] = [this.#totals[right]!, this.#totals[left]!];
  }
}

// Go's container/heap, said again step by step, as the oracle of ties: Init, then Pop.
// Source: the Go standard library's container/heap, as of Go 1.24, with `less` meaning `greater score`.

interface Entry {
  readonly index: number;
  readonly score: number;
}

/** The indices of the scores in the order in which Pop returns them. */
export function popOrder(scores: readonly number[]): readonly number[] {
  const heap: Entry[] = scores.map((score, index) => ({ index, score }));
  const less = (left: number, right: number) => heap[left]!.score > heap[right]!.score;
  const swap = (left: number, right: number) => {
    const kept = heap[left]!;
    heap[left] = heap[right]!;
    heap[right] = kept;
  };
  const down = (start: number, length: number) => {
    let parent = start;
    for (;;) {
      const first = 2 * parent + 1;
      if (first >= length) return;
      const second = first + 1;
      const child = second < length && less(second, first) ? second : first;
      if (!less(child, parent)) return;
      swap(parent, child);
      parent = child;
    }
  };
  for (let start = Math.floor(heap.length / 2) - 1; start >= 0; start -= 1) down(start, heap.length);
  const popped: number[] = [];
  while (heap.length > 0) {
    const last = heap.length - 1;
    swap(0, last);
    down(0, last);
    popped.push(heap.pop()!.index);
  }
  return popped;
}

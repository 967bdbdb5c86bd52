// Sorting as Go's sort.Slice does it, down to the order of equals. It is a quicksort that defeats patterns: short ranges are
// sorted by insertion, so equals keep their order there; in longer ones they may change places, always in the same way.
// Imitates the sort package of the Go that Kubernetes v1.33 to v1.36 is built with (1.19 and later).

/** True if the element at `left` must stand before the one at `right`. */
type IsBefore = (left: number, right: number) => boolean;

const SHORTEST_FOR_QUICKSORT = 13;
/** From here on the pivot is a median of medians, and a nearly sorted range may be mended. */
const LONG = 50;
/** Exchanges among nine probes that say that the range descends. */
const ALL_PROBES_EXCHANGED = 12;
/** Misplaced neighbours that are mended before a range counts as unsorted. */
const MENDED_AT_MOST = 5;

/** Sorts in place; `isLess` need not order all elements. */
export function sortAsGo<Item>(items: Item[], isLess: (left: Item, right: Item) => boolean): void {
  const isBefore: IsBefore = (left, right) => isLess(items[left]!, items[right]!);
  new GoSort(items, isBefore).sort(0, items.length, 32 - Math.clz32(items.length));
}

interface Pivot {
  readonly at: number;
  /** What the exchanges among the probes say of the range. */
  readonly order: "ascending" | "descending" | "unknown";
}

/** Ranges are `from` to `end`, without the latter. */
class GoSort {
  readonly #items: unknown[];
  readonly #isBefore: IsBefore;
  #exchanges = 0;

  constructor(items: unknown[], isBefore: IsBefore) {
    this.#items = items;
    this.#isBefore = isBefore;
  }

  /** `patience`: bad pivots that are borne before a heap is used instead. */
  sort(from: number, end: number, patience: number): void {
    let wasBalanced = true;
    let wasPartitioned = true;
    while (end - from >= SHORTEST_FOR_QUICKSORT) {
      if (patience === 0) {
        this.#sortByHeap(from, end);
        return;
      }
      if (!wasBalanced) {
        this.#scatter(from, end);
        patience -= 1;
      }
      const pivot = this.#ascendingPivot(from, end);
      if (wasBalanced && wasPartitioned && pivot.order === "ascending" && this.#mend(from, end)) return;
      if (from > 0 && !this.#isBefore(from - 1, pivot.at)) {
        from = this.#passEquals(from, end, pivot.at);
        continue;
      }
      const { middle, isUntouched } = this.#partition(from, end, pivot.at);
      wasPartitioned = isUntouched;
      const [left, right] = [middle - from, end - middle];
      wasBalanced = Math.min(left, right) >= Math.trunc((end - from) / 8);
      if (left < right) {
        this.sort(from, middle, patience);
        from = middle + 1;
      } else {
        this.sort(middle + 1, end, patience);
        end = middle;
      }
    }
    this.#sortByInsertion(from, end);
  }

  #swap(left: number, right: number): void {
    const item = this.#items[left];
    this.#items[left] = this.#items[right];
    this.#items[right] = item;
  }

  #sortByInsertion(from: number, end: number): void {
    for (let next = from + 1; next < end; next += 1) this.#sinkLeft(next, from + 1);
  }

  /** Moves an element to the left, no further than to the place before `lowest`, until its neighbour is not greater. */
  #sinkLeft(at: number, lowest: number): void {
    for (; at >= lowest && this.#isBefore(at, at - 1); at -= 1) this.#swap(at, at - 1);
  }

  #sortByHeap(from: number, end: number): void {
    const count = end - from;
    for (let root = Math.trunc((count - 1) / 2); root >= 0; root -= 1) this.#sift(root, count, from);
    for (let last = count - 1; last >= 0; last -= 1) {
      this.#swap(from, from + last);
      this.#sift(0, last, from);
    }
  }

  #sift(root: number, count: number, from: number): void {
    for (;;) {
      let child = 2 * root + 1;
      if (child >= count) return;
      if (child + 1 < count && this.#isBefore(from + child, from + child + 1)) child += 1;
      if (!this.#isBefore(from + root, from + child)) return;
      this.#swap(from + root, from + child);
      root = child;
    }
  }

  /** Exchanges three elements in the middle with ones that a generator picks, always seeded by the length. */
  #scatter(from: number, end: number): void {
    const length = end - from;
    const mask = (1n << BigInt(32 - Math.clz32(length))) - 1n;
    const middle = from + Math.trunc(length / 4) * 2;
    let random = BigInt(length);
    for (let at = middle - 1; at <= middle + 1; at += 1) {
      random = nextRandom(random);
      const other = Number(random & mask);
      this.#swap(at, from + (other >= length ? other - length : other));
    }
  }

  /** The pivot; a range that seems to descend is turned round first. */
  #ascendingPivot(from: number, end: number): Pivot {
    const pivot = this.#choosePivot(from, end);
    if (pivot.order !== "descending") return pivot;
    for (let [left, right] = [from, end - 1]; left < right; left += 1, right -= 1) this.#swap(left, right);
    return { at: end - 1 - (pivot.at - from), order: "ascending" };
  }

  #choosePivot(from: number, end: number): Pivot {
    const quarter = Math.trunc((end - from) / 4);
    const probes = [from + quarter, from + 2 * quarter, from + 3 * quarter];
    this.#exchanges = 0;
    const [low, middle, high] =
      end - from < LONG ? probes : probes.map((probe) => this.#medianOf(probe - 1, probe, probe + 1));
    const at = this.#medianOf(low!, middle!, high!);
    if (this.#exchanges === 0) return { at, order: "ascending" };
    return { at, order: this.#exchanges === ALL_PROBES_EXCHANGED ? "descending" : "unknown" };
  }

  /** Which of three places holds the median; counts the exchanges that it takes to find it. */
  #medianOf(first: number, second: number, third: number): number {
    const [low, high] = this.#inOrder(first, second);
    const [middle] = this.#inOrder(high, third);
    return this.#inOrder(low, middle)[1];
  }

  #inOrder(left: number, right: number): [number, number] {
    if (!this.#isBefore(right, left)) return [left, right];
    this.#exchanges += 1;
    return [right, left];
  }

  /** Sorts a range in which few neighbours are misplaced; false if it turned out not to be such a range. */
  #mend(from: number, end: number): boolean {
    let at = from + 1;
    for (let mended = 0; mended < MENDED_AT_MOST; mended += 1) {
      while (at < end && !this.#isBefore(at, at - 1)) at += 1;
      if (at === end) return true;
      if (end - from < LONG) return false;
      this.#swap(at, at - 1);
      // The source goes on to the first element of all, not of the range.
      if (at - from >= 2) this.#sinkLeft(at - 1, 1);
      if (end - at >= 2) this.#riseRight(at + 1, end);
    }
    return false;
  }

  #riseRight(at: number, end: number): void {
    for (; at < end && this.#isBefore(at, at - 1); at += 1) this.#swap(at, at - 1);
  }

  /** Elements equal to the pivot go first, in a range that holds none that is less; returns where the others begin. */
  #passEquals(from: number, end: number, pivot: number): number {
    this.#swap(from, pivot);
    let [left, right] = [from + 1, end - 1];
    for (;;) {
      while (left <= right && !this.#isBefore(from, left)) left += 1;
      while (left <= right && this.#isBefore(from, right)) right -= 1;
      if (left > right) return left;
      this.#swap(left, right);
      left += 1;
      right -= 1;
    }
  }

  /** Lesser elements go before the pivot, the others behind it. `isUntouched`: nothing but the pivot had to move. */
  #partition(from: number, end: number, pivot: number): { readonly middle: number; readonly isUntouched: boolean } {
    this.#swap(from, pivot);
    let [left, right] = [from + 1, end - 1];
    let isUntouched = true;
    for (;;) {
      while (left <= right && this.#isBefore(left, from)) left += 1;
      while (left <= right && !this.#isBefore(right, from)) right -= 1;
      if (left > right) break;
      this.#swap(left, right);
      isUntouched = false;
      left += 1;
      right -= 1;
    }
    this.#swap(right, from);
    return { middle: right, isUntouched };
  }
}

/** Marsaglia's xorshift over 64 bits. */
function nextRandom(state: bigint): bigint {
  let next = state;
  next ^= BigInt.asUintN(64, next << 13n);
  next ^= next >> 7n;
  next ^= BigInt.asUintN(64, next << 17n);
  return next;
}

// How many pods were counted at each label of nodes, key and value: what InterPodAffinity's filter looks at.
// Imitates plugins/interpodaffinity/filtering.go (topologyToMatchedTermCount), v1.36.

/** Counts that can be read. A pair that nobody was counted at has 0. */
export interface PairCounts {
  countOf(key: string, value: string): number;
  /** Sum over all pairs: as no count is ever negative, 0 means that there are none. */
  readonly total: number;
}

/** Counts that change: of their own, or on top of others that stay as they are. */
export class ChangingCounts implements PairCounts {
  readonly #base: PairCounts | undefined;
  readonly #byKey = new Map<string, Map<string, number>>();
  #total: number;

  constructor(base?: PairCounts) {
    this.#base = base;
    this.#total = base?.total ?? 0;
  }

  get total(): number {
    return this.#total;
  }

  countOf(key: string, value: string): number {
    return (this.#base?.countOf(key, value) ?? 0) + (this.#byKey.get(key)?.get(value) ?? 0);
  }

  add(key: string, value: string, amount: number): void {
    let values = this.#byKey.get(key);
    if (values === undefined) this.#byKey.set(key, (values = new Map<string, number>()));
    values.set(value, (values.get(value) ?? 0) + amount);
    this.#total += amount;
  }
}

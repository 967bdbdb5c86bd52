// What one request knows of full queues from try to try: who found one full and comes back soon finds it full again, as long as nothing has
// been forgotten of that. Among several stations a try may also choose another one. In expectations, of a request whose tries so far
// have all failed.

/** How the queues of a service stay full. */
export interface FullQueues {
  /** Among which a try chooses anew. */
  readonly stations: number;
  /** The part of what is known of a full one that holds after so long: 1 at once, 0 once it is forgotten. */
  readonly left: (us: number) => number;
}

/** Stations that were found full at a try, and at none since. */
interface Met {
  stations: number;
  readonly atUs: number;
}

const NOTHING: readonly number[] = Object.freeze([]);

export class MetQueues {
  readonly #full: number;
  readonly #queues: FullQueues | undefined;
  #met: readonly Met[] = [];
  /** By what was met: the chance that the next try bounces off it. */
  #bouncing = NOTHING;
  #nowUs = 0;

  /** `full`: the chance of a queue that is full where nothing is known; `queues` absent: nobody comes back to one. */
  constructor(full: number, queues: FullQueues | undefined) {
    this.#full = full;
    this.#queues = full > 0 ? queues : undefined;
  }

  /** The chance that the next try comes to a queue that was full before and has been ever since. */
  get bounces(): number {
    return Math.min(
      1,
      this.#bouncing.reduce((sum, chance) => sum + chance, 0),
    );
  }

  /** The next try has failed, which had this chance; the one after it comes so much later. */
  fail(chance: number, pauseUs: number): void {
    const queues = this.#queues;
    if (queues === undefined || !(chance > 0)) return;
    let [again, others] = [0, queues.stations];
    for (const [place, bouncing] of this.#bouncing.entries()) {
      const met = this.#met[place]!;
      others -= met.stations;
      const chosen = met.stations / queues.stations;
      const full = Math.min(met.stations, (bouncing + (chosen - bouncing) * this.#full) / chance);
      met.stations -= full;
      again += full;
    }
    const found = ((Math.max(0, others) / queues.stations) * this.#full) / chance;
    this.#met = [...this.#met, { stations: again + found, atUs: this.#nowUs }];
    this.#nowUs += pauseUs;
    this.#bouncing = this.#met.map(
      ({ stations, atUs }) => (stations / queues.stations) * (stations > 0 ? queues.left(this.#nowUs - atUs) : 0),
    );
  }
}

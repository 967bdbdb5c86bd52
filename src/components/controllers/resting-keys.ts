// Keys that are looked at once in a fixed while, and whose looks do nothing as long as nothing happens, for ever or for a time: their
// looks are not made, and are known all the same. When something has happened, or the time is over, each is looked at once more at
// its own moment, and rests again or not.
// No engine here: time is what the caller says.
// Imitates no file of Kubernetes: there each of these looks is made.

import { DelayHeap } from "./delay-heap.ts";

/** A key, and its latest look that was made, µs. */
interface Resting {
  readonly key: string;
  /** Its looks are at this moment and all multiples of the period later. */
  readonly phaseUs: number;
  lookedUs: number;
  /** When it is looked at whatever happens; Infinity: never. */
  endsUs: number;
  /** It was let in, and its look is not over yet. */
  isAway: boolean;
}

export interface SavedRest {
  /** In their order: key, latest look, end of the rest or null, whether it is away. */
  readonly keys: readonly (readonly [string, number, number | null, boolean])[];
  readonly stirredUs: number | null;
  readonly letInUs: number | null;
}

/** Told of a key that is let in: the looks between these two, ends included, were not made; there are none if the first is later. */
export type LetIn = (key: string, fromUs: number, untilUs: number) => void;

const LONG_AGO_US = Number.NEGATIVE_INFINITY;

/** Moments are µs since the run began. */
export class RestingKeys {
  readonly #periodUs: number;
  /** By phase; of one phase in the order in which they came to rest. */
  readonly #inOrder: Resting[] = [];
  readonly #byKey = new Map<string, Resting>();
  /** Keys whose rest ends by itself; what is out of date is found out when its moment comes. */
  readonly #ends = new DelayHeap();
  #stirredUs = LONG_AGO_US;
  #letInUs = LONG_AGO_US;

  constructor(periodUs: number) {
    this.#periodUs = periodUs;
  }

  get size(): number {
    return this.#inOrder.length;
  }

  /** The key was looked at just now, and looks before `untilUs` (Infinity: all) would find the same until something happens. */
  rest(key: string, nowUs: number, untilUs: number): void {
    const resting = this.#come(key, nowUs);
    resting.endsUs = nowUs + Math.max(1, Math.ceil((untilUs - nowUs) / this.#periodUs)) * this.#periodUs;
    this.#noteEnd(resting);
  }

  #come(key: string, nowUs: number): Resting {
    const phaseUs = nowUs % this.#periodUs;
    const known = this.#byKey.get(key);
    if (known?.phaseUs === phaseUs) {
      known.lookedUs = nowUs;
      known.isAway = false;
      return known;
    }
    if (known !== undefined) this.leave(key);
    const resting: Resting = { key, phaseUs, lookedUs: nowUs, endsUs: Infinity, isAway: false };
    this.#byKey.set(key, resting);
    this.#inOrder.splice(this.#placeOf(phaseUs + 1), 0, resting);
    return resting;
  }

  #noteEnd(resting: Resting): void {
    if (resting.endsUs < Infinity) this.#ends.add(resting.key, resting.endsUs);
  }

  /** The key is looked at otherwise from now on. Returns the moment of the first look that was not made; undefined: it did not rest. */
  leave(key: string): number | undefined {
    const known = this.#byKey.get(key);
    if (known === undefined) return undefined;
    this.#byKey.delete(key);
    this.#inOrder.splice(this.#inOrder.indexOf(known), 1);
    return known.lookedUs + this.#periodUs;
  }

  /** Something happened that any key may have to do with. */
  stir(nowUs: number): void {
    this.#stirredUs = nowUs;
  }

  /** The moment of the key's next look, made or not; undefined: it does not rest, or is away. */
  dueUs(key: string, nowUs: number): number | undefined {
    const known = this.#byKey.get(key);
    return known === undefined || known.isAway ? undefined : this.#nextOf(known, this.#fromUs(nowUs));
  }

  /** When the next look is to be made: of keys whose rest ends, that have been stirred, or of all; undefined: none. */
  nextDueUs(nowUs: number, all: boolean): number | undefined {
    if (this.#inOrder.length === 0) return undefined;
    const fromUs = this.#fromUs(nowUs);
    const lastUs = all ? Number.POSITIVE_INFINITY : this.#stirredUs + this.#periodUs;
    const endUs = this.#firstEndUs(fromUs);
    if (fromUs > lastUs) return endUs;
    const dueUs = this.#firstDueUs(fromUs);
    if (dueUs > lastUs || !Number.isFinite(dueUs)) return endUs;
    return endUs === undefined ? dueUs : Math.min(dueUs, endUs);
  }

  /** Lets in those whose looks are now: they are away until they rest again or leave. */
  letIn(nowUs: number, tell: LetIn): void {
    const fromUs = this.#fromUs(nowUs);
    this.#letInUs = nowUs;
    if (fromUs > nowUs) return;
    const phaseUs = nowUs % this.#periodUs;
    for (let place = this.#placeOf(phaseUs); this.#inOrder[place]?.phaseUs === phaseUs; place += 1) {
      const resting = this.#inOrder[place]!;
      if (resting.isAway || resting.lookedUs === nowUs) continue;
      resting.isAway = true;
      tell(resting.key, resting.lookedUs + this.#periodUs, nowUs - this.#periodUs);
    }
  }

  saved(): SavedRest {
    return {
      keys: this.#inOrder.map(({ key, lookedUs, endsUs, isAway }) => {
        return [key, lookedUs, Number.isFinite(endsUs) ? endsUs : null, isAway] as const;
      }),
      stirredUs: Number.isFinite(this.#stirredUs) ? this.#stirredUs : null,
      letInUs: Number.isFinite(this.#letInUs) ? this.#letInUs : null,
    };
  }

  restore({ keys, stirredUs, letInUs }: SavedRest): void {
    this.#inOrder.length = 0;
    this.#byKey.clear();
    this.#ends.replaceBy([]);
    for (const [key, lookedUs, endsUs, isAway] of keys) {
      const resting = { key, phaseUs: lookedUs % this.#periodUs, lookedUs, endsUs: endsUs ?? Infinity, isAway };
      this.#inOrder.push(resting);
      this.#byKey.set(key, resting);
      this.#noteEnd(resting);
    }
    this.#stirredUs = stirredUs ?? LONG_AGO_US;
    this.#letInUs = letInUs ?? LONG_AGO_US;
  }

  /** The first look that ends a rest; undefined: there is none. */
  #firstEndUs(fromUs: number): number | undefined {
    for (let atUs = this.#ends.nextUs; atUs !== undefined; atUs = this.#ends.nextUs) {
      const resting = this.#byKey.get(this.#ends.nextKey!);
      const isAhead = resting !== undefined && !resting.isAway && resting.endsUs >= fromUs;
      if (isAhead && resting.endsUs === atUs) return atUs;
      this.#ends.takeDue(atUs);
      if (isAhead) this.#noteEnd(resting);
    }
    return undefined;
  }

  /** Infinity: all are away. */
  #firstDueUs(fromUs: number): number {
    const begin = this.#placeOf(fromUs % this.#periodUs);
    let lastUs = Number.POSITIVE_INFINITY;
    for (let step = 0; step < this.#inOrder.length; step += 1) {
      const resting = this.#inOrder[(begin + step) % this.#inOrder.length]!;
      if (resting.isAway) continue;
      const dueUs = this.#nextOf(resting, fromUs);
      // Those that were looked at just now come after all others.
      if (dueUs < fromUs + this.#periodUs) return dueUs;
      lastUs = dueUs;
    }
    return lastUs;
  }

  /** Those whose looks are at a moment are let in once at it. */
  #fromUs(nowUs: number): number {
    return this.#letInUs === nowUs ? nowUs + 1 : nowUs;
  }

  #nextOf({ phaseUs, lookedUs }: Resting, fromUs: number): number {
    const aheadUs = phaseUs - (fromUs % this.#periodUs);
    return fromUs + (aheadUs < 0 || fromUs === lookedUs ? aheadUs + this.#periodUs : aheadUs);
  }

  /** The place of the first whose phase is not before that one. */
  #placeOf(phaseUs: number): number {
    let low = 0;
    let high = this.#inOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#inOrder[middle]!.phaseUs < phaseUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// What the controller remembers of one autoscaler between syncs: what its metrics asked for, and by how much it changed its
// target. Entries lie in slots: a new one takes the place of the last that is too old, and the other old ones stay, so that
// they count again when a window grows.
// Imitates stabilizeRecommendation, storeScaleEvent and getReplicasChangePerPeriod of
// pkg/controller/podautoscaler/horizontal.go, v1.36.

/** Moments are µs since the run began. */
export interface Recommendation {
  readonly replicas: number;
  readonly atUs: number;
}

export interface ScaleEvent {
  /** By how many replicas; not negative. */
  readonly change: number;
  readonly atUs: number;
  /** It was once found to be too old, and stays so. */
  readonly isOutdated: boolean;
}

export interface SavedMemory {
  readonly recommendations: readonly Recommendation[];
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
}

/** The lowest and the highest of what was asked for within two spans, and of what is asked for now. */
export interface RecentRange {
  readonly lowest: number;
  readonly highest: number;
}

/** With the slot of the last entry that is too old, −1 for none. */
interface LookBack extends RecentRange {
  readonly oldPlace: number;
}

const US_PER_SECOND = 1_000_000;

export class AutoscalerMemory {
  readonly #replicas: number[] = [];
  /** The moments of `#replicas`. */
  readonly #atUs: number[] = [];
  #scaleUpEvents: ScaleEvent[] = [];
  #scaleDownEvents: ScaleEvent[] = [];

  /** The first sync that sees the target begins with what is there. */
  begin(currentReplicas: number, nowUs: number): void {
    if (this.#replicas.length > 0) return;
    this.#replicas.push(currentReplicas);
    this.#atUs.push(nowUs);
  }

  /** Takes in what is asked for now; returns the highest of it and of what was asked for in the span, both ends included. */
  recommend(replicas: number, spanUs: number, nowUs: number): number {
    const { highest, oldPlace } = this.#lookBack(replicas, spanUs, nowUs);
    this.#keep(oldPlace, replicas, nowUs);
    return highest;
  }

  /** The same with a span for each direction, of which the beginning does not belong to it. */
  recommendWithin(replicas: number, upSpanUs: number, downSpanUs: number, nowUs: number): RecentRange {
    const { lowest, highest, oldPlace } = this.#lookBackWithin(replicas, upSpanUs, downSpanUs, nowUs);
    this.#keep(oldPlace, replicas, nowUs);
    return { lowest, highest };
  }

  /**
   * Whether the same wish would leave the target at `current` again, by `recommend`: then it is taken in; else nothing is done.
   */
  repeats(replicas: number, current: number, spanUs: number, nowUs: number): boolean {
    const { highest, oldPlace } = this.#lookBack(replicas, spanUs, nowUs);
    if (highest !== current) return false;
    this.#keep(oldPlace, replicas, nowUs);
    return true;
  }

  /** The same by `recommendWithin`. */
  repeatsWithin(replicas: number, current: number, upSpanUs: number, downSpanUs: number, nowUs: number): boolean {
    const { lowest, highest, oldPlace } = this.#lookBackWithin(replicas, upSpanUs, downSpanUs, nowUs);
    if (lowest > current || highest < current) return false;
    this.#keep(oldPlace, replicas, nowUs);
    return true;
  }

  /** What `recommend` would come to now; nothing is taken in. */
  highestOf(replicas: number, spanUs: number, nowUs: number): number {
    return this.#lookBack(replicas, spanUs, nowUs).highest;
  }

  /** The same of `recommendWithin`. */
  rangeOf(replicas: number, upSpanUs: number, downSpanUs: number, nowUs: number): RecentRange {
    return this.#lookBackWithin(replicas, upSpanUs, downSpanUs, nowUs);
  }

  /** When such a wish was taken in last, of those that are remembered. */
  latestUsOf(isMeant: (replicas: number) => boolean): number {
    let latestUs = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < this.#atUs.length; place += 1) {
      if (isMeant(this.#replicas[place]!)) latestUs = Math.max(latestUs, this.#atUs[place]!);
    }
    return latestUs;
  }

  #lookBack(replicas: number, spanUs: number, nowUs: number): Omit<LookBack, "lowest"> {
    const cutoffUs = nowUs - spanUs;
    let highest = replicas;
    let oldPlace = -1;
    for (let place = 0; place < this.#atUs.length; place += 1) {
      if (this.#atUs[place]! < cutoffUs) oldPlace = place;
      else if (this.#replicas[place]! > highest) highest = this.#replicas[place]!;
    }
    return { highest, oldPlace };
  }

  #lookBackWithin(replicas: number, upSpanUs: number, downSpanUs: number, nowUs: number): LookBack {
    const upCutoffUs = nowUs - upSpanUs;
    const downCutoffUs = nowUs - downSpanUs;
    let lowest = replicas;
    let highest = replicas;
    let oldPlace = -1;
    for (let place = 0; place < this.#atUs.length; place += 1) {
      const atUs = this.#atUs[place]!;
      const recommended = this.#replicas[place]!;
      if (atUs > upCutoffUs && recommended < lowest) lowest = recommended;
      if (atUs > downCutoffUs && recommended > highest) highest = recommended;
      if (atUs < upCutoffUs && atUs < downCutoffUs) oldPlace = place;
    }
    return { lowest, highest, oldPlace };
  }

  #keep(oldPlace: number, replicas: number, nowUs: number): void {
    const place = oldPlace < 0 ? this.#replicas.length : oldPlace;
    this.#replicas[place] = replicas;
    this.#atUs[place] = nowUs;
  }

  /** By how many replicas the target grew within the last so many seconds. */
  addedWithin(periodSeconds: number, nowUs: number): number {
    return changeWithin(this.#scaleUpEvents, periodSeconds, nowUs);
  }

  /** By how many it shrank. */
  removedWithin(periodSeconds: number, nowUs: number): number {
    return changeWithin(this.#scaleDownEvents, periodSeconds, nowUs);
  }

  /** The target grew; older than `longestPeriodSeconds` is too old. */
  noteAdded(change: number, longestPeriodSeconds: number, nowUs: number): void {
    this.#scaleUpEvents = withEvent(this.#scaleUpEvents, change, longestPeriodSeconds, nowUs);
  }

  noteRemoved(change: number, longestPeriodSeconds: number, nowUs: number): void {
    this.#scaleDownEvents = withEvent(this.#scaleDownEvents, change, longestPeriodSeconds, nowUs);
  }

  /** In the order of the slots. */
  saved(): SavedMemory {
    const recommendations = this.#replicas.map((replicas, place) => ({ replicas, atUs: this.#atUs[place]! }));
    return {
      recommendations,
      scaleUpEvents: [...this.#scaleUpEvents],
      scaleDownEvents: [...this.#scaleDownEvents],
    };
  }

  static of({ recommendations, scaleUpEvents, scaleDownEvents }: SavedMemory): AutoscalerMemory {
    const memory = new AutoscalerMemory();
    for (const { replicas, atUs } of recommendations) memory.#keep(-1, replicas, atUs);
    memory.#scaleUpEvents = [...scaleUpEvents];
    memory.#scaleDownEvents = [...scaleDownEvents];
    return memory;
  }
}

function changeWithin(events: readonly ScaleEvent[], periodSeconds: number, nowUs: number): number {
  const cutoffUs = nowUs - periodSeconds * US_PER_SECOND;
  let change = 0;
  for (const event of events) if (event.atUs > cutoffUs) change = (change + event.change) | 0;
  return change;
}

function withEvent(
  events: readonly ScaleEvent[],
  change: number,
  longestPeriodSeconds: number,
  nowUs: number,
): ScaleEvent[] {
  const cutoffUs = nowUs - longestPeriodSeconds * US_PER_SECOND;
  const marked = events.map((event) => (event.atUs < cutoffUs ? { ...event, isOutdated: true } : event));
  const place = marked.findLastIndex(({ isOutdated }) => isOutdated);
  const added: ScaleEvent = { change, atUs: nowUs, isOutdated: false };
  return place < 0 ? [...marked, added] : marked.with(place, added);
}

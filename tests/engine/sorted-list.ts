// The plain reference of the event queue: an array that is always sorted by (time, phase, sequence).

export interface ListedEvent {
  readonly time: number;
  readonly phase: number;
  readonly sequence: number;
  readonly kind: number;
  readonly first: number;
  readonly second: number;
}

export class SortedList {
  readonly events: ListedEvent[] = [];
  #sequence = 0;

  add(time: number, phase: number, kind: number, first: number, second: number): ListedEvent {
    const event = { time, phase, sequence: this.#sequence, kind, first, second };
    this.#sequence += 1;
    this.events.splice(this.#placeOf(event), 0, event);
    return event;
  }

  /** Removes an event; false if it is not there. */
  remove(event: ListedEvent): boolean {
    const place = this.#placeOf(event);
    if (this.events[place] !== event) return false;
    this.events.splice(place, 1);
    return true;
  }

  takeNext(limit: number): ListedEvent | undefined {
    const next = this.events[0];
    return next !== undefined && next.time <= limit ? this.events.shift() : undefined;
  }

  /** The number of events before this one. */
  #placeOf(event: ListedEvent): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.events[middle]!, event)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(x: ListedEvent, y: ListedEvent): boolean {
  if (x.time !== y.time) return x.time < y.time;
  if (x.phase !== y.phase) return x.phase < y.phase;
  return x.sequence < y.sequence;
}

// A filter's verdicts as a table: something is counted by where nodes stand, and a node passes if the count of its place is
// neither too small nor too large. What a search reads of nodes by the thousand, without calling anybody.

export interface CountBounds {
  /** By node id: the number of the place that the node stands in; negative: it stands in none. */
  readonly places: Int32Array;
  /** By place. */
  readonly counts: Int32Array;
  /** The node passes with a count from `least` to `most`. */
  readonly least: number;
  readonly most: number;
  /** Whether a node passes that stands nowhere. */
  readonly passesNowhere: boolean;
}

/** Whether the node passes by every one. */
export function isWithin(bounds: readonly CountBounds[], node: number): boolean {
  for (let index = 0; index < bounds.length; index += 1) {
    const { places, counts, least, most, passesNowhere } = bounds[index]!;
    const place = places[node]!;
    if (place < 0) {
      if (!passesNowhere) return false;
    } else {
      const count = counts[place]!;
      if (count < least || count > most) return false;
    }
  }
  return true;
}

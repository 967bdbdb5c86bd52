// All mixes of several numbers, each with its price: the candidates of a search for the cheapest.

/** How many of one thing there may be, and what one costs in an hour. */
export interface PricedAmounts {
  /** Ascending. */
  readonly amounts: readonly number[];
  readonly pricePerHour: number;
}

export interface Mix {
  /** For each thing the place of its amount. */
  readonly levels: readonly number[];
  readonly price: number;
}

/** Digits behind the point that prices are told apart by: sums of decimal numbers are no exact ones. */
const PRICE_DIGITS = 9;

/** Every combination, the cheapest first; of equally dear ones the one with less of what comes first. */
export function mixesOf(things: readonly PricedAmounts[]): readonly Mix[] {
  let mixes: readonly Mix[] = [{ levels: [], price: 0 }];
  for (const { amounts, pricePerHour } of things) {
    mixes = mixes.flatMap(({ levels, price }) =>
      amounts.map((amount, level) => ({
        levels: [...levels, level],
        price: Number((price + amount * pricePerHour).toFixed(PRICE_DIGITS)),
      })),
    );
  }
  return mixes.toSorted((a, b) => a.price - b.price || firstDifference(a.levels, b.levels));
}

/** How many combinations there are. */
export function countMixes(things: readonly PricedAmounts[]): number {
  return things.reduce((product, { amounts }) => product * amounts.length, 1);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((level, at) => level !== b[at]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}

/** Whether a mix has as much of everything as another, or more. */
export function isAtLeast(mix: Mix, other: Mix): boolean {
  return mix.levels.every((level, at) => level >= other.levels[at]!);
}

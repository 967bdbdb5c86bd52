// Integer arithmetic as Go does it on int64, on doubles that hold whole numbers.

const EXACT_MAX = Number.MAX_SAFE_INTEGER;

/**
 * part × 100 / whole, truncated, for 0 ≤ part ≤ whole and whole > 0. Below 2^53 the double quotient never rounds up
 * to the next integer (its gap to it is at least 1/whole > half a unit in the last place of a number ≤ 100);
 * above (82 TiB of memory and more) it is taken in big integers.
 */
export function percentOf(part: number, whole: number): number {
  const scaled = part * 100;
  return scaled <= EXACT_MAX ? Math.floor(scaled / whole) : Number((BigInt(part) * 100n) / BigInt(whole));
}

/** Go's integer division: truncated toward zero. */
export function dividedInt(numerator: number, denominator: number): number {
  return Math.trunc(numerator / denominator);
}

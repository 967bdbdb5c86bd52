// Whether a station that was full is full a while later: free places of M/M/1/K, which come with each request that ends and go with each
// that enters, seen from the moment at which there are none. The Laplace transform has a closed form (both ends reflect); its inverse is a
// mixture of falling exponentials, for which the sums of Gaver and Stehfest (Communications of the ACM 13, 1970) are good to four digits.

import { power } from "../../base/random/special-functions.ts";

/** A station that turns requests away. Rates are per µs. */
export interface FullStation {
  /** Requests that it ends while it is full. */
  readonly ends: number;
  /** Requests that come. */
  readonly comes: number;
  /** Requests that fit into it. */
  readonly room: number;
}

/** The part of the difference to the long run that is left after so long: 1 at once, 0 when all is forgotten. */
export function fullnessLeft(station: FullStation, us: number): number {
  if (us <= 0 || station.ends <= 0) return 1;
  const settled = chanceOfFull(station);
  if (settled >= 1) return 1;
  return Math.min(1, Math.max(0, (fullAfter(station, us) - settled) / (1 - settled)));
}

/** The chance that it is full in the long run: that of the first of room + 1 states of a geometric law. */
export function chanceOfFull({ ends, comes, room }: FullStation): number {
  const ratio = ends / comes;
  if (ratio < 1) return (1 - ratio) / (1 - power(ratio, room + 1));
  // By the other end, where powers stay small.
  const down = 1 / ratio;
  return down > 1 - 1e-9 ? 1 / (room + 1) : ((1 - down) * power(down, room)) / (1 - power(down, room + 1));
}

const TERMS = 10;
const WEIGHTS: readonly number[] = Object.freeze(Array.from({ length: TERMS }, (_, place) => stehfest(place + 1)));

function fullAfter(station: FullStation, us: number): number {
  const step = Math.LN2 / us;
  let sum = 0;
  for (let term = 1; term <= TERMS; term += 1) sum += WEIGHTS[term - 1]! * transform(station, term * step);
  return sum * step;
}

/** Of the chance that no place is free, at s > 0. */
function transform({ ends, comes, room }: FullStation, s: number): number {
  const sum = s + ends + comes;
  const root = Math.sqrt(sum * sum - 4 * ends * comes);
  // Roots of comes z² - sum z + ends: the smaller one without a difference of almost equal numbers.
  const larger = (sum + root) / (2 * comes);
  const smaller = ends / comes / larger;
  const back = -((power(smaller / larger, room) * (ends - comes * smaller)) / (ends - comes * larger));
  // Chances are A smaller^n + back A larger^n, and at n = 0 as many are lost as come.
  const ofLarger = Number.isFinite(back) ? back : 0;
  return (1 + ofLarger) / ((s + ends) * (1 + ofLarger) - comes * (smaller + ofLarger * larger));
}

function stehfest(term: number): number {
  const half = TERMS / 2;
  let sum = 0;
  for (let k = Math.floor((term + 1) / 2); k <= Math.min(term, half); k += 1)
    sum +=
      (wholePower(k, half) * factorial(2 * k)) /
      (factorial(half - k) * factorial(k) * factorial(k - 1) * factorial(term - k) * factorial(2 * k - term));
  return (term + half) % 2 === 0 ? sum : -sum;
}

function wholePower(base: number, exponent: number): number {
  return exponent === 0 ? 1 : base * wholePower(base, exponent - 1);
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}

// What is left over from period to period where so much is done in each and no more: a random walk that is never negative. Work comes in
// pieces with a mean of 1 and an exponential law, so many to a period, and a period is good for so many. The mean is that of the largest
// sum of normal steps (Janssen and van Leeuwaarden, Stochastic Processes and their Applications 117, 2007), where hardly anything is left
// for a second period the first term of Spitzer's identity (1956), and never more than what waits before a server without periods.

/** Of the law of the largest sum: the zeta function at 1/2 by the root of 2 pi, and what belongs to the square of the drift. */
const ZETA = -0.582597157939;
const SECOND_ORDER = 0.0414668;
const THIRD_ORDER = 0.0138223;
const ROOT_TWO = Math.SQRT2;
/** Above so much drift hardly anything is left for a second period, and numbers are too small to be normal. */
const SELDOM = 1.5;
/** Above it numbers are normal nevertheless. */
const MANY = 300;
const FRACTIONS = 16;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Pieces left at the end of a period, if so many come to one and it is good for so many; fewer must come. */
export function meanRest(arrivals: number, good: number): number {
  const deviation = Math.sqrt(arrivals + good);
  const drift = (good - arrivals) / deviation;
  if (drift > SELDOM) return meanExcess(arrivals, good);
  const rest = deviation * (1 / (2 * drift) + ZETA + drift / 4 - SECOND_ORDER * drift * drift);
  return Math.min(rest, arrivals / (good - arrivals));
}

/** The chance that anything is left at the end of a period: of the same law, and of exponential tails where pieces are large. */
export function chanceOfRest(arrivals: number, good: number): number {
  const drift = (good - arrivals) / Math.sqrt(arrivals + good);
  const nothing = ROOT_TWO * drift * Math.exp(drift * (ZETA + THIRD_ORDER * drift * drift));
  const ofTail = (meanRest(arrivals, good) * (good - arrivals)) / good;
  return Math.min(1, ofTail, drift < SELDOM ? Math.max(0, 1 - nothing) : 1);
}

/** Mean of what one Poisson number exceeds another by: as many pieces as a single period leaves. */
export function meanExcess(mean: number, other: number): number {
  if (other > MANY) return normalExcess(mean, other);
  let chance = Math.exp(-mean);
  let below = Math.exp(-other);
  let [upTo, shortfall, sum] = [0, 0, 0];
  const most = mean + 10 * Math.sqrt(mean) + 20;
  for (let count = 1; count < most; count += 1) {
    // The mean of what the other one lacks of this count grows by the chance to lie below it.
    upTo += below;
    shortfall += upTo;
    below *= other / count;
    chance *= mean / count;
    sum += chance * shortfall;
  }
  return sum;
}

/** The same for large numbers, of which the other one is the larger by far. */
function normalExcess(mean: number, other: number): number {
  const deviation = Math.sqrt(mean + other);
  const drift = (other - mean) / deviation;
  const density = Math.exp(-0.5 * drift * drift) / ROOT_TWO_PI;
  // Mills' ratio as a continued fraction (Laplace).
  let below = drift;
  for (let step = FRACTIONS; step > 0; step -= 1) below = drift + step / below;
  return deviation * density * (1 - drift / below);
}

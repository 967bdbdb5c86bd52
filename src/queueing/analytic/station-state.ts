// What a station of one or many cores, with places or without limit, is like in the long run under Poisson arrivals. Inside it a
// request shares the cores with others and then keeps its place without them, so that the number inside has a product form whatever
// the laws (Baskett, Chandy, Muntz and Palacios, JACM 22, 1975); who waits outside for a place meets the station as a server whose
// speed is that of the inside (flow equivalence: Chandy, Herzog and Woo, 1975), corrected for the law of service
// (../theory/general-service.ts; exact for one place, and by Avi-Itzhak and Halfin, 1988, for shared processors with few places).

import type { Standstill } from "./throttle.ts";

import { sharingFactor, waitFactor } from "../theory/general-service.ts";

/** What decides the state of a station, beside the rate. */
export interface StationSetting {
  /** Mean work of a request in µs of a core at full speed. */
  readonly workUs: number;
  /** Mean time in µs for which it keeps its place beside that. */
  readonly heldUs: number;
  readonly cores: number;
  readonly speed: number;
  /** Requests inside at once; Infinity: any number. */
  readonly places: number;
  /** Requests that may wait for a place. */
  readonly queueLimit: number;
  /** Squared coefficients of variation of the times between arrivals and of the time that one takes alone. */
  readonly variabilityOfArrivals: number;
  readonly variability: number;
}

export interface StationState {
  /** Part of arrivals refused, for want of places to wait. */
  readonly lost: number;
  /** Of those taken: the part that waits, and the mean wait of all in µs. */
  readonly waitChance: number;
  readonly waitUs: number;
  /** Variance by squared mean of the wait of those who wait, where a limited queue decides it; NaN elsewhere. */
  readonly waitVariability: number;
  /** By what the work takes longer than on a core at full speed; its mean, its least value and its variance. */
  readonly stretch: number;
  readonly leastStretch: number;
  readonly stretchVariance: number;
  /** Requests in the station, waiting ones included. */
  readonly present: number;
  readonly waiting: number;
  /** How it stands still for want of quota, where it does; the rest is how it is while it runs. */
  readonly standstill: Standstill | undefined;
}

/** Most states looked at beyond the cores; a limit of places above it is as good as none. */
const MOST_PLACES = 4_000;
const TOO_BIG = 1e120;
const TINY = 1e-9;
/** Spare part of a station's capacity from which on it counts as far from full. */
const NEARLY_FULL = 0.2;

/** Requests per µs that the station ends at most, with an endless queue. */
export function capacityOf(setting: StationSetting): number {
  const { workUs, cores, speed } = setting;
  const ofCores = workUs > 0 ? (cores * speed) / workUs : Infinity;
  if (!isLimited(setting)) return ofCores;
  const alone = aloneUs(setting);
  if (alone <= 0) return Infinity;
  // The ratio of neighbouring states does not depend on the rate; it is best taken where both are likely.
  const rate = Math.min(0.9 * ofCores, setting.places / alone);
  const sums = sumLimited(setting, rate);
  const ratio = sums.full / sums.lastFree;
  return ratio > 0 ? Math.min(ofCores, rate / ratio) : ofCores;
}

/** The long run at `rate` requests per µs; where no queue limit holds them back, the rate must be below the capacity. */
export function stateAt(setting: StationSetting, rate: number): StationState {
  if (!isLimited(setting)) return withoutLimit(setting, rate);
  return withPlaces(setting, rate);
}

function isLimited(setting: StationSetting): boolean {
  return setting.places < MOST_PLACES;
}

function leastStretchOf({ cores }: StationSetting): number {
  return Math.max(1, 1 / cores);
}

/** Mean time of a request that is alone in the station. */
export function aloneUs(setting: StationSetting): number {
  return (setting.workUs * leastStretchOf(setting)) / setting.speed + setting.heldUs;
}

function withoutLimit(setting: StationSetting, rate: number): StationState {
  const { cores, workUs, speed, heldUs } = setting;
  const offered = (rate * workUs) / speed;
  const least = leastStretchOf(setting);
  const load = offered / cores;
  const first = Math.ceil(cores);
  let weight = Math.exp(-Math.min(offered, 600));
  let mass = 0;
  let inside = 0;
  let stretch = 0;
  let squares = 0;
  for (let count = 0; count < first; count += 1) {
    const here = Math.max(1, (count + 1) / cores);
    mass += weight;
    inside += weight * count;
    stretch += weight * here;
    squares += weight * here * here;
    weight *= offered / Math.min(count + 1, cores);
    if (weight < mass * Number.EPSILON && count > offered) break;
  }
  // From here on each further state is less likely by the load.
  const spare = 1 / (1 - load);
  const next = (first + 1) * spare + load * spare * spare;
  mass += weight * spare;
  inside += weight * (next - spare);
  stretch += (weight * next) / cores;
  squares +=
    (weight * ((first + 1) * (first + 1 + 2 * load * spare) * spare + load * (1 + load) * spare * spare * spare)) /
    (cores * cores);
  const mean = offered > 0 ? inside / mass / offered : stretch / mass;
  const crowd = sharingFactor(load, setting.variabilityOfArrivals, setting.variability);
  const meanStretch = least + (mean - least) * crowd;
  const entered = stretch / mass;
  return {
    lost: 0,
    waitChance: 0,
    waitUs: 0,
    waitVariability: NaN,
    stretch: meanStretch,
    leastStretch: least,
    stretchVariance: Math.max(0, squares / mass - entered * entered) * spreadFactor(load, crowd),
    present: offered * meanStretch + rate * heldUs,
    waiting: 0,
    standstill: undefined,
  };
}

/** How far from a full load a station is, up to where it counts as far. */
function farFromFull(load: number): number {
  return Math.min(1, Math.max(0, (1 - load) / NEARLY_FULL));
}

/**
 * By how much the variance of the stretch changes where its mean does so: near a full load as the square, because the law keeps its shape,
 * and less far from it. A fit to simulations, as the next one.
 */
function spreadFactor(load: number, crowd: number): number {
  return crowd * (crowd + (1 - crowd) * farFromFull(load));
}

/** By how much the chance to wait changes: not at all near a full load. */
function chanceFactor(load: number, crowd: number): number {
  return 1 + (Math.sqrt(crowd) - 1) * farFromFull(load);
}

/** Unnormalised sums over the states in which nobody waits. */
interface LimitedSums {
  /** States with a free place, with none, and with just one. */
  readonly free: number;
  readonly full: number;
  readonly lastFree: number;
  /** Requests at the cores and in their places: summed over states with a free place, and the mean where there is none. */
  readonly sharing: number;
  readonly held: number;
  readonly sharingFull: number;
  /** Of arrivals that find a place, and of those that get the last one: sums of the stretch and its square. */
  readonly stretchFree: number;
  readonly squaresFree: number;
  readonly stretchLast: number;
  readonly squaresLast: number;
}

function sumLimited(setting: StationSetting, rate: number): LimitedSums {
  const { places, cores, workUs, speed, heldUs } = setting;
  const offered = (rate * workUs) / speed;
  const holding = rate * heldUs;
  const held = heldWeights(holding, places);
  const heldUpTo = cumulative(held);
  let weight = 1;
  let [free, full, lastFree, sharing, kept, sharingFull] = [0, 0, 0, 0, 0, 0];
  let [stretchFree, squaresFree, stretchLast, squaresLast] = [0, 0, 0, 0];
  for (let count = 0; count <= places; count += 1) {
    const others = places - count;
    full += weight * held[others]!;
    sharingFull += weight * held[others]! * count;
    if (others > 0) {
      const here = Math.max(1, (count + 1) / cores);
      const [below, last] = [weight * heldUpTo[others - 1]!, weight * held[others - 1]!];
      free += below;
      lastFree += last;
      sharing += below * count;
      if (others > 1) kept += weight * holding * heldUpTo[others - 2]!;
      stretchFree += below * here;
      squaresFree += below * here * here;
      stretchLast += last * here;
      squaresLast += last * here * here;
    }
    weight *= offered / Math.min(count + 1, cores);
    if (weight === 0) break;
    if (weight > TOO_BIG) {
      const down = 1 / weight;
      [free, full, lastFree, sharing, kept] = [free * down, full * down, lastFree * down, sharing * down, kept * down];
      [sharingFull, stretchFree, squaresFree] = [sharingFull * down, stretchFree * down, squaresFree * down];
      [stretchLast, squaresLast, weight] = [stretchLast * down, squaresLast * down, 1];
    }
  }
  sharingFull = full > 0 ? sharingFull / full : 0;
  return { free, full, lastFree, sharing, held: kept, sharingFull, stretchFree, squaresFree, stretchLast, squaresLast };
}

/** Poisson weights from 0 to `places`, the likeliest of them 1. */
function heldWeights(mean: number, places: number): Float64Array {
  const weights = new Float64Array(places + 1);
  const top = Math.min(Math.floor(mean), places);
  weights[top] = 1;
  for (let count = top; count > 0; count -= 1) weights[count - 1] = (weights[count]! * count) / mean;
  for (let count = top; count < places; count += 1) weights[count + 1] = (weights[count]! * mean) / (count + 1);
  return weights;
}

function cumulative(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let count = 0; count < weights.length; count += 1) {
    sum += weights[count]!;
    sums[count] = sum;
  }
  return sums;
}

function withPlaces(setting: StationSetting, rate: number): StationState {
  const { workUs, speed, heldUs } = setting;
  const sums = sumLimited(setting, rate);
  // So few come that numbers cannot tell how seldom all places are taken.
  const load = sums.full > 0 ? sums.full / sums.lastFree : 0;
  const queue = queueOf(setting, sums, rate, load);
  const all = sums.free + sums.full + queue.mass;
  const turnedAway = load > 0 ? sums.full + queue.mass * (1 - 1 / load) : 0;
  const taken = 1 - Math.max(0, turnedAway / all);
  const waits = Math.min(1, Math.max(0, 1 - sums.free / all / taken));
  const offered = (rate * taken * workUs) / speed;
  const sharing = (sums.sharing + sums.sharingFull * (sums.full + queue.mass)) / all;
  const entered = mixed(sums.stretchFree / sums.free, sums.stretchLast / sums.lastFree, waits);
  const squares = mixed(sums.squaresFree / sums.free, sums.squaresLast / sums.lastFree, waits);
  const waiting = queue.length / all;
  const least = leastStretchOf(setting);
  const atRandom = offered > 0 ? sharing / offered : entered;
  const isEndless = setting.queueLimit === Infinity;
  const ofGaps = sharingFactor(load, setting.variabilityOfArrivals, setting.variability);
  // A limited station is mostly full near a full load, and then gaps play no part inside.
  const crowd = isEndless ? ofGaps : 1 + (ofGaps - 1) * farFromFull(load);
  const stretch = least + (atRandom - least) * crowd;
  return {
    lost: isEndless ? 0 : 1 - taken,
    waitChance: Math.min(1, waits * chanceFactor(load, crowd)),
    waitUs: waiting / (rate * taken),
    waitVariability: queue.variability,
    stretch,
    leastStretch: Math.min(stretch, least),
    stretchVariance: Math.max(0, squares - entered * entered) * spreadFactor(load, crowd),
    present: waiting + offered * stretch + rate * taken * heldUs,
    waiting,
    standstill: undefined,
  };
}

function mixed(left: number, right: number, shareOfRight: number): number {
  return shareOfRight === 0 ? left : left + (right - left) * shareOfRight;
}

/**
 * The states in which somebody waits: how likely all are, and the sum of their lengths. The first one follows the full station
 * as its flow says; the length then falls geometrically, such that an endless queue has the mean that theory gives it.
 */
function queueOf(setting: StationSetting, sums: LimitedSums, rate: number, load: number): Queue {
  const { queueLimit, places } = setting;
  if (queueLimit === 0 || load === 0) return { mass: 0, length: 0, variability: NaN };
  // As many servers as work side by side while all places are taken.
  const servers = Math.min(places, Math.max(1, (rate / load) * aloneUs(setting)));
  const factor = waitFactor(Math.min(load, 1), servers, setting.variabilityOfArrivals, setting.variability);
  if (queueLimit === Infinity) {
    const mass = (sums.full * load) / (1 - load);
    return { mass, length: (mass * factor) / (1 - load), variability: NaN };
  }
  const ratio = Math.max(TINY, 1 + (load - 1) / factor);
  const first = ratio > TINY ? (sums.full * load) / factor : (sums.full * load) / (1 - load);
  // One after another is done as regularly as the services are, unless many are done side by side.
  const regularity = 1 + (setting.variability - 1) / Math.sqrt(servers);
  return geometric(first, ratio, queueLimit, regularity);
}

/** How likely it is that somebody waits, the sum of lengths, and how the waits of those who wait vary. */
interface Queue {
  readonly mass: number;
  readonly length: number;
  readonly variability: number;
}

/** Lengths from 1 to `terms`, the first with weight `first`, each following one with `ratio` times that. */
function geometric(first: number, ratio: number, terms: number, regularity: number): Queue {
  let [mass, length, squares] = [terms, (terms * (terms + 1)) / 2, (terms * (terms + 1) * (2 * terms + 1)) / 6];
  if (Math.abs(ratio - 1) * terms > 1e-4) {
    // From the likelier end, so that nothing overflows.
    const down = Math.min(ratio, 1 / ratio);
    const last = Math.exp(terms * Math.log(down));
    const spare = 1 / (1 - down);
    mass = (1 - last) * spare;
    length = (mass - terms * last) * spare;
    squares = (2 * length - mass - terms * terms * last) * spare;
    if (ratio > 1) [length, squares] = fromTheOtherEnd(mass, length, squares, terms);
  }
  const scale = ratio > 1 ? first * Math.exp(Math.min(600, (terms - 1) * Math.log(ratio))) : first;
  const mean = length / mass;
  const variance = squares / mass - mean * mean + mean * regularity;
  return { mass: mass * scale, length: length * scale, variability: variance / (mean * mean) };
}

/** Sums over n of what was summed over terms + 1 - n. */
function fromTheOtherEnd(mass: number, length: number, squares: number, terms: number): [number, number] {
  const top = terms + 1;
  return [top * mass - length, top * top * mass - 2 * top * length + squares];
}

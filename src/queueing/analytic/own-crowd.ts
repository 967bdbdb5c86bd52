// Requests that come with others of the same caller at the same moment: how long they wait for those of their own, and when the last
// of them is done. What everybody else makes them wait is in the law that all of this begins with. For one place, or one shared core,
// means are those of batches of Poisson arrivals (Chaudhry and Templeton, 1983); of several places so many are taken as free as are on average.

import { power } from "../../base/random/special-functions.ts";

import type { DiscreteLaw, LawBuilder } from "./discrete-law.ts";
import type { StationGroup } from "./station-group.ts";

/** Who come together, and how their stations take them. */
export interface OwnCrowd {
  /** How many others each comes with, on average. */
  readonly others: number;
  /** Among which each of them chooses anew. */
  readonly stations: number;
  /** How many a station works on side by side, and how many of these it has nothing to do for, 1 at least. */
  readonly servers: number;
  readonly free: number;
  /** Time from one end to the next while a station is full. */
  readonly stepUs: number;
  /** Whether all of them are worked on at once, by cores that they share; and the part of these that has nothing to do. */
  readonly isShared: boolean;
  readonly spare: number;
}

/** Requests that come first of their crowd, with their calls. */
export interface FirstOfCrowd {
  readonly crowd: OwnCrowd;
  readonly law: DiscreteLaw;
  /** Of the variance of their times the part that is each one's own, and not a wait for others which all of a crowd share. */
  readonly ownPart: number;
}

/** Chances below this count for nothing. */
const NEGLIGIBLE = 1e-6;
/** More than that come together as if they were so many. */
const MOST_OTHERS = 1000;
/** Up to so many calls it is counted how they fall on stations. */
const MOST_COUNTED = 8;
/** Times of the last one are told apart so finely: steps to each doubling. */
const STEPS = 16;

/** The crowd that comes to the stations of these groups; undefined: all come one by one. `crew`: of them, those that share what comes evenly. */
export function ownCrowdAt(
  others: number,
  places: number,
  crew: number,
  groups: readonly StationGroup[],
  isShared: boolean,
  serversOf: (group: StationGroup) => number,
): OwnCrowd | undefined {
  let [count, ends, served, servers] = [0, 0, 0, 0];
  for (const group of groups) {
    if (!group.isOpen || !(group.capacity > 0 && group.capacity < Infinity)) continue;
    count += group.stations.length;
    ends += group.stations.length * group.capacity;
    served += group.stations.length * Math.min(group.served, group.capacity);
    servers += group.stations.length * serversOf(group);
  }
  if (others === 0 || places === 0 || count === 0) return undefined;
  const together = crew > 1 ? crew : 1;
  const ofAll = (servers / count) * together;
  const spare = 1 - served / ends;
  return {
    others,
    stations: crew > 1 ? 1 : places,
    servers: ofAll,
    free: Math.max(1, ofAll * spare),
    stepUs: count / ends / together,
    isShared,
    spare,
  };
}

/** How much longer than the first one the one in this place of its crowd at a station is there, from 1 up. */
function laterUs({ free, stepUs }: OwnCrowd, place: number): number {
  return Math.max(0, place - free) * stepUs;
}

/** The mean time that a request waits for those of its own. */
export function ownWaitUs(crowd: OwnCrowd): number {
  return placesOf(crowd).reduce((sum, chance, before) => sum + chance * laterUs(crowd, before + 1), 0);
}

/** The law of one among the others, from that of one who comes first. */
export function amongOthers(first: DiscreteLaw, crowd: OwnCrowd, builder: LawBuilder): DiscreteLaw {
  for (const [before, chance] of placesOf(crowd).entries()) builder.addAll(first, chance, laterUs(crowd, before + 1));
  return builder.build();
}

/** The chance of so many of one's own before one at one's station. */
function placesOf({ others, stations }: OwnCrowd): readonly number[] {
  const most = Math.min(MOST_OTHERS, others);
  const few = Math.floor(most);
  const chances = Array.from({ length: Math.ceil(most) + 1 }, () => 0);
  for (const [count, weight] of [
    [few, 1 - (most - few)],
    [few + 1, most - few],
  ] as const) {
    if (weight === 0) continue;
    for (let before = 0; before <= count; before += 1)
      for (const [here, chance] of binomial(before, 1 / stations).entries())
        chances[here]! += (weight * chance) / (count + 1);
  }
  return chances;
}

/** Chances of 0 to `count` successes. */
function binomial(count: number, chance: number): readonly number[] {
  if (chance >= 1) return Array.from({ length: count + 1 }, (_, place) => Number(place === count));
  const chances = [power(1 - chance, count)];
  for (let place = 1; place <= count; place += 1)
    chances.push((chances[place - 1]! * (count - place + 1) * chance) / (place * (1 - chance)));
  return chances;
}

/**
 * The law of the last one of `calls` that are made together, each with this chance, if all come off. Of those at a station as many end
 * last as it works on side by side; where they share its cores, all do. Those before the last one count only as far as their times are
 * their own.
 */
export function lastOf({ crowd, law, ownPart }: FirstOfCrowd, calls: number, chance: number): DiscreteLaw {
  const { stations, isShared, spare } = crowd;
  const beside = isShared ? calls : Math.max(1, Math.round(crowd.servers));
  const shiftOf = (place: number): number => laterUs(crowd, place) * (isShared ? spare : 1);
  const edges = edgesOf(law, shiftOf(calls));
  const last = Array.from({ length: calls }, (_, before) => distributionAt(edges, law, shiftOf(before + 1)));
  const others = isShared || ownPart === 1 ? last : last.map((chances) => powersOf(chances, ownPart));
  const counts = binomial(calls, chance / stations);
  const atStation = new Float64Array(calls + 1);
  return lawUpTo(edges, (edge) => {
    allDone(atStation, { last, others, beside, edge, counts });
    return amongStations(atStation, counts, stations, chance);
  });
}

/** Chances by place in a crowd, of those who are its last ones and of those before them, each by time. */
interface Ends {
  readonly last: readonly Float64Array[];
  readonly others: readonly Float64Array[];
  readonly beside: number;
  readonly edge: number;
  /** How likely each count is. */
  readonly counts: readonly number[];
}

/** The chance that all at one station are done at that time, by their count. */
function allDone(into: Float64Array, { last, others, beside, edge, counts }: Ends): void {
  into[0] = 1;
  let before = 1;
  for (let count = 1; count < into.length; count += 1) {
    const isAmongLast = count <= beside;
    if (isAmongLast && count > 1) before *= others[count - 2]![edge]!;
    if (counts[count]! < NEGLIGIBLE) continue;
    if (!isAmongLast) before = productOf(others, count - beside, count - 1, edge);
    into[count] = last[count - 1]![edge]! * before;
  }
}

function productOf(chances: readonly Float64Array[], from: number, to: number, edge: number): number {
  let product = 1;
  for (let place = from; place < to; place += 1) product *= chances[place]![edge]!;
  return product;
}

/**
 * The chance that something holds for all of so many stations, by the chance that it holds for one to which so many come. Exact for few
 * calls: what a station makes of its number is one factor of a generating function. For many, numbers are as good as independent.
 */
function amongStations(atStation: Float64Array, counts: readonly number[], stations: number, chance: number): number {
  const calls = atStation.length - 1;
  if (stations === 1 || calls > MOST_COUNTED)
    return power(
      counts.reduce((sum, weight, count) => sum + weight * atStation[count]!, 0),
      stations,
    );
  const ofOne = exponentialTerms(chance / stations, calls).map((term, count) => term * atStation[count]!);
  const ofAll = timesPolynomial(polynomialPower(ofOne, stations), exponentialTerms(1 - chance, calls));
  return ofAll[calls]! / exponentialTerms(1, calls)[calls]!;
}

/** Terms of the series of e to the power `factor` x, up to the degree. */
function exponentialTerms(factor: number, degree: number): Float64Array {
  const terms = new Float64Array(degree + 1);
  terms[0] = 1;
  for (let place = 1; place <= degree; place += 1) terms[place] = (terms[place - 1]! * factor) / place;
  return terms;
}

/** The polynomial to a whole power of 1 or more, without what is beyond its degree. */
function polynomialPower(base: Float64Array, exponent: number): Float64Array {
  if (exponent === 1) return base;
  const half = polynomialPower(base, Math.floor(exponent / 2));
  const square = timesPolynomial(half, half);
  return exponent % 2 === 0 ? square : timesPolynomial(square, base);
}

function timesPolynomial(left: Float64Array, right: Float64Array): Float64Array {
  const terms = new Float64Array(left.length);
  for (let first = 0; first < left.length; first += 1)
    for (let second = 0; first + second < left.length; second += 1)
      terms[first + second]! += left[first]! * right[second]!;
  return terms;
}

/** 0 for none at all, and from the least value to the greatest one and so much beyond. */
function edgesOf({ values }: DiscreteLaw, beyondUs: number): readonly number[] {
  const most = (values.at(-1) ?? 0) + beyondUs;
  const growth = power(2, 1 / STEPS);
  const edges = [0, Math.max(values[0] ?? 0, most * NEGLIGIBLE)];
  while (edges.at(-1)! < most) edges.push(edges.at(-1)! * growth);
  return edges;
}

function powersOf(chances: Float64Array, exponent: number): Float64Array {
  return chances.map((chance) => (exponent > 0 ? power(chance, exponent) : 1));
}

function distributionAt(edges: readonly number[], { values, weights }: DiscreteLaw, shiftUs: number): Float64Array {
  const chances = new Float64Array(edges.length);
  const mass = weights.reduce((all, weight) => all + weight, 0);
  let place = 0;
  let sum = 0;
  for (let edge = 0; edge < edges.length; edge += 1) {
    while (place < values.length && values[place]! + shiftUs <= edges[edge]!) sum += weights[place++]!;
    chances[edge] = sum / mass;
  }
  return chances;
}

function lawUpTo(edges: readonly number[], chanceAt: (edge: number) => number): DiscreteLaw {
  const values: number[] = [];
  const weights: number[] = [];
  let before = 0;
  for (let edge = 0; edge < edges.length; edge += 1) {
    const chance = edge === edges.length - 1 ? 1 : chanceAt(edge);
    if (chance <= before) continue;
    values.push(edge < 2 ? edges[edge]! : (edges[edge - 1]! + edges[edge]!) / 2);
    weights.push(chance - before);
    before = chance;
  }
  return { values, weights };
}

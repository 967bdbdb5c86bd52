// The search along one path: candidates are ordered by what they ask of the cluster, least first, and the line between those that
// hold and those that break is closed in from both sides. Two candidates a round, at thirds: fewer rounds than halves would take,
// and more workers at work.

import type { CandidateSearch, Stand } from "./candidate-search.ts";

/** Where a search begins. */
export interface BracketStart {
  /** How many candidates there are. */
  readonly candidates: number;
  /** Run first. */
  readonly first: readonly number[];
  /** Ascending; where there is no end yet, the search goes to the next of these. */
  readonly strides: readonly number[];
  /** So many places apart, what holds and what breaks are as near as was asked for. */
  readonly nearEnough: number;
}

/** The last candidate known to hold and the first known to break; -1 and the number of candidates if there is none. */
interface Bracket {
  readonly holds: number;
  readonly breaks: number;
}

export function bracketSearch(start: BracketStart): CandidateSearch {
  const { candidates, first, strides, nearEnough } = start;
  return {
    first,
    // Each round cuts what is left to a third; from both sides of what stays open, to a half.
    mostJudged: first.length + strides.length + 2 * (bits(candidates) + 1),
    next: (stands) => {
      if (first.some((candidate) => stands[candidate] === "untried")) return first;
      const bracket = bracketOf(stands);
      const unsure = places(stands, "undecided").filter((place) => isInside(place, bracket));
      if (unsure.length > 0) return unsure;
      return isNear(bracket, stands, nearEnough) ? [] : further(stands, bracket, strides);
    },
    answer: (stands) => answerOf(stands, nearEnough),
  };
}

function bits(count: number): number {
  return Math.ceil(Math.log2(Math.max(2, count)));
}

function places(stands: readonly Stand[], wanted: Stand): readonly number[] {
  return stands.flatMap((stand, place) => (stand === wanted ? [place] : []));
}

function isInside(place: number, { holds, breaks }: Bracket): boolean {
  return place > holds && place < breaks;
}

/** What holds above what breaks does not count: the answer is on the safe side of a contradiction. */
function bracketOf(stands: readonly Stand[]): Bracket {
  const found = stands.indexOf("breaks");
  const breaks = found < 0 ? stands.length : found;
  return { holds: stands.lastIndexOf("holds", breaks), breaks };
}

/** Whether both ends are known, and near enough to each other. */
function isNear({ holds, breaks }: Bracket, stands: readonly Stand[], nearEnough: number): boolean {
  return holds >= 0 && breaks < stands.length && breaks - holds <= nearEnough;
}

/** Candidates never run that the search wants next. */
function further(stands: readonly Stand[], bracket: Bracket, strides: readonly number[]): readonly number[] {
  const { holds, breaks } = bracket;
  const wider = [
    ...(breaks === stands.length ? [strides.find((place) => place > lastTried(stands))] : []),
    ...(holds < 0 ? [strides.findLast((place) => place < firstTried(stands))] : []),
  ].filter((place) => place !== undefined);
  if (wider.length > 0) return wider;
  // Beyond what was tried there is nothing to close in on.
  const low = Math.max(holds, firstTried(stands) - 1);
  const high = Math.min(breaks, lastTried(stands) + 1);
  const open = places(stands, "open").filter((place) => isInside(place, bracket));
  const [firstOpen] = open;
  if (firstOpen === undefined) return inside(low, high, 3);
  return [...inside(low, firstOpen, 2), ...inside(open.at(-1)!, high, 2)];
}

function firstTried(stands: readonly Stand[]): number {
  return stands.findIndex((stand) => stand !== "untried");
}

function lastTried(stands: readonly Stand[]): number {
  return stands.findLastIndex((stand) => stand !== "untried");
}

/** The places between two others that cut what lies there into equal parts. */
function inside(from: number, to: number, parts: number): readonly number[] {
  const cuts = Array.from({ length: parts - 1 }, (_, cut) => from + Math.round(((cut + 1) * (to - from)) / parts));
  return [...new Set(cuts)].filter((place) => place > from && place < to);
}

function answerOf(stands: readonly Stand[], nearEnough: number): ReturnType<CandidateSearch["answer"]> {
  const { holds, breaks } = bracketOf(stands);
  const held = stands.lastIndexOf("holds");
  const isContradicted = held > breaks;
  const known = {
    holds: holds < 0 ? null : holds,
    breaks: breaks === stands.length ? null : breaks,
    contradiction: isContradicted ? { held, broke: breaks } : null,
    openFromPrice: null,
  };
  return { ...known, kind: isContradicted ? "contradicted" : kindOf({ holds, breaks }, stands, nearEnough) };
}

function kindOf(
  bracket: Bracket,
  stands: readonly Stand[],
  nearEnough: number,
): "found" | "wide" | "everywhere" | "nowhere" {
  const { holds, breaks } = bracket;
  if (holds === stands.length - 1 && holds >= 0) return "everywhere";
  if (breaks === 0) return "nowhere";
  return isNear(bracket, stands, nearEnough) ? "found" : "wide";
}

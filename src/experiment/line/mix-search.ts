// The search for the cheapest mix that holds. More of anything is taken to be never worse: a mix with less of everything than one
// that breaks is ruled out, and what costs as much as a mix that holds is not asked for. Each round runs the candidates that rule out
// most, whichever way they come out.

import type { CandidateSearch, Stand } from "./candidate-search.ts";
import type { LineAnswer } from "./line-result.ts";
import { isAtLeast, type Mix } from "./mixes.ts";

/** More mixes than these are not run: the answer then says what is open. */
const MOST_RUN = 200;
/** Run at once. */
const MIXES_A_ROUND = 2;
/** Candidates that are weighed against one another: a few spread over all prices. */
const MOST_WEIGHED = 64;

/** `mixes`: the cheapest first. */
export function mixSearch(mixes: readonly Mix[]): CandidateSearch {
  const mostJudged = Math.min(mixes.length, MOST_RUN);
  const first = [mixes.length - 1];
  return {
    first,
    mostJudged,
    next: (stands) => {
      if (stands.every((stand) => stand === "untried")) return first;
      const left = leftOf(mixes, stands);
      const unsure = left.filter((place) => stands[place] === "undecided");
      if (unsure.length > 0) return unsure;
      const tried = stands.filter((stand) => stand !== "untried").length;
      const untried = left.filter((place) => stands[place] === "untried");
      return chosen(mixes, untried, Math.min(MIXES_A_ROUND, mostJudged - tried));
    },
    answer: (stands) => answerOf(mixes, stands),
  };
}

/** The cheapest that holds; the number of mixes if none is known to. */
function cheapestThatHolds(stands: readonly Stand[]): number {
  const found = stands.indexOf("holds");
  return found < 0 ? stands.length : found;
}

/** Candidates that are cheaper than the cheapest known to hold, and not ruled out by one that breaks. */
function leftOf(mixes: readonly Mix[], stands: readonly Stand[]): readonly number[] {
  const best = cheapestThatHolds(stands);
  const price = mixes[best]?.price ?? Infinity;
  const broken = stands.flatMap((stand, place) => (stand === "breaks" ? [mixes[place]!] : []));
  return mixes.flatMap((mix, place) => {
    if (place === best || mix.price >= price || stands[place] === "breaks") return [];
    return broken.some((other) => isAtLeast(other, mix)) ? [] : [place];
  });
}

/** Of the candidates those that rule out most: the first, then the best of what both its endings leave. */
function chosen(mixes: readonly Mix[], left: readonly number[], count: number): readonly number[] {
  const found: number[] = [];
  let rest = left;
  while (found.length < count && rest.length > 0) {
    const best = mostTelling(mixes, rest);
    found.push(best);
    rest = rest.filter((place) => place < best && !isAtLeast(mixes[best]!, mixes[place]!));
  }
  return found;
}

function mostTelling(mixes: readonly Mix[], left: readonly number[]): number {
  const stride = Math.max(1, left.length / MOST_WEIGHED);
  let best = left[0]!;
  let most = -1;
  for (let at = 0; at < left.length; at += stride) {
    const place = left[Math.floor(at)]!;
    const dearer = left.filter((other) => mixes[other]!.price >= mixes[place]!.price).length;
    const smaller = left.filter((other) => isAtLeast(mixes[place]!, mixes[other]!)).length;
    const ruledOut = Math.min(dearer, smaller);
    if (ruledOut <= most) continue;
    most = ruledOut;
    best = place;
  }
  return best;
}

function answerOf(mixes: readonly Mix[], stands: readonly Stand[]): Omit<LineAnswer, "broken"> {
  const best = cheapestThatHolds(stands);
  const left = leftOf(mixes, stands);
  const price = mixes[best]?.price ?? Infinity;
  const breaks = stands.findLastIndex((stand, place) => stand === "breaks" && mixes[place]!.price < price);
  const contradiction = contradictionIn(mixes, stands);
  return {
    holds: best === mixes.length ? null : best,
    breaks: breaks < 0 ? null : breaks,
    contradiction,
    openFromPrice: left.length === 0 ? null : mixes[left[0]!]!.price,
    kind: contradiction === null ? kindOf(best, left.length, mixes.length) : "contradicted",
  };
}

function kindOf(best: number, left: number, mixes: number): "found" | "wide" | "everywhere" | "nowhere" {
  if (best === mixes) return left === 0 ? "nowhere" : "wide";
  if (best === 0) return "everywhere";
  return left === 0 ? "found" : "wide";
}

/** A mix that holds with no more of anything than one that breaks. */
function contradictionIn(mixes: readonly Mix[], stands: readonly Stand[]): LineAnswer["contradiction"] {
  for (const [held, stand] of stands.entries()) {
    if (stand !== "holds") continue;
    const broke = stands.findIndex((other, place) => other === "breaks" && isAtLeast(mixes[place]!, mixes[held]!));
    if (broke >= 0) return { held, broke };
  }
  return null;
}

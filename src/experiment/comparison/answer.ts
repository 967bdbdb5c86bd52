// From judgements of each two points to one answer: a winner, one that leads while too few runs tell, a tie at the top, a trade-off, or
// no difference that was found.

import type { ComparisonAnswer, JudgedPair } from "../sweep-result.ts";

/** `points` in the order of the design. */
export function answerOf(points: readonly number[], pairs: readonly JudgedPair[]): ComparisonAnswer {
  const isOpen = pairs.some(isUndecided);
  const moreReplications = isOpen ? mostWanted(pairs) : null;
  const best = bestOf(points, pairs);
  if (pairs.every(({ first, second }) => !beats(first, second, pairs) && !beats(second, first, pairs))) {
    return { kind: isOpen ? "too-few-runs" : "no-difference", best, moreReplications };
  }
  const rivals = points.filter((point) => best.some((other) => beats(point, other, pairs)));
  if (rivals.length > 0) {
    const among = points.filter((point) => best.includes(point) || rivals.includes(point));
    return { kind: "trade-off", best: among, moreReplications };
  }
  const [only, ...others] = best;
  const beatsAll = others.length === 0 && points.every((point) => point === only || beats(only!, point, pairs));
  if (!beatsAll) return { kind: "tie", best, moreReplications };
  const own = pairs.filter((pair) => concerns(only!, pair));
  return own.some(isUndecided)
    ? { kind: "leader", best, moreReplications: mostWanted(own) }
    : { kind: "winner", best, moreReplications };
}

/** Those that no other is simply better than; all, where each has one that is, in a circle. */
function bestOf(points: readonly number[], pairs: readonly JudgedPair[]): readonly number[] {
  const best = points.filter((point) => !pairs.some((pair) => isSimplyWorse(point, pair)));
  return best.length === 0 ? points : best;
}

/** Whether one point is better than another in any figure. */
function beats(point: number, other: number, pairs: readonly JudgedPair[]): boolean {
  if (point === other) return false;
  return pairs.some((pair) => concerns(point, pair) && concerns(other, pair) && wins(point, pair) > 0);
}

/** Figures of the pair in which the point is the better one. */
function wins(point: number, { first, judgements }: JudgedPair): number {
  const word = point === first ? "worse" : "better";
  return judgements.filter(({ verdict }) => verdict.kind === word).length;
}

function isUndecided({ judgements }: JudgedPair): boolean {
  return judgements.some(({ verdict }) => verdict.kind === "too-few-runs");
}

function concerns(point: number, { first, second }: JudgedPair): boolean {
  return point === first || point === second;
}

/** The other one is better in something and worse in nothing. */
function isSimplyWorse(point: number, pair: JudgedPair): boolean {
  if (!concerns(point, pair)) return false;
  const other = point === pair.first ? pair.second : pair.first;
  return wins(point, pair) === 0 && wins(other, pair) > 0;
}

/** Null if of any judgement nobody can say how many. */
function mostWanted(pairs: readonly JudgedPair[]): number | null {
  let most = 0;
  for (const { verdict } of pairs.flatMap(({ judgements }) => judgements)) {
    if (verdict.kind !== "too-few-runs") continue;
    if (verdict.more === null) return null;
    most = Math.max(most, verdict.more);
  }
  return most;
}

// From judgements of each two points to one answer: a winner, a tie at the top, a trade-off, or no difference that was found.

import type { ComparisonAnswer, JudgedPair } from "../sweep-result.ts";

/** `points` in the order of the design. */
export function answerOf(points: readonly number[], pairs: readonly JudgedPair[]): ComparisonAnswer {
  const best = points.filter((point) => !pairs.some((pair) => isSimplyWorse(point, pair)));
  const isOpen = pairs.some(({ judgements }) => judgements.some(({ verdict }) => verdict.kind === "too-few-runs"));
  const moreReplications = isOpen ? mostWanted(pairs) : null;
  const found = pairs.filter((pair) => wins(pair.first, pair) + wins(pair.second, pair) > 0);
  if (found.length === 0) return { kind: isOpen ? "too-few-runs" : "no-difference", best, moreReplications };
  const amongBest = found.some(({ first, second }) => best.includes(first) && best.includes(second));
  if (amongBest) return { kind: "trade-off", best, moreReplications };
  const [only, ...others] = best;
  const beatsAll = others.length === 0 && pairs.every((pair) => !concerns(only!, pair) || wins(only!, pair) > 0);
  return { kind: beatsAll ? "winner" : "tie", best, moreReplications };
}

/** Figures of the pair in which the point is the better one. */
function wins(point: number, { first, judgements }: JudgedPair): number {
  const word = point === first ? "worse" : "better";
  return judgements.filter(({ verdict }) => verdict.kind === word).length;
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

// What all outputs of a comparison say in the same words: the answer, who is better in what, and how large a difference is.

import type { Comparison, Judgement, JudgedPair, SweepResult } from "../../experiment/sweep-result.ts";

import { formatExactCount, formatPercent } from "../human-numbers.ts";
import { factorTitle, figureAmount, figureTitle, reachText } from "../sweep/figure-titles.ts";

/** One figure of one pair: `first` is what it is held against. */
export interface JudgedFigure {
  readonly column: number;
  readonly judgement: Judgement;
}

/** The judged figures of a pair. */
export function judgedFigures(comparison: Comparison, pair: JudgedPair): readonly JudgedFigure[] {
  return comparison.figures.map((column, place) => ({ column, judgement: pair.judgements[place]! }));
}

/** The pairs with the first point, which the others are held against. */
export function pairsWithFirst({ pairs }: Comparison): readonly JudgedPair[] {
  return pairs.filter(({ first }) => first === (pairs[0]?.first ?? 0));
}

/** `better`, `no difference found`, `12 more runs would probably tell`. */
export function verdictText({ verdict, difference }: Pick<Judgement, "verdict" | "difference">): string {
  switch (verdict.kind) {
    case "no-difference":
      return isFound(difference) ? "too small to matter" : "no difference found";
    case "too-few-runs":
      return verdict.more === null
        ? "too few runs"
        : `too few runs: ${formatExactCount(verdict.more)} more would probably do`;
    default:
      return verdict.kind;
  }
}

/** Whether chance cannot explain the difference. */
function isFound(difference: Judgement["difference"]): boolean {
  return difference !== null && (difference.low > 0 || difference.high < 0);
}

/** `+27 ±3`, `-0.4s ±0.1s`; without the second part if the interval has no end. */
export function differenceText({ difference }: Judgement, unit: string): string {
  if (difference === null) return "–";
  const { estimate, low, high } = difference;
  const sign = estimate > 0 ? "+" : "";
  const amount = `${sign}${figureAmount(estimate, unit)}`;
  return Number.isFinite(low) && Number.isFinite(high) ? `${amount} ±${reachText(difference, unit)}` : amount;
}

/** The answer as a sentence without a full stop; what stands behind it is in `praises`. */
export function answerSentence(result: SweepResult, comparison: Comparison): string {
  const { kind, best, moreReplications } = comparison.answer;
  const names = best.map((point) => alternativeName(result, point));
  switch (kind) {
    case "winner":
      return `${names[0]!} is the best: better than each other alternative in something, and worse in nothing`;
    case "tie":
      return `${listOf(names)} ${names.length === 1 ? "is" : "are"} worse than no other in anything, and between the best no difference was found${moreText(moreReplications)}`;
    case "trade-off":
      return names.length === 2
        ? `there is no winner: ${listOf(names)} are each better in something, and worse in something else`
        : `there is no winner: among ${listOf(names)}, what is better in something is worse in something else`;
    case "no-difference":
      return "no difference was found in any figure";
    case "too-few-runs":
      return `no difference was found, and too few runs were made to say that there is none${moreText(moreReplications)}`;
  }
}

function moreText(more: number | null): string {
  return more === null ? "" : `; ${formatExactCount(more)} more replications would probably tell`;
}

/** Of each of the best, what it is better in than others: `FGD: pods placed (than each other), nodes used (than 1 of 3)`. */
export function praises(result: SweepResult, comparison: Comparison): readonly string[] {
  const { kind, best } = comparison.answer;
  if (kind === "no-difference" || kind === "too-few-runs") return [];
  return best.map((point) => `${alternativeName(result, point)}: better in ${praiseOf(result, comparison, point)}`);
}

/** What the point is better in than how many others, most first. */
function praiseOf(result: SweepResult, comparison: Comparison, point: number): string {
  const others = comparison.pairs.filter(({ first, second }) => first === point || second === point);
  const found = comparison.figures.flatMap((column, place) => {
    const beaten = others.filter((pair) => {
      const word = pair.first === point ? "worse" : "better";
      return pair.judgements[place]!.verdict.kind === word;
    }).length;
    if (beaten === 0) return [];
    const whom = beaten === others.length ? "each other" : `${beaten} of ${others.length}`;
    const text = figureTitle(result.figures[column]!);
    return [{ beaten, text: others.length === 1 ? text : `${text} (than ${whom})` }];
  });
  const ordered = found.toSorted((a, b) => b.beaten - a.beaten).map(({ text }) => text);
  return ordered.length === 0 ? "nothing" : ordered.join(", ");
}

/** What an alternative is called: by what differs between the alternatives, and its level alone where that says enough. */
export function alternativeName({ design, points }: SweepResult, point: number): string {
  const { factors } = design;
  const names = factors.map(({ name }) => name);
  const differing = factors.flatMap((factor, place) => {
    const levels = new Set(design.points.map((one) => one.levels[place]));
    return levels.size > 1 ? [{ factor, text: factor.levels[design.points[point]!.levels[place]!]! }] : [];
  });
  const [only, ...others] = differing;
  if (only === undefined) return points[point]!.label;
  if (others.length === 0 && !only.factor.isNumeric) return only.text;
  return differing.map(({ factor, text }) => `${factorTitle(factor.name, names)} = ${text}`).join(", ");
}

/** How sure the judgements are, as a sentence without a full stop. */
export function confidenceSentence({ confidence, judgements, indifference }: Comparison): string {
  const together =
    judgements === 1 ? "the judgement is" : `all ${formatExactCount(judgements)} judgements together are`;
  const ignored =
    indifference === 0 ? "" : `; differences up to ${formatPercent(indifference)} of the first do not matter`;
  return `${together} right with ${formatPercent(confidence)} confidence (paired replications, Student's interval, Bonferroni's correction)${ignored}`;
}

function listOf(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)!}`;
}

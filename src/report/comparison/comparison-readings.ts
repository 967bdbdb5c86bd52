// What all outputs of a comparison say in the same words: the answer, who is better in what, and how large a difference is.

import type { Comparison, Judgement, JudgedPair, SweepResult } from "../../experiment/sweep-result.ts";

import { formatExactCount, formatPercent } from "../human-numbers.ts";
import { visibleText } from "../neutral-text.ts";
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

/** The answer as a sentence without a full stop; what stands behind it is in `grounds`. */
export function answerSentence(result: SweepResult, comparison: Comparison): string {
  const { kind, best, moreReplications } = comparison.answer;
  const names = best.map((point) => alternativeName(result, point));
  switch (kind) {
    case "winner":
      return `${names[0]!} is the best: better than each other alternative in something, and worse in nothing`;
    case "leader":
      return `${names[0]!} leads: better than each other alternative in something, and found worse in nothing, but too few runs were made to judge everything${moreText(moreReplications)}`;
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

/**
 * What stands behind the answer: of each of the best, what it is better in than others (`FGD: pods placed (than each other), nodes used
 * (than 1 of 3)`), the promises that these do not keep, and the figures of which too few runs tell.
 */
export function grounds(result: SweepResult, comparison: Comparison): readonly string[] {
  const { kind, best } = comparison.answer;
  const praises =
    kind === "no-difference" || kind === "too-few-runs"
      ? []
      : best.map((point) => `${alternativeName(result, point)}: better in ${praiseOf(result, comparison, point)}`);
  const undecided = undecidedFigures(result, comparison);
  return [
    ...praises,
    ...best.flatMap((point) => brokenPromises(result, point)),
    ...(undecided.length === 0 ? [] : [`not decided, for want of runs: ${undecided.join(", ")}`]),
  ];
}

/** An alternative may be better than others, and yet no good. */
function brokenPromises(result: SweepResult, point: number): readonly string[] {
  const broken = result.points[point]!.thresholds.filter(({ keptShare }) => keptShare < 1);
  return broken.map(({ threshold, keptShare }) => {
    const often = keptShare === 0 ? "in no run" : `in ${formatPercent(keptShare)} of the runs only`;
    return `${alternativeName(result, point)}: keeps ${visibleText(threshold)} ${often}`;
  });
}

/** Of how many pairs too few runs tell, by figure; of all, where there is one pair. */
function undecidedFigures(result: SweepResult, { figures, pairs }: Comparison): readonly string[] {
  return figures.flatMap((column, place) => {
    const open = pairs.filter(({ judgements }) => judgements[place]!.verdict.kind === "too-few-runs").length;
    const text = figureTitle(result.figures[column]!);
    return open === 0 ? [] : [pairs.length === 1 ? text : `${text} (in ${open} of ${pairs.length} pairs)`];
  });
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

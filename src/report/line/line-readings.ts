// What all outputs of a search for a line say in the same words: the answer, what breaks first, how it was judged, what was taken for
// granted.

import type { Line, LinePoint, SweepResult } from "../../experiment/sweep-result.ts";

import { formatExactCount, formatPercent } from "../human-numbers.ts";
import { factorTitle, figureAmount, figureTitle } from "../sweep/figure-titles.ts";
import { visibleText } from "../neutral-text.ts";

/** How the search ended, in the words of all verdicts. */
export function lineOutcome({ answer }: Line): "passed" | "failed" | "inconclusive" {
  if (answer.kind === "found" || answer.kind === "everywhere") return "passed";
  return answer.kind === "nowhere" ? "failed" : "inconclusive";
}

/** The answer as a sentence without a full stop. */
export function lineSentence(result: SweepResult, line: Line): string {
  const { answer } = line;
  if (answer.kind === "contradicted") return `${bracketSentence(result, line)}; ${contradictionText(result, line)}`;
  if (answer.kind === "found" || answer.kind === "wide") return bracketSentence(result, line);
  return answer.kind === "everywhere" ? everywhereSentence(result, line) : nowhereSentence(result, line);
}

function bracketSentence(result: SweepResult, line: Line): string {
  if (line.kind === "cheapest") return mixSentence(result, line);
  const { holds, breaks } = line.answer;
  if (holds === null && breaks === null)
    return `${pathOf(result)}: nothing is known to hold or to break${openText(line)}`;
  if (holds === null)
    return `${pathOf(result)}: nothing is known to hold; ${brokenAt(result, line, breaks!)}${openText(line)}`;
  if (breaks === null) {
    return `${pathOf(result)}: all thresholds hold ${reachOf(line)} ${amountText(line, holds)}, and nothing is known to break${openText(line)}`;
  }
  return `${carriesText(result, line, holds, breaks)} (${confidenceText(line)}); ${brokenText(result, line)}${openText(line)}`;
}

/** What is carried or needed, between the last that holds and the first that breaks. */
function carriesText(result: SweepResult, line: Line, holds: number, breaks: number): string {
  const { kind, measure, subject } = line;
  const [held, broken] = [bareAmount(line, holds), bareAmount(line, breaks)];
  if (measure === "arrival" && kind === "most")
    return `${visibleText(subject ?? "the workload")} carries ${held} to ${broken} pods a second`;
  if (measure === "nodes" && kind === "least") {
    const few = `${held} ${held === "1" ? "node" : "nodes"}`;
    return `${visibleText(subject ?? "the pool")} needs ${line.answer.kind === "wide" ? "at most " : ""}${few}, and ${broken} ${broken === "1" ? "is" : "are"} too few`;
  }
  return `${pathOf(result)}: all thresholds hold ${reachOf(line)} ${held}${line.unit}, and break at ${broken}${line.unit}`;
}

function mixSentence(result: SweepResult, line: Line): string {
  const { holds, openFromPrice } = line.answer;
  if (holds === null) return `no mix is known to hold${openText(line)}`;
  const rest =
    openFromPrice === null
      ? `nothing cheaper holds${line.answer.breaks === null ? "" : `; ${brokenAt(result, line, line.answer.breaks)}`}`
      : `mixes from ${price(openFromPrice)} an hour on were not ruled out${openText(line)}`;
  return `the cheapest mix that is known to hold is ${mixText(result, holds)}, at ${amountText(line, holds)} an hour (${confidenceText(line)}); ${rest}`;
}

function everywhereSentence(result: SweepResult, line: Line): string {
  const { holds } = line.answer;
  const at = amountText(line, holds!);
  if (line.kind === "cheapest") {
    return `the cheapest mix of all holds: ${mixText(result, holds!)}, at ${at} an hour (${confidenceText(line)})`;
  }
  const end = line.kind === "most" ? "up to" : "down to";
  return `${pathOf(result)}: all thresholds hold ${end} ${at}, the end of what was searched (${confidenceText(line)}); the line lies beyond`;
}

function nowhereSentence(result: SweepResult, line: Line): string {
  const { breaks } = line.answer;
  const broken = breaks === null ? "" : `; ${brokenAt(result, line, breaks)}`;
  if (line.kind === "cheapest") return `no mix holds (${confidenceText(line)})${broken}`;
  return `${pathOf(result)}: no value that was searched holds (${confidenceText(line)})${broken}`;
}

function contradictionText(result: SweepResult, line: Line): string {
  const { held, broke } = line.answer.contradiction!;
  return `but ${candidateText(result, line, held)} held where ${candidateText(result, line, broke)}, which asks less, broke: nothing follows for what was not run`;
}

/** `above, scheduling latency p99 < 5s breaks first`. */
function brokenText(result: SweepResult, line: Line): string {
  const where = line.kind === "most" ? "above" : "below";
  return `${where}, ${listOf(brokenNames(result, line))} ${line.answer.broken.length > 1 ? "break" : "breaks"} first`;
}

function brokenAt(result: SweepResult, line: Line, point: number): string {
  const names = brokenNames(result, line);
  return `at ${candidateText(result, line, point)} ${listOf(names)} ${names.length > 1 ? "break" : "breaks"}`;
}

/** The thresholds that break first, as the user wrote them. */
function brokenNames(result: SweepResult, { answer }: Line): readonly string[] {
  const { breaks, broken } = answer;
  if (breaks === null) return [];
  return broken.map((index) => visibleText(result.points[breaks]!.thresholds[index]!.threshold));
}

function openText(line: Line): string {
  if (line.answer.kind !== "wide") return "";
  const reasons = [
    ...new Set(line.points.flatMap(({ outcome, reason }) => (outcome === "open" ? (reason ?? []) : []))),
  ];
  const left = reasons.length === 0 ? "not all between was run" : visibleText(reasons[0]!);
  return `; what lies between stays open: ${left}`;
}

function reachOf({ kind }: Line): string {
  return kind === "most" ? "up to" : "from";
}

/** `95% confidence`, or that there is none. */
function confidenceText({ confidence }: Line): string {
  return confidence === null
    ? "one run of each: nothing is known of chance"
    : `${formatPercent(confidence)} confidence`;
}

/** How the answer was judged, as a sentence without a full stop. */
export function judgedSentence({ replications }: SweepResult, line: Line): string {
  const { confidence, confidenceOfEach, judgements } = line;
  if (confidence === null) return `${replications}; with one run of each nothing is known of chance`;
  return `${replications}; each judgement by Student's interval with ${exactPercent(confidenceOfEach)} confidence, so that all ${formatExactCount(judgements)} that could be made are right with ${formatPercent(confidence)} (Bonferroni's correction)`;
}

/** What the search takes for granted, and whether what was run agrees; a sentence without a full stop. */
export function assumedSentence(line: Line): string {
  const tried = `${formatExactCount(line.points.length)} of ${formatExactCount(line.candidates)} ${line.kind === "cheapest" ? "mixes" : "values"} were run`;
  const assumed =
    line.kind === "cheapest"
      ? "more nodes of any pool are never worse"
      : "what asks more of the cluster never holds better";
  const agrees =
    line.answer.contradiction === null ? "nothing that was run contradicts it" : "what was run contradicts it";
  return `${tried}; for the others it is assumed that ${assumed}: ${agrees}`;
}

/** `99.983%`: as many digits as tell it from 100. */
function exactPercent(share: number): string {
  let digits = 1;
  while (digits < 10 && (100 * share).toFixed(digits).startsWith("100")) digits += 1;
  return `${(100 * share).toFixed(digits + 1)}%`;
}

/** The path searched along. */
function pathOf({ design }: SweepResult): string {
  return visibleText(design.factors.map(({ name }) => name).join(", "));
}

function bareAmount(line: Line, point: number): string {
  return formatExactCount(line.points[point]!.amount);
}

/** The amount of a point with its unit; of a mix its price. */
export function amountText(line: Line, point: number): string {
  const { amount } = line.points[point]!;
  return line.kind === "cheapest" ? price(amount) : `${formatExactCount(amount)}${line.unit}`;
}

function price(amount: number): string {
  return figureAmount(amount, "currency/hour");
}

/** `general = 3, batch = 1`. */
function mixText({ design }: SweepResult, point: number): string {
  const { factors } = design;
  return factors
    .map(({ name, levels }, at) => `${poolName(name, factors)} = ${levels[design.points[point]!.levels[at]!]!}`)
    .join(", ");
}

/** The pool of `cluster.nodePools[general].count`. */
export function poolName(path: string, factors: SweepResult["design"]["factors"]): string {
  const pool = /^cluster\.nodePools\[([^\]]+)\]\.count$/.exec(path)?.[1];
  const title =
    pool ??
    factorTitle(
      path,
      factors.map(({ name }) => name),
    );
  return visibleText(title);
}

function candidateText(result: SweepResult, line: Line, point: number): string {
  return line.kind === "cheapest" ? mixText(result, point) : amountText(line, point);
}

/** What a threshold measures, its comparison and limit, in few words: `scheduling latency p99 < 5s`. */
export function thresholdTitle(
  result: SweepResult,
  { threshold, limit, unit }: LinePoint["thresholds"][number],
): string {
  const [, left, operator] = /^\s*(.*?)\s*(<=|>=|==|!=|<|>)/.exec(threshold) ?? [];
  const key = (left ?? "").replace(/\s+/g, " ");
  const figure = result.figures.find((one) => one.key === key || one.key === `scheduler_${key}`);
  if (figure === undefined) return visibleText(threshold);
  return `${figureTitle(figure)} ${operator} ${figureAmount(limit, unit)}`;
}

function listOf(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? "a threshold") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)!}`;
}

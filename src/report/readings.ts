// What several outputs read out of a result in the same way. Reads only; computes no statistics.

import type { Diagnostic } from "../base/diagnostic.ts";

import type {
  ResourceUse,
  SimulationResult,
  ThresholdOutcome,
  UnplacedPod,
  UtilisationGroup,
} from "../simulation/result.ts";

import { formatAmount, formatExactCount, formatPercent, NO_FIGURE } from "./human-numbers.ts";
import { shellWord } from "./neutral-text.ts";

/** What preemption did; undefined where no pod had to go. */
export function preemptionSentence({ preemption: { preemptions, victims } }: SimulationResult): string | undefined {
  if (preemptions === 0) return undefined;
  const times = preemptions === 1 ? "once" : `${formatExactCount(preemptions)} times`;
  const pods = victims === 1 ? "1 pod" : `${formatExactCount(victims)} pods`;
  return `Preemption made room ${times}: ${pods} of lower priority had to go.`;
}

/** Whether any pod came in the time that is measured: else there is no latency to speak of. */
export function hasLatencies({ latency }: Pick<SimulationResult, "latency">): boolean {
  return latency.some(({ seconds }) => seconds.count > 0);
}

/** Share of `whole`; not a number where there is no whole. */
export function ratioOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

/** `49,600 (83.1%)`, as kube-capacity writes it. */
export function amountWithPercent(amount: number, use: ResourceUse): string {
  return `${formatAmount(amount, use.unit)} (${formatPercent(ratioOf(amount, use.allocatable))})`;
}

/** An amount that is a mean over time, as a share of what was there in that time. */
export function meanShare(mean: number, { allocatableMean, allocatable }: ResourceUse): number {
  return ratioOf(mean, allocatableMean ?? allocatable);
}

/** The greatest share that was requested of what was there then. */
export function peakShare({ requestedPeakRatio, requestedPeak, allocatable }: ResourceUse): number {
  return requestedPeakRatio ?? ratioOf(requestedPeak, allocatable);
}

/** The group of all nodes, if the result has one. */
export function clusterGroup(result: Pick<SimulationResult, "utilisation">): UtilisationGroup | undefined {
  return result.utilisation.find((group) => group.dimension === "cluster");
}

/** Whether it is known what serving requests took. */
export function hasLoadUse({ utilisation }: Pick<SimulationResult, "utilisation">): boolean {
  return utilisation.some(({ resources }) => resources.some(({ usedByLoadMean }) => usedByLoadMean !== undefined));
}

/** In percent of what there was; a dash of resources that are not measured. */
export function usedByLoadText(use: ResourceUse): string {
  return use.usedByLoadMean === undefined ? NO_FIGURE : formatPercent(meanShare(use.usedByLoadMean, use));
}

/** Names of all resources of which the cluster has some, in the result's order. */
export function resourceNames(result: Pick<SimulationResult, "utilisation">): string[] {
  const uses = (clusterGroup(result)?.resources ?? []).filter((use) => use.allocatable > 0);
  return uses.map((use) => use.resource);
}

/** The same names, `cpu` and `memory` first and then the fullest: for tables that have no room for all. */
export function resourcesByInterest(result: Pick<SimulationResult, "utilisation">): string[] {
  const uses = clusterGroup(result)?.resources ?? [];
  const rank = (use: ResourceUse): number => {
    const fixed = ["cpu", "memory"].indexOf(use.resource);
    return fixed >= 0 ? fixed - 2 : 1 - ratioOf(use.requestedAtEnd, use.allocatable);
  };
  const ranked = uses.filter((use) => use.allocatable > 0).toSorted((left, right) => rank(left) - rank(right));
  return ranked.map((use) => use.resource);
}

/** A resource's name without its domain (`gpu-milli` for `alibabacloud.com/gpu-milli`) if that stays unique. */
export function shortResourceName(resource: string, all: readonly string[]): string {
  const short = withoutDomain(resource);
  return all.some((other) => other !== resource && withoutDomain(other) === short) ? resource : short;
}

function withoutDomain(resource: string): string {
  return resource.slice(resource.lastIndexOf("/") + 1) || resource;
}

/** `2 of 3 hold`, or that there are none. */
export function thresholdTally(thresholds: readonly ThresholdOutcome[]): string {
  if (thresholds.length === 0) return "none set";
  const held = thresholds.filter((threshold) => threshold.passed).length;
  return `${held} of ${thresholds.length} hold`;
}

/** Example pods that were refused for the same reasons, whatever the numbers of nodes. */
export interface UnplacedGroup {
  /** At least one; the first one's message stands for all. */
  readonly pods: readonly [UnplacedPod, ...UnplacedPod[]];
}

/** Example pods by the reasons in their message, in order of first appearance. */
export function unplacedByReasons(unplaced: readonly UnplacedPod[]): UnplacedGroup[] {
  const groups = new Map<string, [UnplacedPod, ...UnplacedPod[]]>();
  for (const pod of unplaced) {
    const reasons = reasonsOf(pod.message);
    const alike = groups.get(reasons);
    if (alike === undefined) groups.set(reasons, [pod]);
    else alike.push(pod);
  }
  return [...groups.values()].map((pods) => ({ pods }));
}

/** The message's parts without their numbers; kube-scheduler sorts them by those. */
function reasonsOf(message: string): string {
  return message
    .replace(/\d+/g, "")
    .split(/[,.:] */)
    .toSorted()
    .join();
}

/** `3 attempts`, or `2 to 5 attempts` over several pods. */
export function attemptRange(pods: readonly UnplacedPod[]): string {
  const attempts = pods.map((pod) => pod.attempts);
  const fewest = Math.min(...attempts);
  const most = Math.max(...attempts);
  if (fewest !== most) return `${fewest} to ${most} attempts`;
  return fewest === 1 ? "1 attempt" : `${fewest} attempts`;
}

/** The command that repeats this run from the same inputs. */
export function reproduceCommand(result: SimulationResult): string {
  const scenario = result.scenario.inputs[0]?.path ?? result.scenario.name;
  return `plimsoll run ${shellWord(scenario)} --seed ${shellWord(result.seed)}`;
}

const ENDINGS: Readonly<Record<SimulationResult["run"]["endedBy"], string>> = {
  quiescence: "nothing was left to happen",
  horizon: "the horizon was reached",
  "stop-condition": "a stop condition held",
  "event-limit": "there were too many events to go on",
};

/** Why the run ended, as half a sentence. */
export function endingOf(result: SimulationResult): string {
  return ENDINGS[result.run.endedBy];
}

/** `file:line:column` of a note, or nothing if it belongs to no place. */
export function placeOf(note: Diagnostic): string {
  return note.position === undefined ? "" : `${note.position.file}:${note.position.line}:${note.position.column}`;
}

/** What a note says, with what would have been valid. */
export function noteSentence(note: Diagnostic): string {
  const expected = note.expected === undefined ? "" : ` (expected ${note.expected})`;
  const suggestion = note.suggestion === undefined ? "" : `; did you mean ${note.suggestion}?`;
  return `${note.message}${expected}${suggestion}`;
}

/** Labels as Prometheus writes them, without braces: `queue="active"`. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");
}

/** What one run cannot say, in the words of every output. */
export const ONE_RUN_SENTENCE =
  "These figures come from one run with one seed: they carry no confidence interval yet, and another seed gives other figures.";

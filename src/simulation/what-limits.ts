// In sentences: what keeps the cluster from carrying more, and whether it carried what it was offered.

import { groupedCount } from "../base/grouped-count.ts";

import type { FailureReason, Fragmentation, UnblamedPods, UtilisationGroup } from "../metrics/findings.ts";

import { lossSentence, standingParts, type EndStanding, type QuotaRefusal } from "./end-standing.ts";
import type { PodCounts, SimulationResult, ThresholdOutcome } from "./result.ts";
import { NOTHING_UNDONE, shortSentence, stuckSentence, undoneSentence, type Undone } from "./undone.ts";
import { unservedSentence } from "./unserved-users.ts";

const INSUFFICIENT = "Insufficient ";
const TOO_MANY_PODS = "Too many pods";

/** Workloads that are told of whose pods a quota refuses. */
const REFUSALS_TOLD = 5;

const NOBODY: UnblamedPods = Object.freeze({ pods: 0, message: "" });

/**
 * Most limiting first: errors that pods wait after, for they say little of the cluster; what waiting pods were refused for or, if none was, how full the fullest resource is; and how many
 * pods admission kept out.
 */
export function whatLimits(
  failures: readonly FailureReason[],
  cluster: UtilisationGroup | undefined,
  fragments: readonly Fragmentation[],
  { pending, gated, refused }: PodCounts,
  unblamed: UnblamedPods = NOBODY,
  refusals: readonly QuotaRefusal[] = [],
): SimulationResult["limits"] {
  const erring = unblamed.pods === 0 ? [] : [{ resource: "errors", sentence: errorSentence(unblamed) }];
  const lacking = waitingFor(failures).map((failure) => ({
    resource: resourceOf(failure.reason) ?? failure.plugin,
    sentence: lackSentence(failure, cluster, fragments),
  }));
  const turnedAway = refused === 0 ? [] : [{ resource: "admission", sentence: refusedSentence(refused) }];
  const kept = refusals
    .slice(0, REFUSALS_TOLD)
    .map((refusal) => ({ resource: "quota", sentence: quotaSentence(refusal) }));
  const limits = [...erring, ...lacking, ...kept, ...turnedAway];
  if (limits.length > turnedAway.length) return limits;
  const rest = pending + gated + refused === 0 ? "every pod was placed" : "no pod waits for room";
  const filling = fullest(cluster).map(({ resource, share }) => ({
    resource,
    sentence: `${resource} fills up first: ${percentText(share)} of it is requested at the end, and ${rest}`,
  }));
  return [...turnedAway, ...filling];
}

function refusedSentence(refused: number): string {
  return `Admission refused ${countOf(refused, "pod")}: whatever room there is, ${refused === 1 ? "it was" : "they were"} never created`;
}

function quotaSentence({ owner, replicas, words }: QuotaRefusal): string {
  return `${owner} lacks ${countOf(replicas, "pod")} that a quota refuses: ${words}`;
}

function errorSentence({ pods, message }: UnblamedPods): string {
  return `${countOf(pods, "pod")} ${pods === 1 ? "waits" : "wait"} after an error: ${message}`;
}

/** Reasons for which pods wait now. */
function waitingFor(failures: readonly FailureReason[]): readonly FailureReason[] {
  return failures.filter(({ pods }) => pods > 0);
}

function lackSentence(
  { plugin, reason, pods, nodes }: FailureReason,
  cluster: UtilisationGroup | undefined,
  fragments: readonly Fragmentation[],
): string {
  const waits = pods === 1 ? "1 pod waits" : `${groupedCount(pods)} pods wait`;
  const where = `${groupedCount(nodes)} of ${countOf(cluster?.nodes ?? 0, "node")}${pods === 1 ? "" : " on average"}`;
  const resource = resourceOf(reason);
  const use = cluster?.resources.find((entry) => entry.resource === resource);
  if (resource === undefined || use === undefined) return `${waits}: ${plugin} refuses ${where} ("${reason}")`;
  const requested = `${percentText(use.requestedAtEnd / use.allocatable)} of the cluster's ${resource} is requested`;
  const fragment = fragments.find((entry) => entry.resource === resource);
  const useless = fragment === undefined ? "" : uselessText(fragment);
  return `${waits}: ${where} have too little ${resource} left. ${requested}${useless}`;
}

/** How much of the free room helps nobody, and why. */
function uselessText({ free, unusable, cordoned = 0 }: Fragmentation): string {
  if (free === 0 || unusable === 0) return "";
  const places = [
    ...(unusable > cordoned ? ["in pieces too small for such a pod"] : []),
    ...(cordoned > 0 ? ["on cordoned nodes"] : []),
  ];
  return `, and ${percentText(unusable / free)} of what is free lies ${places.join(" or ")}`;
}

function resourceOf(reason: string): string | undefined {
  if (reason === TOO_MANY_PODS) return "pods";
  return reason.startsWith(INSUFFICIENT) ? reason.slice(INSUFFICIENT.length) : undefined;
}

function fullest(
  cluster: UtilisationGroup | undefined,
): readonly { readonly resource: string; readonly share: number }[] {
  return (cluster?.resources ?? [])
    .filter(({ allocatable, requestedAtEnd }) => allocatable > 0 && requestedAtEnd > 0)
    .map(({ resource, allocatable, requestedAtEnd }) => ({ resource, share: requestedAtEnd / allocatable }))
    .toSorted((left, right) => right.share - left.share)
    .slice(0, 1);
}

/**
 * `failed` if a promise was broken, `incomplete` if the run ended before every pod had been tried or if an action failed or waited at its
 * end, else `passed`.
 * Pods that no node can take do not fail a run by themselves: that is what thresholds are for.
 */
export function verdictOf(
  pods: PodCounts,
  offered: number,
  untried: number,
  thresholds: readonly ThresholdOutcome[],
  failures: readonly FailureReason[],
  unblamed: UnblamedPods = NOBODY,
  undone: Undone = NOTHING_UNDONE,
): SimulationResult["verdict"] {
  const broken = thresholds.filter(({ passed }) => !passed).length;
  const notDone = undoneSentence(undone);
  const rest = [
    placedSentence(pods, reasonText(failures, unblamed), undone.standing),
    lossSentence(undone.standing),
    shortSentence(undone),
    stuckSentence(undone),
    unservedSentence(undone.sources ?? []),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(" ");
  const placed = notDone === undefined ? rest : `${rest} ${notDone}`;
  if (broken > 0) {
    const promises = thresholds.length === 1 ? "The threshold is" : `${broken} of ${thresholds.length} thresholds are`;
    return { outcome: "failed", sentence: `${promises} not met. ${placed}` };
  }
  if (untried > 0) {
    const tried = `${groupedCount(untried)} of ${countOf(offered, "pod")} had not been tried once when the run ended`;
    const found = carriedOf(pods);
    const sentence = `${tried}. The cluster carries ${groupedCount(found)} so far.`;
    return { outcome: "incomplete", sentence: notDone === undefined ? sentence : `${sentence} ${notDone}` };
  }
  if (notDone !== undefined) return { outcome: "incomplete", sentence: placed };
  return { outcome: "passed", sentence: thresholds.length === 0 ? placed : `All thresholds are met. ${placed}` };
}

function placedSentence(pods: PodCounts, reason: string, standing: EndStanding | undefined): string {
  const { created, pending, gated, refused, preempted, deletedUnplaced = 0 } = pods;
  const parts = standingParts(pods, standing);
  if (parts === undefined && pending + gated + refused + preempted + deletedUnplaced === 0) return carriesAll(pods);
  const found = `The cluster carries ${groupedCount(carriedOf(pods))} of ${countOf(created + refused, "pod")}${leftText(pods)}`;
  const waiting = `${groupedCount(pending)} still ${pending === 1 ? "waits" : "wait"}${reason}`;
  const held = `${groupedCount(gated)} ${gated === 1 ? "stays" : "stay"} gated`;
  const turnedAway = `admission refused ${groupedCount(refused)}`;
  const gone = `${groupedCount(preempted)} had to go for pods of higher priority`;
  const unplaced = `${groupedCount(deletedUnplaced)} ${deletedUnplaced === 1 ? "was" : "were"} deleted without ever having a node`;
  const others = [
    ...(pending > 0 ? [waiting] : []),
    ...(gated > 0 ? [held] : []),
    ...(refused > 0 ? [turnedAway] : []),
    ...(preempted > 0 ? [gone] : []),
    ...(parts === undefined && deletedUnplaced > 0 ? [unplaced] : []),
  ];
  return `${[...(parts ?? [found]), ...others].join("; ")}.`;
}

/** Pods that are on nodes, and those that had their place and are over or were taken away. */
function carriedOf({ placed, succeeded, failed, deleted = 0, deletedUnplaced = 0 }: PodCounts): number {
  return placed + succeeded + failed + deleted - deletedUnplaced;
}

/** That of those that were carried some are gone, as an autoscaler or a rollout takes them away. */
function leftText({ created, deleted = 0, deletedUnplaced = 0 }: PodCounts): string {
  const gone = deleted - deletedUnplaced;
  if (gone === 1 && created === 1) return ", which was deleted later";
  return gone === 0 ? "" : `, ${groupedCount(gone)} of which ${gone === 1 ? "was" : "were"} deleted later`;
}

/** Those that were there before are told of as such. */
function carriesAll(pods: PodCounts): string {
  const { created, preexisting } = pods;
  const left = leftText(pods);
  if (preexisting === 0) return `The cluster carries ${allOf(created, "pod")}${left}.`;
  const before = `${groupedCount(preexisting)} ${preexisting === 1 ? "was" : "were"} there before the run.`;
  return created === 0
    ? `No new pod came; ${before}`
    : `The cluster carries ${allOf(created, "new pod")}${left}; ${before}`;
}

function allOf(count: number, noun: string): string {
  return count === 1 ? `the ${noun}` : `all ${countOf(count, noun)}`;
}

/** What most of those that wait were refused for; nothing if they were not. */
function reasonText(failures: readonly FailureReason[], unblamed: UnblamedPods): string {
  const first = waitingFor(failures)[0];
  if (unblamed.pods > (first?.pods ?? 0)) return ", first of all because of errors";
  if (first === undefined) return "";
  const resource = resourceOf(first.reason);
  return resource === undefined ? `, first of all because of ${first.plugin}` : `, first of all for ${resource}`;
}

function countOf(count: number, noun: string): string {
  return `${groupedCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

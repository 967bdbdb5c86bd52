// Makes pods and asks pods to go until as many are active as the Job wants now.
// Imitates manageJob, deleteJobPods, deleteActivePods and activePodsForRemoval of pkg/controller/job/job_controller.go, and
// appendDuplicatedIndexPodsForRemoval of indexed_job_utils.go, v1.36.

import { sortAsGo } from "../../../model/go-sort.ts";
import { compareActivePods } from "../../../model/ranking/deletion-order.ts";
import { firstFreeIndexes } from "../../../model/job/completion-indexes.ts";
import { untilNextPodUs } from "../../../model/job/pod-backoff.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { Expectations } from "../expectations.ts";
import { isPodReady } from "../pod-availability.ts";
import { BATCH_PERIOD_US } from "./job-keys.ts";
import { allFailuresBefore, takenIndexes, type JobLook } from "./job-look.ts";
import {
  completionIndexOf,
  deletableOf,
  FAILURE_COUNT_KEY,
  finishedUs,
  hasTrackingFinalizer,
  IGNORED_FAILURE_COUNT_KEY,
  ignoredIndexFailureCount,
  indexFailureCount,
  isIndexed,
  isTerminating,
  podKeyOf,
  replacesOnlyFailed,
} from "./job-pods.ts";
import { createPod, deletePod, withoutTracking } from "./job-requests.ts";
import { podFailureVerdict } from "./pod-failure-policy.ts";

/** Pods that are made or removed in one look. */
const CHANGES_MAX = 500;

/** Why something could not be done; undefined if all could. */
type Problem = string | undefined;

/** Brings the number of active pods closer to what is wanted, and counts what it did. */
export function* managePods(look: JobLook, expectations: Expectations): Requests<Problem> {
  const { spec, activePods } = look;
  if (spec.suspend === true) return yield* removePods(look, podsToRemove(look, activePods.length), expectations);
  const wanted = wantedActive(look);
  const surplus = podsToRemove(look, Math.max(0, activePods.length - wanted)).slice(0, CHANGES_MAX);
  if (surplus.length > 0) return yield* removePods(look, surplus, expectations);
  const waitedFor = replacesOnlyFailed(look.job) ? look.terminating : 0;
  const missing = wanted - waitedFor - activePods.length;
  return missing > 0 ? yield* addPods(look, Math.min(missing, CHANGES_MAX), expectations) : undefined;
}

function wantedActive({ spec, activePods, succeeded }: JobLook): number {
  const { parallelism = 1, completions } = spec;
  // Of a work queue nothing new is started once a pod has succeeded.
  if (completions === undefined) return succeeded > 0 ? activePods.length : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/** At least so many active pods, those first that have got least far; of an Indexed Job all that repeat an index. */
function podsToRemove(look: JobLook, atLeast: number): readonly LivePod[] {
  const { job, spec, activePods } = look;
  if (!isIndexed(job)) return atLeast === 0 ? [] : leastAdvanced(activePods).slice(0, atLeast);
  const { removed, left } = repeatedPods(activePods, spec.completions ?? 0);
  return atLeast <= removed.length ? removed : [...removed, ...leastAdvanced(left).slice(0, atLeast - removed.length)];
}

/** In the order in which they go first. */
function leastAdvanced(pods: readonly LivePod[]): LivePod[] {
  const ranked = pods.map((pod) => ({ pod, rank: deletableOf(pod) }));
  sortAsGo(ranked, (left, right) => compareActivePods(left.rank, right.rank) < 0);
  return ranked.map(({ pod }) => pod);
}

/** Pods without a valid index, and all but the most advanced of those of one index. */
function repeatedPods(
  pods: readonly LivePod[],
  completions: number,
): { readonly removed: readonly LivePod[]; readonly left: readonly LivePod[] } {
  const removed: LivePod[] = [];
  const left: LivePod[] = [];
  const byIndex = new Map<number, LivePod[]>();
  for (const pod of inOrderOfIndexes(pods)) {
    const index = completionIndexOf(pod) ?? -1;
    if (index === -1) removed.push(pod);
    else byIndex.set(index, [...(byIndex.get(index) ?? []), pod]);
  }
  const beyond: LivePod[] = [];
  for (const [index, some] of byIndex) {
    if (index >= completions) beyond.push(...some);
    else {
      const ranked = some.length === 1 ? some : leastAdvanced(some);
      removed.push(...ranked.slice(0, -1));
      left.push(ranked.at(-1)!);
    }
  }
  return { removed: [...removed, ...beyond], left };
}

/** Pods without an index come first. */
export function inOrderOfIndexes(pods: readonly LivePod[]): readonly LivePod[] {
  const indexed = pods.map((pod) => ({ pod, index: completionIndexOf(pod) ?? -1 }));
  sortAsGo(indexed, (left, right) => left.index < right.index);
  return indexed.map(({ pod }) => pod);
}

/** Removes pods that shall not count as failed: their end is not tracked. */
function* removePods(look: JobLook, pods: readonly LivePod[], expectations: Expectations): Requests<Problem> {
  const { key, view } = look;
  expectations.expectDeletions(key, pods.map(podKeyOf), view.clock.nowUs);
  let problem: Problem;
  for (const pod of pods) {
    if (hasTrackingFinalizer(pod)) {
      const answer = yield withoutTracking(pod);
      if (answer.kind === "refused") {
        expectations.deletionObserved(key, podKeyOf(pod));
        if (answer.reason === "NotFound") noteRemoved(look);
        else problem ??= `removing completion finalizer: ${answer.message}`;
        continue;
      }
    }
    const answer = yield* deletePod(look.job, pod);
    if (answer.kind === "refused") expectations.deletionObserved(key, podKeyOf(pod));
    if (answer.kind === "done" || answer.reason === "NotFound") noteRemoved(look);
    else problem ??= answer.message;
    if (isPodReady(pod)) look.ready -= 1;
  }
  return problem;
}

function noteRemoved(look: JobLook): void {
  look.active -= 1;
  look.terminating += 1;
}

/** Asks all active pods to go, whose end is tracked; `isComplete` if none refused. */
export function* deleteActivePods(
  look: JobLook,
): Requests<{ readonly isComplete: boolean; readonly problem: Problem }> {
  let problem: Problem;
  for (const pod of look.activePods) {
    const answer = yield* deletePod(look.job, pod);
    if (answer.kind === "done" || answer.reason === "NotFound") noteRemoved(look);
    else problem ??= answer.message;
    if (isPodReady(pod)) look.ready -= 1;
  }
  return { isComplete: look.active === 0, problem };
}

/** Makes `count` pods, or fewer if the back-off is not over. */
function* addPods(look: JobLook, count: number, expectations: Expectations): Requests<Problem> {
  const { job, spec, view } = look;
  const isPerIndex = spec.backoffLimitPerIndex !== undefined;
  const waitUs = isPerIndex ? 0 : untilNextPodUs(look.failures, view.clock.nowUs);
  if (waitUs > 0) return waitFor(look, waitUs);
  if (!isIndexed(job))
    return yield* createPods(
      look,
      Array.from({ length: count }, () => undefined),
      expectations,
    );
  const waitedFor = replacesOnlyFailed(job) ? look.pods.filter(isTerminating) : [];
  const free = firstFreeIndexes(takenIndexes(look, waitedFor), count, spec.completions ?? 0);
  if (!isPerIndex) return yield* createPods(look, free, expectations);
  const waits = free.map((index) => untilIndexUs(look, index));
  const due = free.filter((_, at) => waits[at] === 0);
  if (due.length === 0 && free.length > 0) return waitFor(look, Math.min(...waits));
  return yield* createPods(look, due, expectations);
}

/** Pod events are looked at together, so this look comes no sooner than theirs would. */
function waitFor(look: JobLook, waitUs: number): Problem {
  const afterUs = Math.max(waitUs, BATCH_PERIOD_US);
  look.afterUs = Math.min(look.afterUs ?? afterUs, afterUs);
  return undefined;
}

/** How long until the index may have its next pod. */
function untilIndexUs({ indexes, view }: JobLook, index: number): number {
  const failed = indexes?.waiting.get(index);
  if (failed === undefined) return 0;
  return untilNextPodUs({ count: allFailuresBefore(failed) + 1, lastUs: finishedUs(failed) }, view.clock.nowUs);
}

/** Slow start: one pod, then twice as many each time, until one is refused. */
function* createPods(
  look: JobLook,
  indexes: readonly (number | undefined)[],
  expectations: Expectations,
): Requests<Problem> {
  const { key, view } = look;
  expectations.expectCreations(key, indexes.length, view.clock.nowUs);
  let problem: Problem;
  look.active += indexes.length;
  let made = 0;
  let batch = 0;
  for (let size = 1; made < indexes.length; size *= 2) {
    const some = indexes.slice(made, made + size);
    made += some.length;
    let failures = 0;
    for (const index of some) {
      const answer = yield* createPod(look.job, index, failureCounts(look, index), batch);
      if (answer.kind === "done" || answer.reason === "NamespaceTerminating") continue;
      problem ??= answer.message;
      failures += 1;
      expectations.creationObserved(key);
    }
    look.active -= failures;
    batch += 1;
    if (failures === 0) continue;
    look.active -= indexes.length - made;
    for (let skipped = made; skipped < indexes.length; skipped += 1) expectations.creationObserved(key);
    break;
  }
  return problem;
}

/** What a new pod is told of the failures of its index. */
function failureCounts(look: JobLook, index: number | undefined): Readonly<Record<string, string>> | undefined {
  const { spec, indexes } = look;
  if (index === undefined || spec.backoffLimitPerIndex === undefined) return undefined;
  const failed = indexes?.waiting.get(index);
  if (failed === undefined) return { [FAILURE_COUNT_KEY]: "0" };
  const isIgnored = podFailureVerdict(spec, failed).kind === "ignore";
  const counted = indexFailureCount(failed) + Number(!isIgnored);
  const ignored = ignoredIndexFailureCount(failed) + Number(isIgnored);
  return {
    [FAILURE_COUNT_KEY]: `${counted}`,
    ...(ignored === 0 ? {} : { [IGNORED_FAILURE_COUNT_KEY]: `${ignored}` }),
  };
}

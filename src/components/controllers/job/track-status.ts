// Counts ended pods in the status of a Job, each once: first the status names them, then their finalizer goes, then the
// counters rise. At the end the Job is marked as finished.
// Imitates trackJobStatusAndRemoveFinalizers, flushUncountedAndRemoveFinalizers, cleanUncountedPodsWithoutFinalizers,
// canRemoveFinalizer, enactJobFinished and recordJobFinished of pkg/controller/job/job_controller.go, v1.36.

import {
  completionIndexesText,
  countIndexes,
  hasIndex,
  withIndexes,
  type CompletionIndexes,
} from "../../../model/job/completion-indexes.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import { holdingCondition, withCondition, writtenNow, type ConditionWords } from "../job-conditions.ts";
import type { JobLook } from "./job-look.ts";
import { isFailed, isIndexed, validIndexOf } from "./job-pods.ts";
import { jobEvent, withoutTracking } from "./job-requests.ts";
import { inOrderOfIndexes } from "./manage-pods.ts";
import { podFailureVerdict } from "./pod-failure-policy.ts";

/** Ended pods that one look counts at most, so that the status stays short. */
const UNCOUNTED_MAX = 500;

type Problem = string | undefined;

/** What a look found to be counted. */
interface Count {
  /** Pods whose finalizer is to go. */
  readonly ended: readonly LivePod[];
  readonly succeededIndexes: readonly number[];
  /** The status has new names. */
  readonly isNews: boolean;
  /** There are more, which the next look will count. */
  readonly isFull: boolean;
}

/** Writes the status as often as it takes. `onFirstWrite` hears when the first write has gone well. */
export function* trackStatus(look: JobLook, hasChanged: boolean, onFirstWrite: () => void): Requests<Problem> {
  const withFinalizer = new Set(look.tracked);
  let isDirty = settleUncounted(look, withFinalizer) || hasChanged;
  const count = countEnded(look);
  isDirty = noteIndexes(look, count) || count.isNews || isDirty;
  isDirty = noteInterimCondition(look) || isDirty;
  if (isDirty) {
    const problem = yield* writeStatus(look);
    if (problem !== undefined) return `adding uncounted pods to status: ${problem}`;
    onFirstWrite();
  }
  const problem = yield* removeFinalizers(count.ended, withFinalizer);
  isDirty = settleUncounted(look, withFinalizer);
  if (problem !== undefined) {
    const refused = isDirty ? yield* writeStatus(look) : undefined;
    return refused === undefined ? problem : `removing uncounted pods from status: ${refused}`;
  }
  const isFinished = !count.isFull && enactFinish(look);
  if (!isDirty && !isFinished) return undefined;
  const refused = yield* writeStatus(look);
  if (refused !== undefined) return `removing uncounted pods from status: ${refused}`;
  if (isFinished) yield* tellFinish(look);
  return undefined;
}

/** Pods without finalizer go from the names to the counters. */
function settleUncounted({ status }: JobLook, withFinalizer: ReadonlySet<string>): boolean {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const openSucceeded = succeeded.filter((uid) => withFinalizer.has(uid));
  const openFailed = failed.filter((uid) => withFinalizer.has(uid));
  const settledSucceeded = succeeded.length - openSucceeded.length;
  const settledFailed = failed.length - openFailed.length;
  if (settledSucceeded + settledFailed === 0) return false;
  if (settledSucceeded > 0) status.succeeded = (status.succeeded ?? 0) + settledSucceeded;
  if (settledFailed > 0) status.failed = (status.failed ?? 0) + settledFailed;
  nameUncounted(status, openSucceeded, openFailed);
  return true;
}

function nameUncounted(status: JobLook["status"], succeeded: readonly string[], failed: readonly string[]): void {
  status.uncountedTerminatedPods = {
    ...(succeeded.length === 0 ? {} : { succeeded }),
    ...(failed.length === 0 ? {} : { failed }),
  };
}

/** Names the pods that have ended, and finds those that may go. */
function countEnded(look: JobLook): Count {
  const { job, status, tracked, uncounted, indexes } = look;
  const succeeded = [...(status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(status.uncountedTerminatedPods?.failed ?? [])];
  const before = succeeded.length + failed.length;
  const succeededIndexes: number[] = [];
  const ended: LivePod[] = [];
  let isFull = false;
  for (const pod of isIndexed(job) ? inOrderOfIndexes(look.pods) : look.pods) {
    if (!tracked.has(pod.uid) || !mayGo(look, pod)) continue;
    ended.push(pod);
    if (pod.phase === "Succeeded" && !uncounted.failed.has(pod.uid)) {
      const index = validIndexOf(pod, job);
      if (indexes === undefined) {
        if (!uncounted.succeeded.has(pod.uid)) succeeded.push(pod.uid);
      } else if (index !== undefined && !hasIndex(indexes.succeededBefore, index)) succeededIndexes.push(index);
    } else if (countsAsFailed(look, pod)) failed.push(pod.uid);
    isFull = succeededIndexes.length + succeeded.length + failed.length >= UNCOUNTED_MAX;
    if (isFull) break;
  }
  const isNamed = succeeded.length + failed.length > before;
  if (isNamed) nameUncounted(status, succeeded, failed);
  return { ended, succeededIndexes, isNews: isNamed || succeededIndexes.length > 0, isFull };
}

/** The pod's end is known and needed no more, or the whole Job ends. */
function mayGo({ job, ending, indexes }: JobLook, pod: LivePod): boolean {
  if (job.metadata?.deletionTimestamp !== undefined || ending !== undefined || pod.phase === "Succeeded") return true;
  if (!isFailed(pod, job)) return false;
  const index = validIndexOf(pod, job);
  // The pod that comes in its place learns from it how often the index has failed.
  return index === undefined || indexes?.waiting.get(index)?.uid !== pod.uid;
}

/** When a Job fails, whatever has not succeeded has failed. */
function countsAsFailed({ job, spec, ending, uncounted, indexes }: JobLook, pod: LivePod): boolean {
  const isFailing = ending !== undefined && ending.type !== "SuccessCriteriaMet";
  if (!isFailed(pod, job) && !isFailing) return false;
  if (uncounted.failed.has(pod.uid)) return false;
  if (indexes !== undefined && validIndexOf(pod, job) === undefined) return false;
  return podFailureVerdict(spec, pod).kind !== "ignore";
}

function noteIndexes({ status, indexes }: JobLook, { succeededIndexes }: Count): boolean {
  if (indexes === undefined) return false;
  const succeeded = withIndexes(indexes.succeeded, succeededIndexes);
  const [succeededText, failedText] = [completionIndexesText(succeeded), textOf(indexes.failed)];
  const isNews = succeededText !== (status.completedIndexes ?? "") || failedText !== status.failedIndexes;
  setCount(status, "succeeded", countIndexes(succeeded));
  if (succeededText === "") delete status.completedIndexes;
  else status.completedIndexes = succeededText;
  if (failedText === undefined) delete status.failedIndexes;
  else status.failedIndexes = failedText;
  return isNews;
}

function textOf(indexes: CompletionIndexes | undefined): string | undefined {
  return indexes === undefined ? undefined : completionIndexesText(indexes);
}

/** A count that is 0 is absent. */
export function setCount(status: JobLook["status"], field: "active" | "succeeded" | "failed", count: number): void {
  if (count === 0) delete status[field];
  else status[field] = count;
}

/** Says first why the Job will end; the condition of the end itself comes when no pod is open any more. */
function noteInterimCondition(look: JobLook): boolean {
  const { status, ending, view } = look;
  if (ending === undefined || (ending.type !== "FailureTarget" && ending.type !== "SuccessCriteriaMet")) return false;
  const { reason, message } = ending;
  const type = ending.type === "FailureTarget" ? "Failed" : "Complete";
  const isKnown = ending.type === "SuccessCriteriaMet" && holdingCondition(status, ending.type) !== undefined;
  if (!isKnown) status.conditions = [...(status.conditions ?? []), writtenNow(ending, view.clock)];
  look.ending = { type, status: "True", reason, message };
  return !isKnown;
}

function* writeStatus(look: JobLook): Requests<Problem> {
  const object = { ...look.job, status: look.status };
  const answer = yield { verb: "updateStatus", stored: { kind: "Job", object } };
  if (answer.kind === "refused") return answer.message;
  look.job = answer.stored?.kind === "Job" ? answer.stored.object : object;
  look.status = { ...look.job.status };
  return undefined;
}

function* removeFinalizers(pods: readonly LivePod[], withFinalizer: Set<string>): Requests<Problem> {
  let problem: Problem;
  for (const pod of pods) {
    const answer = yield withoutTracking(pod);
    if (answer.kind === "done" || answer.reason === "NotFound") withFinalizer.delete(pod.uid);
    else problem ??= answer.message;
  }
  return problem;
}

/** Marks the Job as finished if all its pods are counted and gone. */
function enactFinish({ status, ending, terminating, view }: JobLook): boolean {
  if (ending === undefined || terminating > 0) return false;
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  if (succeeded.length + failed.length > 0) return false;
  const { clock } = view;
  status.conditions = withCondition(status.conditions ?? [], ending, clock).conditions;
  if (ending.type === "Complete") status.completionTime = clock.timestampAt(clock.nowUs);
  return true;
}

function* tellFinish({ job, spec, ending }: JobLook): Requests<void> {
  const { type, reason, message } = ending as ConditionWords;
  if (type !== "Complete") {
    yield jobEvent(job, "Warning", reason, message);
    return;
  }
  if (spec.completions !== undefined && (job.status?.succeeded ?? 0) > spec.completions) {
    const surplus = "Too many succeeded pods running after completion count reached";
    yield jobEvent(job, "Warning", "TooManySucceededPods", surplus);
  }
  yield jobEvent(job, "Normal", "Completed", "Job completed");
}

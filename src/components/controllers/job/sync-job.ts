// Reconciles one Job: counts its pods, decides whether it has failed or succeeded, makes and removes pods, writes its status.
// Imitates syncJob of pkg/controller/job/job_controller.go, v1.36.

import type { Job } from "../../../model/api/types/job.ts";
import { countIndexes } from "../../../model/job/completion-indexes.ts";
import { failuresAfter, NO_FAILURES, type PodFailures } from "../../../model/job/pod-backoff.ts";
import { metSuccessRule } from "../../../model/job/success-policy.ts";
import { compileLabelSelector, selectsLabels } from "../../../model/label-selector.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { claimPods, type Requests } from "../claim-objects.ts";
import type { ControllerView, Sync, SyncOutcome } from "../controller.ts";
import type { Expectations } from "../expectations.ts";
import { controllerReference } from "../owner-references.ts";
import { holdingCondition, withCondition, type ConditionWords } from "../job-conditions.ts";
import { lookAt, type JobLook } from "./job-look.ts";
import { finishedUs, isFailed, isIndexed, restartsOf, TRACKING_FINALIZER } from "./job-pods.ts";
import { jobEvent } from "./job-requests.ts";
import { deleteActivePods, managePods } from "./manage-pods.ts";
import { podFailureVerdict } from "./pod-failure-policy.ts";
import { setCount, trackStatus } from "./track-status.ts";

const US_PER_SECOND = 1_000_000;

/** What is remembered of Jobs between looks, by key. */
export interface JobMemory {
  readonly failures: Map<string, PodFailures>;
  readonly expectations: Expectations;
}

type Problem = string | undefined;

/** Reconciles a Job that is there and not finished. */
export function* syncJob(view: ControllerView, key: string, job: Job, memory: JobMemory): Sync {
  const isUpToDate = memory.expectations.isSatisfied(key, view.clock.nowUs);
  const { items, problem, adopted } = yield* claimedPods(view, job);
  if (problem !== undefined) return { kind: "failed", message: problem };
  const { look, finished } = lookAt(view, key, job, items, adopted);
  startIfNeeded(look);
  look.failures = failuresAfter(
    memory.failures.get(key) ?? NO_FAILURES,
    finished.succeeded.map(finishedUs),
    finished.failed.map(finishedUs),
  );
  look.ending = endingOf(look);
  const { hasSuspensionChanged, problem: podProblem } = yield* actOnPods(
    look,
    isUpToDate ? memory.expectations : undefined,
  );
  const hasChanged = noteCounts(look) || hasSuspensionChanged;
  const statusProblem = yield* trackStatus(look, hasChanged, () => memory.failures.set(key, look.failures));
  return outcomeOf(look, statusProblem === undefined ? podProblem : `tracking status: ${statusProblem}`);
}

function outcomeOf({ afterUs }: JobLook, problem: Problem): SyncOutcome {
  const again = afterUs === undefined ? {} : { afterUs };
  return problem === undefined ? { kind: "done", ...again } : { kind: "failed", message: problem, ...again };
}

interface ClaimedPods {
  readonly items: readonly LivePod[];
  readonly problem: Problem;
  /** Pods, by uid, that got the tracking finalizer just now. */
  readonly adopted: ReadonlySet<string>;
}

function* claimedPods(view: ControllerView, job: Job): Requests<ClaimedPods> {
  const { metadata = {}, spec = {} } = job;
  const { namespace = "default" } = metadata;
  const selector = compileLabelSelector(spec.selector);
  const reference = controllerReference("batch/v1", "Job", metadata);
  const own = view.podsControlledBy(namespace, reference.uid);
  const orphans = view.orphans(namespace);
  const claimant = {
    reference,
    isDeleted: metadata.deletionTimestamp !== undefined,
    selects: (labels: Parameters<typeof selectsLabels>[1]) =>
      selector.kind !== "invalid" && selectsLabels(selector, labels),
    finalizer: TRACKING_FINALIZER,
  };
  const { items, problem } = yield* claimPods(claimant, orphans.length === 0 ? own : [...own, ...orphans]);
  const before = new Set(orphans.map(({ uid }) => uid));
  return { items, problem, adopted: new Set(items.flatMap(({ uid }) => (before.has(uid) ? [uid] : []))) };
}

function startIfNeeded(look: JobLook): void {
  const { status, spec, view } = look;
  if (status.startTime !== undefined || spec.suspend === true) return;
  start(look);
  look.startUs = view.clock.nowUs;
}

function start({ status, view }: JobLook): void {
  status.startTime = view.clock.timestampAt(view.clock.nowUs);
}

/** Why the Job is about to end, if it is: what was decided before, then failure, then success. */
function endingOf(look: JobLook): ConditionWords | undefined {
  const { status } = look;
  const success = holdingCondition(status, "SuccessCriteriaMet");
  if (success !== undefined) return wordsOf(success, "SuccessCriteriaMet");
  const failure = holdingCondition(status, "FailureTarget");
  if (failure !== undefined) return wordsOf(failure, "Failed");
  return failureByPolicy(look) ?? failureByLimits(look) ?? failureByIndexes(look) ?? successByPolicy(look);
}

function wordsOf({ reason = "", message = "" }: { reason?: string; message?: string }, type: string): ConditionWords {
  return { type, status: "True", reason, message };
}

function failing(reason: string, message: string): ConditionWords {
  return { type: "FailureTarget", status: "True", reason, message };
}

function failureByPolicy({ job, spec, pods }: JobLook): ConditionWords | undefined {
  if (spec.podFailurePolicy === undefined) return undefined;
  for (const pod of pods) {
    if (!isFailed(pod, job)) continue;
    const verdict = podFailureVerdict(spec, pod);
    if (verdict.kind === "fail-job") return failing("PodFailurePolicy", verdict.message);
  }
  return undefined;
}

/** Limits of the whole Job; one that has time left is looked at again when it is over. */
function failureByLimits(look: JobLook): ConditionWords | undefined {
  const { spec, failed, startUs, view } = look;
  const { backoffLimit = 0, activeDeadlineSeconds, suspend } = spec;
  if (failed > backoffLimit || hasRestartedTooOften(look)) {
    return failing("BackoffLimitExceeded", "Job has reached the specified backoff limit");
  }
  if (activeDeadlineSeconds === undefined || suspend === true || startUs === undefined) return undefined;
  const leftUs = activeDeadlineSeconds * US_PER_SECOND - (view.clock.nowUs - startUs);
  if (leftUs <= 0) return failing("DeadlineExceeded", "Job was active longer than specified deadline");
  look.afterUs = leftUs;
  return undefined;
}

/** Containers that are started again in their pods count only while their pods run. */
function hasRestartedTooOften({ spec, pods }: JobLook): boolean {
  if (spec.template?.spec?.restartPolicy !== "OnFailure") return false;
  const { backoffLimit = 0 } = spec;
  let restarts = 0;
  for (const pod of pods) if (pod.phase === "Running" || pod.phase === "Pending") restarts += restartsOf(pod);
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

function failureByIndexes({ spec, indexes }: JobLook): ConditionWords | undefined {
  if (indexes?.failed === undefined) return undefined;
  const { maxFailedIndexes, completions = 0 } = spec;
  const failed = countIndexes(indexes.failed);
  if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
    const message = "Job has exceeded the specified maximal number of failed indexes";
    return failing("MaxFailedIndexesExceeded", message);
  }
  const isOver = failed > 0 && failed + countIndexes(indexes.succeeded) >= completions;
  return isOver ? failing("FailedIndexes", "Job has failed indexes") : undefined;
}

function successByPolicy({ job, spec, indexes }: JobLook): ConditionWords | undefined {
  const rule = isIndexed(job) && indexes !== undefined ? metSuccessRule(spec, indexes.succeeded) : undefined;
  return rule === undefined ? undefined : succeeding("SuccessPolicy", `Matched rules at index ${rule}`);
}

function succeeding(reason: string, message: string): ConditionWords {
  return { type: "SuccessCriteriaMet", status: "True", reason, message };
}

interface PodActions {
  readonly hasSuspensionChanged: boolean;
  readonly problem: Problem;
}

/**
 * Of a Job that ends all active pods go; of others pods come and go, and it may turn out to be complete. Without
 * `expectations` not all of them are known yet, and no more is done than must be.
 */
function* actOnPods(look: JobLook, expectations: Expectations | undefined): Requests<PodActions> {
  if (look.ending !== undefined) {
    const { isComplete, problem } = yield* deleteActivePods(look);
    if (!isComplete || expectations === undefined) look.ending = undefined;
    return { hasSuspensionChanged: false, problem };
  }
  const isLeftAlone = expectations === undefined || look.job.metadata?.deletionTimestamp !== undefined;
  const problem = isLeftAlone ? undefined : yield* managePods(look, expectations);
  if (hasEnoughSuccesses(look)) {
    look.ending = succeeding("CompletionsReached", "Reached expected number of succeeded pods");
    return { hasSuspensionChanged: false, problem };
  }
  const hasSuspensionChanged = isLeftAlone ? false : yield* noteSuspension(look);
  return { hasSuspensionChanged, problem };
}

function hasEnoughSuccesses({ spec, succeeded, active }: JobLook): boolean {
  return active === 0 && (spec.completions === undefined ? succeeded > 0 : succeeded >= spec.completions);
}

function* noteSuspension(look: JobLook): Requests<boolean> {
  const { job, spec, status, view } = look;
  const isSuspended = spec.suspend === true;
  const words: ConditionWords = isSuspended
    ? { type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" }
    : { type: "Suspended", status: "False", reason: "JobResumed", message: "Job resumed" };
  const { conditions, isChanged } = withCondition(status.conditions ?? [], words, view.clock);
  if (!isChanged) return false;
  status.conditions = conditions;
  yield jobEvent(job, "Normal", isSuspended ? "Suspended" : "Resumed", words.message);
  // The deadline counts from the last resumption.
  if (!isSuspended) start(look);
  else if (losesStart(view)) delete status.startTime;
  return true;
}

/** Whether suspension takes the time of start out of the status; else it stands there until the Job is resumed. */
function losesStart({ featureGates, behaviour }: ControllerView): boolean {
  return featureGates.get("MutableSchedulingDirectivesForSuspendedJobs") ?? behaviour.suspendedJobsLoseStart;
}

/** Puts the counts of active, ready and terminating pods into the status; true if that changed one. */
function noteCounts({ status, active, ready, terminating }: JobLook): boolean {
  const isChanged = active !== (status.active ?? 0) || ready !== status.ready || terminating !== status.terminating;
  setCount(status, "active", active);
  status.ready = ready;
  status.terminating = terminating;
  return isChanged;
}

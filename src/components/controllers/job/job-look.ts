// One look at a Job: what its pods say, and the status as it is being worked out.
// Imitates syncJobCtx, getNewFinishedPods and the counts at the begin of syncJob of pkg/controller/job/job_controller.go and
// calculateSucceededIndexes, calculateFailedIndexes of indexed_job_utils.go, v1.36.

import type { Job, JobSpec, JobStatus } from "../../../model/api/types/job.ts";
import {
  countIndexes,
  hasIndex,
  mergedIndexes,
  NO_INDEXES,
  parseCompletionIndexes,
  withIndexes,
  type CompletionIndexes,
} from "../../../model/job/completion-indexes.ts";
import type { PodFailures } from "../../../model/job/pod-backoff.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { ControllerView } from "../controller.ts";
import { isPodReady } from "../pod-availability.ts";
import type { ConditionWords } from "../job-conditions.ts";
import {
  completionIndexOf,
  finishedUs,
  hasTrackingFinalizer,
  ignoredIndexFailureCount,
  indexFailureCount,
  isActive,
  isFailed,
  isIndexed,
  isTerminating,
  validIndexOf,
} from "./job-pods.ts";
import { podFailureVerdict } from "./pod-failure-policy.ts";

/** A status whose fields are replaced one by one; what they hold is shared with the stored one. */
export type StatusDraft = { -readonly [Field in keyof JobStatus]: JobStatus[Field] };

export interface JobLook {
  readonly view: ControllerView;
  readonly key: string;
  /** As stored, or as the server answered last; its status is not looked at. */
  job: Job;
  readonly spec: JobSpec;
  status: StatusDraft;
  /** Since when the Job is active, µs: to the microsecond in the look that starts it. */
  startUs: number | undefined;
  /** All pods of the Job, and those that are neither over nor going. */
  readonly pods: readonly LivePod[];
  readonly activePods: readonly LivePod[];
  /** Pods that have the tracking finalizer: they are not counted in the status for good yet. */
  readonly tracked: ReadonlySet<string>;
  /** Pods that the status has as ended and not yet counted, by uid. */
  readonly uncounted: { readonly succeeded: ReadonlySet<string>; readonly failed: ReadonlySet<string> };
  active: number;
  ready: number;
  terminating: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly indexes: IndexLook | undefined;
  failures: PodFailures;
  /** The condition with which the Job is about to end. */
  ending: ConditionWords | undefined;
  /** When the Job is worth another look, whatever happens. */
  afterUs: number | undefined;
}

/** What is known of the completion indexes of an Indexed Job. */
export interface IndexLook {
  readonly succeededBefore: CompletionIndexes;
  readonly succeeded: CompletionIndexes;
  /** Undefined where indexes have no limit of their own. */
  readonly failed: CompletionIndexes | undefined;
  /** By index: the failed pod that waits for the pod in its place, which learns the count of failures from it. */
  readonly waiting: ReadonlyMap<number, LivePod>;
}

export interface NewlyFinished {
  readonly succeeded: readonly LivePod[];
  readonly failed: readonly LivePod[];
}

/** The look at a Job with its pods; `adopted` pods, by uid, have the tracking finalizer since a moment ago. */
export function lookAt(
  view: ControllerView,
  key: string,
  job: Job,
  pods: readonly LivePod[],
  adopted: ReadonlySet<string>,
): { readonly look: JobLook; readonly finished: NewlyFinished } {
  const { spec = {}, status: stored = {} } = job;
  const activePods = pods.filter(isActive);
  const uncountedPods = stored.uncountedTerminatedPods ?? {};
  const uncounted = { succeeded: new Set(uncountedPods.succeeded), failed: new Set(uncountedPods.failed) };
  const tracked = new Set(pods.flatMap((pod) => (adopted.has(pod.uid) || hasTrackingFinalizer(pod) ? [pod.uid] : [])));
  const valid = pods.filter((pod) => tracked.has(pod.uid) && (!isIndexed(job) || validIndexOf(pod, job) !== undefined));
  const finished = {
    succeeded: valid.filter(({ uid, phase }) => phase === "Succeeded" && !uncounted.succeeded.has(uid)),
    failed: valid.filter((pod) => isFailed(pod, job) && !uncounted.failed.has(pod.uid)),
  };
  const counted = finished.failed.filter((pod) => podFailureVerdict(spec, pod).kind !== "ignore").length;
  const indexes = isIndexed(job) ? lookAtIndexes(job, pods, tracked, activePods, valid) : undefined;
  const status: StatusDraft = { ...stored, uncountedTerminatedPods: uncountedPods };
  const look: JobLook = {
    view,
    key,
    job,
    spec,
    status,
    startUs: view.clock.momentOf(stored.startTime),
    pods,
    activePods,
    tracked,
    uncounted,
    active: activePods.length,
    ready: activePods.filter(isPodReady).length,
    terminating: pods.filter(isTerminating).length,
    succeeded:
      indexes === undefined
        ? (stored.succeeded ?? 0) + finished.succeeded.length + uncounted.succeeded.size
        : countIndexes(indexes.succeeded),
    failed: (stored.failed ?? 0) + counted + uncounted.failed.size,
    indexes,
    failures: { count: 0 },
    ending: undefined,
    afterUs: undefined,
  };
  return { look, finished };
}

function lookAtIndexes(
  job: Job,
  pods: readonly LivePod[],
  tracked: ReadonlySet<string>,
  activePods: readonly LivePod[],
  valid: readonly LivePod[],
): IndexLook {
  const { spec = {}, status = {} } = job;
  const { completions = 0 } = spec;
  const indexesWhere = (isMeant: (pod: LivePod) => boolean): number[] =>
    pods.flatMap((pod) => {
      const index = tracked.has(pod.uid) && isMeant(pod) ? validIndexOf(pod, job) : undefined;
      return index === undefined ? [] : [index];
    });
  const succeededBefore = parseCompletionIndexes(status.completedIndexes ?? "", completions);
  const succeeded = withIndexes(
    succeededBefore,
    indexesWhere(({ phase }) => phase === "Succeeded"),
  );
  if (spec.backoffLimitPerIndex === undefined) {
    return { succeededBefore, succeeded, failed: undefined, waiting: new Map() };
  }
  const failedBefore = parseCompletionIndexes(status.failedIndexes ?? "", completions);
  const failed = withIndexes(
    failedBefore,
    indexesWhere((pod) => failsItsIndex(pod, job)),
  );
  const settled = mergedIndexes(withIndexes(succeeded, indexesOf(activePods)), failed);
  const waiting = waitingPods(valid.filter((pod) => isFailed(pod, job) && !hasIndex(settled, completionIndexOf(pod)!)));
  return { succeededBefore, succeeded, failed, waiting };
}

/** The pod has failed once more than its index may. */
function failsItsIndex(pod: LivePod, job: Job): boolean {
  const { spec = {} } = job;
  if (!isFailed(pod, job)) return false;
  const verdict = podFailureVerdict(spec, pod).kind;
  if (verdict === "fail-index") return true;
  return verdict !== "ignore" && indexFailureCount(pod) >= (spec.backoffLimitPerIndex ?? 0);
}

/** Of several failed pods of an index the one that has seen most failures, and ended last. */
function waitingPods(failedPods: readonly LivePod[]): ReadonlyMap<number, LivePod> {
  const waiting = new Map<number, LivePod>();
  for (const pod of failedPods) {
    const index = completionIndexOf(pod)!;
    const other = waiting.get(index);
    const isLater =
      other === undefined ||
      (allFailuresBefore(other) <= allFailuresBefore(pod) && finishedUs(pod) >= finishedUs(other));
    if (isLater) waiting.set(index, pod);
  }
  return waiting;
}

/** Failures of the pod's index before it, whether they count or not. */
export function allFailuresBefore(pod: LivePod): number {
  return indexFailureCount(pod) + ignoredIndexFailureCount(pod);
}

/** The completion indexes of the pods that have one. */
export function indexesOf(pods: readonly LivePod[]): ReadonlySet<number> {
  return new Set(pods.map(completionIndexOf).filter((index) => index !== undefined));
}

/** Indexes that no new pod is needed for: over, running, or waited for. */
export function takenIndexes({ indexes, activePods }: JobLook, waitedFor: readonly LivePod[]): CompletionIndexes {
  const { succeeded = NO_INDEXES, failed = NO_INDEXES } = indexes ?? {};
  return mergedIndexes(withIndexes(succeeded, [...indexesOf(activePods), ...indexesOf(waitedFor)]), failed);
}

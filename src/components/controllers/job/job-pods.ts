// What a Job reads from its pods: whether they have succeeded or failed, when they ended, which completion index is theirs.
// Imitates pkg/controller/job/{job_controller,indexed_job_utils,backoff_utils}.go, v1.36.

import { parseInt64 } from "../../../model/go-integer.ts";
import type { Job } from "../../../model/api/types/job.ts";
import { labelOf } from "../../../model/label-selector.ts";
import type { DeletablePod } from "../../../model/ranking/deletion-order.ts";
import { isActivePod, isTerminatingPod } from "../../../model/ranking/pod-phase.ts";

import type { LiveContainer, LivePod } from "../../../cluster/live-pod.ts";

import { isPodReady } from "../pod-availability.ts";

export const TRACKING_FINALIZER = "batch.kubernetes.io/job-tracking";
export const INDEX_KEY = "batch.kubernetes.io/job-completion-index";
export const FAILURE_COUNT_KEY = "batch.kubernetes.io/job-index-failure-count";
export const IGNORED_FAILURE_COUNT_KEY = "batch.kubernetes.io/job-index-ignored-failure-count";

const US_PER_SECOND = 1_000_000;
const INT32_MAX = 2_147_483_647;

export function podKeyOf({ namespace, name }: LivePod): string {
  return `${namespace}/${name}`;
}

export function hasTrackingFinalizer({ object }: Pick<LivePod, "object">): boolean {
  return object.metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;
}

export function isActive({ phase, deletion }: LivePod): boolean {
  return isActivePod({ phase, isDeleted: deletion !== undefined });
}

export function isTerminating({ phase, deletion }: LivePod): boolean {
  return isTerminatingPod({ phase, isDeleted: deletion !== undefined });
}

export function isIndexed({ spec }: Job): boolean {
  return spec?.completionMode === "Indexed";
}

/** Whether a pod has a successor only once it is over, and not already when it is asked to go. */
export function replacesOnlyFailed({ spec }: Job): boolean {
  return spec?.podReplacementPolicy === "Failed" || spec?.podFailurePolicy !== undefined;
}

/** A pod that is asked to go has failed, unless the Job waits for its end. */
export function isFailed({ phase, deletion }: LivePod, job: Job): boolean {
  if (phase === "Failed") return true;
  return !replacesOnlyFailed(job) && deletion !== undefined && phase !== "Succeeded";
}

/** The pod's completion index; undefined if it has none. */
export function completionIndexOf({ object }: LivePod): number | undefined {
  const text = labelOf(object.metadata.annotations, INDEX_KEY);
  const index = text === undefined ? undefined : parseInt64(text);
  return index === undefined || index < 0n ? undefined : Number(index);
}

/** The pod's completion index if the Job has that many completions. */
export function validIndexOf(pod: LivePod, { spec }: Job): number | undefined {
  const index = completionIndexOf(pod);
  return index !== undefined && index < (spec?.completions ?? 0) ? index : undefined;
}

/** Failures of the index before this pod that count towards its limit. */
export function indexFailureCount(pod: LivePod): number {
  return countIn(pod, FAILURE_COUNT_KEY);
}

/** Failures of the index before this pod that do not count, as the failure policy says. */
export function ignoredIndexFailureCount(pod: LivePod): number {
  return countIn(pod, IGNORED_FAILURE_COUNT_KEY);
}

function countIn({ object }: LivePod, annotation: string): number {
  const text = labelOf(object.metadata.annotations, annotation);
  const count = text === undefined ? undefined : parseInt64(text);
  return count === undefined || count < 0n || count > INT32_MAX ? 0 : Number(count);
}

/** When the pod ended, µs: its last container, else when it stopped being ready, else when it was asked to go. */
export function finishedUs(pod: LivePod): number {
  const { deletion } = pod;
  const byContainers = lastContainerEndUs(pod);
  if (byContainers !== undefined) return byContainers;
  const ready = pod.condition("Ready");
  if (ready?.status === "False" && ready.sinceUs !== undefined) return ready.sinceUs;
  return deletion === undefined ? pod.createdUs : deletion.deadlineUs - deletion.graceSeconds * US_PER_SECOND;
}

function lastContainerEndUs({ containers, initContainers, object }: LivePod): number | undefined {
  const sidecars = sidecarNames(object.spec.initContainers);
  let lastUs: number | undefined;
  for (const { state } of [...containers, ...initContainers.filter(({ name }) => sidecars.has(name))]) {
    if (state.kind !== "terminated") return undefined;
    lastUs = Math.max(lastUs ?? state.finishedUs, state.finishedUs);
  }
  return lastUs;
}

function sidecarNames(
  initContainers: readonly { readonly name: string; readonly restartPolicy?: string }[] | undefined,
): ReadonlySet<string> {
  return new Set(
    (initContainers ?? []).flatMap(({ name, restartPolicy }) => (restartPolicy === "Always" ? [name] : [])),
  );
}

/** How often containers of the pod were started again, all together. */
export function restartsOf({ containers, initContainers }: LivePod): number {
  let restarts = 0;
  for (const { restartCount } of containers) restarts += restartCount;
  for (const { restartCount } of initContainers) restarts += restartCount;
  return restarts;
}

/** What the order of deletion looks at. */
export function deletableOf(pod: LivePod): DeletablePod {
  const { containers, initContainers, object, nodeName = "", phase, createdUs } = pod;
  const sidecars = sidecarNames(object.spec.initContainers);
  return {
    nodeName,
    phase,
    readiness: { isReady: isPodReady(pod), changedAtUs: pod.condition("Ready")?.sinceUs },
    restarts: {
      containers: mostRestarts(containers),
      sidecars: mostRestarts(initContainers.filter(({ name }) => sidecars.has(name))),
    },
    createdAtUs: createdUs,
  };
}

function mostRestarts(containers: readonly LiveContainer[]): number {
  return containers.reduce((most, { restartCount }) => Math.max(most, restartCount), 0);
}

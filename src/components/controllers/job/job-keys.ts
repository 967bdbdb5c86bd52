// Which Jobs, and which pods that nobody tracks any more, are worth a look after something happened. Pod events are looked at
// together, one second later; changes of what a Job wants at once.
// Imitates the event handlers of pkg/controller/job/job_controller.go, v1.36.

import type { Job } from "../../../model/api/types/job.ts";
import { selectorText } from "../../../model/label-selector.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { mayWant, selectorOf } from "../compiled-selectors.ts";
import type { ControllerView, KeyWish, WatchEvent } from "../controller.ts";
import type { Expectations } from "../expectations.ts";
import { isFinished } from "../job-conditions.ts";
import { keyOf } from "../object-key.ts";
import { controllerOf } from "../owner-references.ts";
import { SelectingObjects } from "../selecting-objects.ts";
import { hasTrackingFinalizer, podKeyOf } from "./job-pods.ts";

export const BATCH_PERIOD_US = 1_000_000;

/** Keys of one pod that has a finalizer which no Job will remove, and of all pods that a gone or finished Job selects. */
export const ORPHAN_POD = "orphan-pod/";
export const ORPHANS_SELECTED = "orphans-selected/";

const US_PER_SECOND = 1_000_000;

type PodEvent = Extract<WatchEvent, { readonly kind: "Pod" }>;

/** What the Job controller knows besides the view when something happens. */
export interface JobKnowledge {
  readonly expectations: Expectations;
  /** Jobs that may want a pod without an owner. */
  readonly wanting: SelectingObjects<"Job">;
}

export function wantingJobs(): SelectingObjects<"Job"> {
  return new SelectingObjects(
    "Job",
    ({ spec }) => selectorOf(spec?.selector),
    ({ spec }, labels) => mayWant(spec?.selector, labels),
  );
}

/** What was expected and has been seen is noted. */
export function jobKeysAfter(event: WatchEvent, view: ControllerView, knowledge: JobKnowledge): readonly KeyWish[] {
  knowledge.wanting.hear(event);
  if (event.kind === "Pod") return afterPodEvent(event, view, knowledge);
  if (event.kind === "Node" || event.stored.kind !== "Job") return [];
  const { type, stored, before } = event;
  const key = keyOf(stored.object.metadata);
  if (type === "added") return [{ key }];
  if (type === "deleted") return [{ key }, ...orphansOf(stored.object)];
  return afterJobUpdate(stored.object, before?.kind === "Job" ? before.object : undefined, view);
}

function afterJobUpdate(job: Job, before: Job | undefined, { clock }: ControllerView): readonly KeyWish[] {
  const key = keyOf(job.metadata);
  if (isFinished(job.status)) return orphansOf(job);
  const isSameGeneration = before?.metadata?.generation === job.metadata?.generation;
  const wishes: KeyWish[] = [isSameGeneration ? { key, afterUs: BATCH_PERIOD_US } : { key }];
  const { activeDeadlineSeconds } = job.spec ?? {};
  const startUs = clock.momentOf(job.status?.startTime);
  if (startUs !== undefined && activeDeadlineSeconds !== undefined) {
    if (before?.spec?.activeDeadlineSeconds !== activeDeadlineSeconds) {
      wishes.push({ key, afterUs: activeDeadlineSeconds * US_PER_SECOND - (clock.nowUs - startUs) });
    }
  }
  return wishes;
}

/** By the selector, as the Job itself may be gone when its turn comes. */
function orphansOf({ metadata, spec }: Job): readonly KeyWish[] {
  const selector = selectorOf(spec?.selector);
  if (selector.kind !== "requirements") return [];
  return [{ key: `${ORPHANS_SELECTED}${metadata?.namespace ?? "default"}/${selectorText(selector)}` }];
}

function afterPodEvent(
  { type, pod, before }: PodEvent,
  view: ControllerView,
  { expectations, wanting }: JobKnowledge,
): readonly KeyWish[] {
  if (type === "deleted" || pod.deletion !== undefined) return afterPodDeletion(pod, view, expectations);
  const wishes: KeyWish[] = [];
  const owner = controllerOf(pod.object.metadata);
  const ownerBefore = before === undefined ? owner : controllerOf(before.object.metadata);
  const hasOtherOwner = owner?.uid !== ownerBefore?.uid;
  if (hasOtherOwner && before !== undefined) wishes.push(...batched(ownerOf(before, view)));
  if (owner !== undefined) {
    const job = ownerOf(pod, view);
    if (type === "added" && job !== undefined) expectations.creationObserved(keyOf(job.metadata));
    return [...wishes, ...batched(job)];
  }
  if (hasTrackingFinalizer(pod)) wishes.push(orphanWish(pod));
  const { labels } = pod.object.metadata;
  if (type === "added" || hasOtherOwner || before?.object.metadata.labels !== labels) {
    for (const metadata of wanting.of(view, pod.namespace, labels)) wishes.push(...batched({ metadata }));
  }
  return wishes;
}

function afterPodDeletion(pod: LivePod, view: ControllerView, expectations: Expectations): readonly KeyWish[] {
  const job = ownerOf(pod, view);
  if (job !== undefined && !isFinished(job.status)) {
    expectations.deletionObserved(keyOf(job.metadata), podKeyOf(pod));
    return batched(job);
  }
  return hasTrackingFinalizer(pod) ? [orphanWish(pod)] : [];
}

/** The Job that controls the pod, if it is there and the same one. */
export function ownerOf({ namespace, object }: LivePod, view: ControllerView): Job | undefined {
  const owner = controllerOf(object.metadata);
  if (owner?.kind !== "Job") return undefined;
  const job = view.find("Job", namespace, owner.name ?? "");
  return job?.metadata?.uid === owner.uid ? job : undefined;
}

function batched(job: Job | undefined): readonly KeyWish[] {
  return job === undefined ? [] : [{ key: keyOf(job.metadata), afterUs: BATCH_PERIOD_US }];
}

function orphanWish({ namespace, name }: LivePod): KeyWish {
  return { key: `${ORPHAN_POD}${namespace}/${name}` };
}

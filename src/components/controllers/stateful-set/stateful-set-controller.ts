// The StatefulSet controller: what makes a set worth a look, and one look at it.
// Imitates pkg/controller/statefulset/stateful_set.go, v1.36.

import type { StatefulSet } from "../../../model/api/types/workload.ts";
import type { CompiledLabelSelector } from "../../../model/label-selector.ts";
import type { Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { claimPods, type Claimant, type Requests } from "../claim-objects.ts";
import { mayWant, selectionBy, selectorOf } from "../compiled-selectors.ts";
import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  Sync,
  SyncOutcome,
  WatchEvent,
} from "../controller.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { controllerOf, controllerReference, isOfKindOrOrphan } from "../owner-references.ts";
import { isPodReady, untilNextPodAvailableUs } from "../pod-availability.ts";
import { reconcilePods } from "./reconcile-pods.ts";
import { nameOf, parentAndOrdinal } from "./set-pods.ts";
import {
  adoptRevisions,
  revisionsOf,
  settledRevisions,
  truncatedHistory,
  type Outcome,
  type SetRevisions,
} from "./set-revisions.ts";
import { writeStatus, type ReplicaCounts } from "./set-status.ts";

const US_PER_SECOND = 1_000_000;

export const STATEFUL_SET_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "statefulset",
  source: "pkg/controller/statefulset, v1.36.3",
  create: (): Controller => {
    const { name, source } = STATEFUL_SET_CONTROLLER;
    const mayConcern = ({ metadata }: Pod) => isOfKindOrOrphan(metadata, "StatefulSet");
    return { name, source, watches: ["StatefulSet", "Pod"], mayConcern, keysAfter, sync };
  },
});

type PodEvent = Extract<WatchEvent, { kind: "Pod" }>;

function keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
  if (event.kind === "StatefulSet") return [{ key: keyOf(event.stored.object.metadata) }];
  return event.kind === "Pod" ? keysAfterPod(event, view) : [];
}

function keysAfterPod({ type, pod, before }: PodEvent, view: ControllerView): readonly KeyWish[] {
  const owner = controllerOf(pod.object.metadata);
  const former = controllerOf(before?.object.metadata);
  const wishes = former === undefined || former.uid === owner?.uid ? [] : ownersWish(view, pod, former);
  if (owner !== undefined) return [...wishes, ...ownersWish(view, pod, owner, becameReady(type, pod, before))];
  if (type === "deleted" || (type === "added" && pod.deletion !== undefined)) return wishes;
  const isKnownSame = before !== undefined && former === undefined && sameLabels(pod, before);
  return isKnownSame ? wishes : [...wishes, ...setsThatMayWant(view, pod)];
}

/** Of two versions of a pod that one world shows, equal labels are the same object. */
function sameLabels(pod: LivePod, before: LivePod): boolean {
  return pod.object.metadata.labels === before.object.metadata.labels;
}

function becameReady(type: WatchEvent["type"], pod: LivePod, before: LivePod | undefined): boolean {
  return type === "updated" && isPodReady(pod) && (before === undefined || !isPodReady(before));
}

function ownersWish(
  view: ControllerView,
  { namespace }: LivePod,
  owner: { readonly kind?: string; readonly name?: string; readonly uid?: string },
  isNewlyReady = false,
): readonly KeyWish[] {
  if (owner.kind !== "StatefulSet") return [];
  const set = view.find("StatefulSet", namespace, owner.name ?? "");
  if (set === undefined || set.metadata?.uid !== owner.uid) return [];
  const { minReadySeconds = 0 } = set.spec ?? {};
  const key = keyOf(set.metadata);
  if (!isNewlyReady || minReadySeconds === 0) return [{ key }];
  return [{ key }, { key, afterUs: minReadySeconds * US_PER_SECOND }];
}

function setsThatMayWant(view: ControllerView, { namespace, object }: LivePod): readonly KeyWish[] {
  return view
    .list("StatefulSet", namespace)
    .filter(({ spec }) => mayWant(spec?.selector, object.metadata.labels))
    .map((set) => ({ key: keyOf(set.metadata) }));
}

function* sync(view: ControllerView, key: string): Sync {
  const { namespace, name } = objectOfKey(key);
  const set = view.find("StatefulSet", namespace, name);
  if (set === undefined) return { kind: "done" };
  const selector = selectorOf(set.spec?.selector);
  if (selector.kind === "invalid") return { kind: "done" };
  const revisions = revisionsOf(view, set, selector);
  const adoptionProblem = yield* adoptRevisions(set, revisions);
  if (adoptionProblem !== undefined) return failed(adoptionProblem);
  const claimed = yield* claimPods(claimantFor(set, selector), podsAround(view, set), (pod) => isMember(set, pod));
  if (claimed.problem !== undefined) return failed(claimed.problem);
  const pods = claimed.items;
  const settled = yield* settledRevisions(view, set, revisions);
  const updated = settled.kind === "problem" ? settled : yield* updatedSet(view, set, settled.value, pods);
  const known = settled.kind === "problem" ? undefined : settled.value;
  const historyProblem = yield* truncatedHistory(set, pods, revisions, known);
  if (updated.kind === "problem") return failed(updated.message);
  return historyProblem === undefined ? done(view, set, updated.value, pods) : failed(historyProblem);
}

/** The pods brought on, and the status written, whatever became of them. */
function* updatedSet(
  view: ControllerView,
  set: StatefulSet,
  revisions: SetRevisions,
  pods: readonly LivePod[],
): Requests<Outcome<ReplicaCounts>> {
  const { counts, problem } = yield* reconcilePods(view, set, revisions, pods);
  const statusProblem = yield* writeStatus(view, set, counts, revisions);
  const message = problem ?? statusProblem;
  return message === undefined ? { kind: "value", value: counts } : { kind: "problem", message };
}

function isMember(set: StatefulSet, pod: LivePod): boolean {
  return parentAndOrdinal(pod.name).parent === nameOf(set);
}

function podsAround(view: ControllerView, { metadata }: StatefulSet): readonly LivePod[] {
  const { namespace = "default", uid = "" } = metadata ?? {};
  return [...view.podsControlledBy(namespace, uid), ...view.orphans(namespace)];
}

function claimantFor({ metadata }: StatefulSet, selector: CompiledLabelSelector): Claimant {
  return {
    reference: controllerReference("apps/v1", "StatefulSet", metadata),
    isDeleted: metadata?.deletionTimestamp !== undefined,
    selects: selectionBy(selector),
  };
}

function failed(message: string): SyncOutcome {
  return { kind: "failed", message };
}

/** Pods that are ready and not yet available will be, without anybody telling. */
function done(view: ControllerView, set: StatefulSet, counts: ReplicaCounts, pods: readonly LivePod[]): SyncOutcome {
  const { minReadySeconds = 0 } = set.spec ?? {};
  if (minReadySeconds === 0 || counts.ready === counts.available) return { kind: "done" };
  const nextUs = untilNextPodAvailableUs(pods, minReadySeconds, view.clock.nowUs);
  return { kind: "done", afterUs: nextUs ?? minReadySeconds * US_PER_SECOND };
}

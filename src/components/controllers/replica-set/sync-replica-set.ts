// One sync of a ReplicaSet: claim its pods, make or delete some, say how many there are.
// Imitates syncReplicaSet of pkg/controller/replicaset/replica_set.go, v1.36.

import { merged } from "../../../base/merged.ts";

import { isTerminatingPod } from "../../../model/ranking/pod-phase.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { claimPods, type Claimant, type Requests } from "../claim-objects.ts";
import { selectionBy, selectorOf } from "../compiled-selectors.ts";
import type { ControllerView, PodTally, Sync, SyncOutcome, WriteResult } from "../controller.ts";
import type { Expectations } from "../expectations.ts";
import { keyOf } from "../object-key.ts";
import { controllerOf, controllerReference } from "../owner-references.ts";
import { untilNextPodAvailableUs } from "../pod-availability.ts";
import { makeReplicas, manageReplicas } from "./manage-replicas.ts";
import { isActive } from "./pods-to-delete.ts";
import {
  calculateStatus,
  isStatusChanged,
  statusOf,
  templateLabelsOf,
  type Failure,
  type ReplicaSetFigures,
} from "./replica-set-status.ts";
import { replicatedOf, withStatus, type Replicated, type ReplicaSetStatus } from "./replicated.ts";
import { isSettled, noteSettled } from "./settled-counts.ts";

const US_PER_SECOND = 1_000_000;
const DONE: SyncOutcome = Object.freeze({ kind: "done" });

/** `replicated` undefined: it is gone. */
export function* syncReplicaSet(
  view: ControllerView,
  expectations: Expectations,
  replicated: Replicated | undefined,
  key = keyOf(replicated?.metadata),
): Sync {
  if (replicated === undefined) {
    expectations.forget(key);
    return DONE;
  }
  if (isSettled(view, replicated)) return DONE;
  const { metadata } = replicated;
  const maySync = expectations.isSatisfied(key, view.clock.nowUs);
  const selector = selectorOf(replicated.selector);
  if (selector.kind === "invalid") return DONE;
  const selects = selectionBy(selector);
  const { nowUs } = view.clock;
  const tallies = view.tallies?.(metadata.namespace ?? "default", metadata.uid ?? "");
  const counted = tallies === undefined ? undefined : countedPods(view, replicated, selects, tallies);
  if (tallies !== undefined && counted !== undefined && (!maySync || counted.active <= replicated.replicas)) {
    const missing = maySync ? replicated.replicas - counted.active : 0;
    const problem = missing > 0 ? yield* makeReplicas(view, expectations, replicated, missing) : undefined;
    const status = statusOf(replicated, counted, failureOf(view, problem));
    const written = isStatusChanged(replicated, status) ? yield* writeStatus(replicated, status) : WRITTEN;
    noteSettled(tallies, afterWrite(replicated, written), counted);
    return outcomeOf(written, problem) ?? DONE;
  }
  const claimant = claimantOf(replicated, selects);
  const pods = podsOf(view, replicated);
  const terminating = countsTerminating(view, replicated) ? terminatingOf(pods, claimant) : undefined;
  const claimed = yield* claimPods(claimant, pods.filter(isActive));
  if (claimed.problem !== undefined) return { kind: "failed", message: claimed.problem };
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const problem =
    maySync && !isDeleted ? yield* manageReplicas(view, expectations, replicated, claimed.items) : undefined;
  const failure = failureOf(view, problem);
  const status = calculateStatus(replicated, { activePods: claimed.items, terminating, failure, nowUs });
  const written = isStatusChanged(replicated, status) ? yield* writeStatus(replicated, status) : WRITTEN;
  return outcomeOf(written, problem) ?? nextLook(replicated, status, claimed.items, nowUs);
}

function failureOf({ clock }: ControllerView, message: string | undefined): Failure | undefined {
  return message === undefined ? undefined : { message, timestamp: clock.timestampAt(clock.nowUs) };
}

/** Undefined: nothing has failed. */
function outcomeOf(written: WriteResult, problem: string | undefined): SyncOutcome | undefined {
  const message = written.kind === "refused" ? written.message : problem;
  return message === undefined ? undefined : { kind: "failed", message };
}

/**
 * Counts without a look at any pod: where the world keeps them, nobody is to be claimed or let go, and ready means available. They
 * are all that a sync needs which does not choose pods to delete.
 */
function countedPods(
  view: ControllerView,
  replicated: Replicated,
  selects: Claimant["selects"],
  tallies: readonly PodTally[],
): Omit<ReplicaSetFigures, "failure"> | undefined {
  const { namespace = "default", deletionTimestamp } = replicated.metadata;
  if (deletionTimestamp !== undefined || replicated.minReadySeconds !== 0) return undefined;
  if (!tallies.every(({ object }) => selects(object.metadata.labels)) || view.orphans(namespace).length > 0) {
    return undefined;
  }
  const hasTemplateLabels = templateLabelsOf(replicated);
  const counts = { active: 0, fullyLabeled: 0, ready: 0, terminating: 0 };
  for (const { object, active, ready, terminating } of tallies) {
    counts.active += active;
    counts.ready += ready;
    counts.terminating += terminating;
    if (hasTemplateLabels(object.metadata.labels)) counts.fullyLabeled += active;
  }
  const { active, fullyLabeled, ready } = counts;
  const terminating = countsTerminating(view, replicated) ? counts.terminating : undefined;
  return { active, fullyLabeled, ready, available: ready, terminating };
}

/** Its own and those of nobody. */
function podsOf(view: ControllerView, { metadata }: Replicated): readonly LivePod[] {
  const { namespace = "default", uid = "" } = metadata;
  const own = view.podsControlledBy(namespace, uid);
  const orphans = view.orphans(namespace);
  return orphans.length === 0 ? own : [...own, ...orphans];
}

function claimantOf({ kind, apiVersion, metadata }: Replicated, selects: Claimant["selects"]): Claimant {
  return {
    reference: controllerReference(apiVersion, kind, metadata),
    isDeleted: metadata.deletionTimestamp !== undefined,
    selects,
  };
}

/** ReplicationControllers never say how many of their pods are going. */
function countsTerminating({ behaviour, featureGates }: ControllerView, { kind }: Replicated): boolean {
  if (kind === "ReplicationController") return false;
  return featureGates.get("DeploymentReplicaSetTerminatingReplicas") ?? behaviour.terminatingReplicas;
}

/** Pods on their way out that are its own and match. */
function terminatingOf(pods: readonly LivePod[], { reference, selects }: Claimant): number {
  let count = 0;
  for (const { phase, deletion, object } of pods) {
    if (!isTerminatingPod({ phase, isDeleted: deletion !== undefined })) continue;
    if (controllerOf(object.metadata)?.uid === reference.uid && selects(object.metadata.labels)) count += 1;
  }
  return count;
}

/** As the write of its status has left it. */
function afterWrite(replicated: Replicated, written: WriteResult): Replicated {
  const { kind, object } = replicated;
  const stored = written.kind === "done" ? written.stored : undefined;
  const isOwn = stored?.kind === kind && stored.object.spec === object.spec;
  return isOwn ? replicatedOf(kind, stored.object) : replicated;
}

const WRITTEN: WriteResult = Object.freeze({ kind: "done", name: "" });

/** Tries once more with whatever version is the latest. */
function* writeStatus(replicated: Replicated, status: ReplicaSetStatus): Requests<WriteResult> {
  const { generation } = replicated.metadata;
  const observed = generation === undefined ? status : merged(status, { observedGeneration: generation });
  const answer: WriteResult = yield { verb: "updateStatus", stored: withStatus(replicated, observed) };
  if (answer.kind === "done") return answer;
  const { resourceVersion: _, ...metadata } = replicated.metadata;
  const latest = { ...replicated, object: { ...replicated.object, metadata } } as Replicated;
  return yield { verb: "updateStatus", stored: withStatus(latest, observed) };
}

/** Pods that are ready become available by waiting. */
function nextLook(
  { minReadySeconds }: Replicated,
  { readyReplicas = 0, availableReplicas = 0 }: ReplicaSetStatus,
  pods: readonly LivePod[],
  nowUs: number,
): SyncOutcome {
  if (minReadySeconds === 0 || readyReplicas === availableReplicas) return DONE;
  return {
    kind: "done",
    afterUs: untilNextPodAvailableUs(pods, minReadySeconds, nowUs) ?? minReadySeconds * US_PER_SECOND,
  };
}

// Makes the pods that a ReplicaSet lacks, few at first and more as they succeed, and deletes those that are too many.
// Imitates manageReplicas and slowStartBatch of pkg/controller/replicaset/replica_set.go, v1.36.

import type { RecordedEvent } from "../../../cluster/change.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, Write, WriteResult } from "../controller.ts";
import type { Expectations } from "../expectations.ts";
import { keyOf } from "../object-key.ts";
import { controllerReference } from "../owner-references.ts";
import { podOfTemplate } from "../pod-template.ts";
import { podsToDelete } from "./pods-to-delete.ts";
import type { Replicated } from "./replicated.ts";

/** Pods that are made or deleted in one sync at the most. */
const BURST = 500;
const FIRST_BATCH = 1;

type PodCreation = Extract<Write, { readonly verb: "create-pod" }>;

/** What went wrong, if anything did. */
export function* manageReplicas(
  view: ControllerView,
  expectations: Expectations,
  replicated: Replicated,
  activePods: readonly LivePod[],
): Requests<string | undefined> {
  const surplus = activePods.length - replicated.replicas;
  if (surplus < 0) return yield* makeReplicas(view, expectations, replicated, -surplus);
  if (surplus === 0) return undefined;
  const key = keyOf(replicated.metadata);
  const chosen = podsToDelete(view, replicated, activePods, Math.min(surplus, BURST));
  expectations.expectDeletions(key, chosen.map(podKeyOf), view.clock.nowUs);
  return yield* deletePods(expectations, replicated, chosen);
}

/** Makes pods of which so many are missing; what went wrong, if anything did. */
export function* makeReplicas(
  view: ControllerView,
  expectations: Expectations,
  replicated: Replicated,
  missing: number,
): Requests<string | undefined> {
  const wanted = Math.min(missing, BURST);
  expectations.expectCreations(keyOf(replicated.metadata), wanted, view.clock.nowUs);
  return yield* createPods(expectations, replicated, wanted);
}

function podKeyOf({ namespace, name }: LivePod): string {
  return `${namespace}/${name}`;
}

/** A batch of which one fails is the last; pods that were not tried are not waited for. */
function* createPods(expectations: Expectations, replicated: Replicated, wanted: number): Requests<string | undefined> {
  let left = wanted;
  let made = 0;
  let problem: string | undefined;
  let batch = 0;
  for (let size = Math.min(left, FIRST_BATCH); size > 0; size = Math.min(2 * size, left)) {
    const creation = creationOf(replicated, batch);
    for (let pod = 0; pod < size; pod += 1) {
      const failed = yield* createPod(replicated, creation);
      if (failed === undefined) made += 1;
      else problem ??= failed;
    }
    if (problem !== undefined) break;
    left -= size;
    batch += 1;
  }
  for (let missed = made; missed < wanted; missed += 1) expectations.creationObserved(keyOf(replicated.metadata));
  return problem;
}

function creationOf(replicated: Replicated, batch: number): PodCreation {
  const { kind, apiVersion, metadata, template } = replicated;
  return {
    verb: "create-pod",
    namespace: metadata.namespace ?? "default",
    template: podOfTemplate(template),
    owner: controllerReference(apiVersion, kind, metadata),
    generateName: `${metadata.name}-`,
    batch,
    ifRefused: eventOf(replicated, "Warning", "FailedCreate", "Error creating: "),
  };
}

/** Why it failed; a namespace that is ending is none of the ReplicaSet's failures. */
function* createPod(replicated: Replicated, creation: PodCreation): Requests<string | undefined> {
  const answer: WriteResult = yield creation;
  if (answer.kind === "done") {
    yield told(eventOf(replicated, "Normal", "SuccessfulCreate", `Created pod: ${answer.name}`));
    return undefined;
  }
  if (answer.reason === "NamespaceTerminating") return undefined;
  yield told(eventOf(replicated, "Warning", "FailedCreate", `Error creating: ${answer.message}`));
  return answer.message;
}

function* deletePods(
  expectations: Expectations,
  replicated: Replicated,
  pods: readonly LivePod[],
): Requests<string | undefined> {
  let problem: string | undefined;
  for (const pod of pods) {
    const { namespace, name, uid } = pod;
    const answer: WriteResult = yield { verb: "delete-pod", namespace, name, uid };
    if (answer.kind === "done") {
      yield told(eventOf(replicated, "Normal", "SuccessfulDelete", `Deleted pod: ${name}`));
      continue;
    }
    expectations.deletionObserved(keyOf(replicated.metadata), podKeyOf(pod));
    if (answer.reason === "NotFound") continue;
    yield told(eventOf(replicated, "Warning", "FailedDelete", `Error deleting: ${answer.message}`));
    problem ??= `unable to delete pods: ${answer.message}`;
  }
  return problem;
}

function told(event: RecordedEvent): Write {
  return { verb: "event", ...event };
}

function eventOf(
  { kind, metadata }: Replicated,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): RecordedEvent {
  return { kind, namespace: metadata.namespace ?? "default", name: metadata.name ?? "", type, reason, message };
}

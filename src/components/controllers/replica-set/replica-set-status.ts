// The status of a ReplicaSet, counted from its pods.
// Imitates pkg/controller/replicaset/replica_set_utils.go, v1.36.

import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import { compileLabelSet } from "../../../model/label-selector.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { selectionBy } from "../compiled-selectors.ts";
import { isPodAvailable, isPodReady } from "../pod-availability.ts";
import type { Replicated, ReplicaSetStatus } from "./replicated.ts";

const REPLICA_FAILURE = "ReplicaFailure";

/** What the status is made of. */
export interface ReplicaSetCounts {
  readonly activePods: readonly LivePod[];
  /** Undefined where terminating pods are not counted. */
  readonly terminating: number | undefined;
  readonly failure: Failure | undefined;
  readonly nowUs: number;
}

/** What went wrong with creating or deleting pods in this sync, and the present moment as the API writes it. */
export interface Failure {
  readonly message: string;
  readonly timestamp: string;
}

/** The same, counted already. */
export interface ReplicaSetFigures {
  readonly active: number;
  readonly fullyLabeled: number;
  readonly ready: number;
  readonly available: number;
  readonly terminating: number | undefined;
}

const TEMPLATE_LABELS = new WeakMap<PodTemplateSpec, ReturnType<typeof selectionBy>>();

/** Whether labels hold all those of the template. */
export function templateLabelsOf({ template }: Replicated): ReturnType<typeof selectionBy> {
  let labels = TEMPLATE_LABELS.get(template);
  if (labels === undefined) {
    labels = selectionBy(compileLabelSet(template.metadata?.labels));
    TEMPLATE_LABELS.set(template, labels);
  }
  return labels;
}

export function calculateStatus(replicated: Replicated, counts: ReplicaSetCounts): ReplicaSetStatus {
  const { activePods, terminating, failure, nowUs } = counts;
  const hasTemplateLabels = templateLabelsOf(replicated);
  let fullyLabeled = 0;
  let ready = 0;
  let available = 0;
  for (const pod of activePods) {
    if (hasTemplateLabels(pod.object.metadata.labels)) fullyLabeled += 1;
    if (!isPodReady(pod)) continue;
    ready += 1;
    if (isPodAvailable(pod, replicated.minReadySeconds, nowUs)) available += 1;
  }
  const active = activePods.length;
  return statusOf(replicated, { active, fullyLabeled, ready, available, terminating }, failure);
}

/** `failure` of this sync, if any. */
export function statusOf(
  replicated: Replicated,
  { active, fullyLabeled, ready, available, terminating }: ReplicaSetFigures,
  failure?: Failure,
): ReplicaSetStatus {
  const { observedGeneration } = replicated.status;
  const conditions = conditionsAfter(replicated, active, failure);
  const status: StatusDraft = { replicas: active };
  if (fullyLabeled !== 0) status.fullyLabeledReplicas = fullyLabeled;
  if (ready !== 0) status.readyReplicas = ready;
  if (available !== 0) status.availableReplicas = available;
  if (terminating !== undefined) status.terminatingReplicas = terminating;
  if (observedGeneration !== undefined) status.observedGeneration = observedGeneration;
  if (conditions.length > 0) status.conditions = conditions;
  return status;
}

type StatusDraft = { -readonly [Field in keyof ReplicaSetStatus]: ReplicaSetStatus[Field] };

type Conditions = NonNullable<ReplicaSetStatus["conditions"]>;

/** A failure that is told already is not told anew. */
function conditionsAfter({ replicas, status }: Replicated, active: number, failure: Failure | undefined): Conditions {
  const conditions = status.conditions ?? [];
  const hasFailed = conditions.some(({ type }) => type === REPLICA_FAILURE);
  if (failure === undefined) return hasFailed ? conditions.filter(({ type }) => type !== REPLICA_FAILURE) : conditions;
  if (hasFailed) return conditions;
  const surplus = active - replicas;
  const reason = surplus < 0 ? "FailedCreate" : surplus > 0 ? "FailedDelete" : "";
  return [
    ...conditions,
    {
      type: REPLICA_FAILURE,
      status: "True",
      lastTransitionTime: failure.timestamp,
      ...(reason === "" ? {} : { reason }),
      message: failure.message,
    },
  ];
}

/** Whether the status is worth writing. */
export function isStatusChanged({ metadata, status }: Replicated, next: ReplicaSetStatus): boolean {
  return (
    (status.replicas ?? 0) !== (next.replicas ?? 0) ||
    (status.fullyLabeledReplicas ?? 0) !== (next.fullyLabeledReplicas ?? 0) ||
    (status.readyReplicas ?? 0) !== (next.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) !== (next.availableReplicas ?? 0) ||
    status.terminatingReplicas !== next.terminatingReplicas ||
    (metadata.generation ?? 0) !== (status.observedGeneration ?? 0) ||
    (status.conditions ?? []).length !== (next.conditions ?? []).length ||
    (next.conditions ?? []).some((condition, at) => condition !== status.conditions?.[at])
  );
}

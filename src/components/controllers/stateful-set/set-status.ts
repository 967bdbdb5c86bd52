// What a StatefulSet says of itself: its pods counted, the revisions, and the end of a rolling update.
// Imitates pkg/controller/statefulset/stateful_set_control.go (computeReplicaStatus), stateful_set_utils.go
// (completeRollingUpdate, inconsistentStatus) and stateful_set_status_updater.go, v1.36.

import type { StatefulSet } from "../../../model/api/types/workload.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView } from "../controller.ts";
import { CONFLICT_ATTEMPTS, type Problem } from "./pod-control.ts";
import { isAvailablePlace, isRunningAndReady, isTerminating, type Place } from "./set-pods.ts";
import type { SetRevisions } from "./set-revisions.ts";

/** Pods of the set by state. */
export interface ReplicaCounts {
  readonly replicas: number;
  readonly ready: number;
  readonly available: number;
  /** Of the current and of the wanted revision, and not on their way out. */
  readonly current: number;
  readonly updated: number;
}

type Status = NonNullable<StatefulSet["status"]>;

/** Counts the pods that are there. */
export function countReplicas(
  places: Iterable<Place>,
  { current, update }: SetRevisions,
  minReadySeconds: number,
  nowUs: number,
): ReplicaCounts {
  const counts = { replicas: 0, ready: 0, available: 0, current: 0, updated: 0 };
  for (const place of places) {
    if (place.pod === undefined) continue;
    counts.replicas += 1;
    if (isRunningAndReady(place)) {
      counts.ready += 1;
      if (isAvailablePlace(place, minReadySeconds, nowUs)) counts.available += 1;
    }
    if (isTerminating(place)) continue;
    if (place.revision === current.metadata?.name) counts.current += 1;
    if (place.revision === update.metadata?.name) counts.updated += 1;
  }
  return counts;
}

/** Writes the status where it says something else than before. */
export function* writeStatus(
  view: ControllerView,
  set: StatefulSet,
  counts: ReplicaCounts,
  revisions: SetRevisions,
): Requests<Problem> {
  const status = statusOf(set, counts, revisions);
  if (!differs(status, set.status ?? {})) return undefined;
  let object: StatefulSet | undefined = set;
  let problem: Problem;
  for (let attempt = 0; attempt < CONFLICT_ATTEMPTS && object !== undefined; attempt += 1) {
    const answer = yield { verb: "updateStatus", stored: { kind: "StatefulSet", object: { ...object, status } } };
    if (answer.kind === "done") return undefined;
    problem = answer.message;
    if (answer.reason !== "Conflict") break;
    object = view.find("StatefulSet", set.metadata?.namespace ?? "default", set.metadata?.name ?? "");
  }
  return problem;
}

/** A rolling update is over when all pods there should be are ready and of the wanted revision. */
function statusOf(set: StatefulSet, counts: ReplicaCounts, revisions: SetRevisions): Status {
  const { replicas = 1, updateStrategy } = set.spec ?? {};
  const isComplete =
    updateStrategy?.type === "RollingUpdate" &&
    counts.updated === replicas &&
    counts.ready === replicas &&
    counts.replicas === replicas;
  const current = isComplete ? revisions.update : revisions.current;
  return withoutZeros({
    observedGeneration: set.metadata?.generation ?? 0,
    replicas: counts.replicas,
    readyReplicas: counts.ready,
    currentReplicas: isComplete ? counts.updated : counts.current,
    updatedReplicas: counts.updated,
    currentRevision: current.metadata?.name ?? "",
    updateRevision: revisions.update.metadata?.name ?? "",
    collisionCount: revisions.collisionCount,
    availableReplicas: counts.available,
  });
}

/** As decoded objects have it: counts of none are absent, but for pointers. */
function withoutZeros({ collisionCount, ...status }: Status): Status {
  const said: Record<string, unknown> = {};
  for (const field of Object.keys(status)) {
    const value = status[field as keyof typeof status];
    if (value !== 0 && value !== "") said[field] = value;
  }
  if (collisionCount !== undefined) said["collisionCount"] = collisionCount;
  return said;
}

const COMPARED = [
  "replicas",
  "currentReplicas",
  "readyReplicas",
  "updatedReplicas",
  "currentRevision",
  "availableReplicas",
  "updateRevision",
] as const;

function differs(status: Status, before: Status): boolean {
  return (
    (status.observedGeneration ?? 0) > (before.observedGeneration ?? 0) ||
    COMPARED.some((field) => status[field] !== before[field])
  );
}

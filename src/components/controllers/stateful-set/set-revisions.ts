// Which revision of a StatefulSet its pods have, and which they are to get: found among those that are kept, numbered anew
// after a rollback, or made; and the end of those that nobody needs any more.
// Imitates pkg/controller/statefulset/stateful_set_control.go (getStatefulSetRevisions, truncateHistory), v1.36.

import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import type { StatefulSet } from "../../../model/api/types/workload.ts";
import { revisionHash, revisionName } from "../../../model/hashing/controller-revision.ts";
import { labelOf, selectsLabels, type CompiledLabelSelector } from "../../../model/label-selector.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, WriteResult } from "../controller.ts";
import { controllerOf, controllerReference } from "../owner-references.ts";
import {
  inOrderOfRevision,
  numberOf,
  renewedTextOf,
  REVISION_LABEL,
  textOfRevision,
  textOfTemplate,
} from "../revision-history.ts";
import { CONFLICT_ATTEMPTS, type Problem } from "./pod-control.ts";

const HASH_LABEL = "controller.kubernetes.io/hash";
const DEFAULT_HISTORY_LIMIT = 10;

export interface SetRevisions {
  /** What pods below the partition get. */
  readonly current: ControllerRevision;
  /** What the set's template says. */
  readonly update: ControllerRevision;
  readonly collisionCount: number;
}

/** A value, or why there is none. */
export type Outcome<Value> =
  { readonly kind: "value"; readonly value: Value } | { readonly kind: "problem"; readonly message: string };

/** The set's own revisions and those of nobody, with matching labels, in order. */
export function revisionsOf(
  view: ControllerView,
  set: StatefulSet,
  selector: CompiledLabelSelector,
): readonly ControllerRevision[] {
  const { namespace = "default", uid = "" } = set.metadata ?? {};
  const own = view.controlledBy("ControllerRevision", namespace, uid);
  const listed = [...own, ...view.uncontrolled("ControllerRevision", namespace)];
  return inOrderOfRevision(listed.filter(({ metadata }) => selectsLabels(selector, metadata?.labels)));
}

/** Takes revisions of nobody; the message of the first that cannot be taken. */
export function* adoptRevisions(set: StatefulSet, revisions: readonly ControllerRevision[]): Requests<Problem> {
  const orphans = revisions.filter(({ metadata }) => controllerOf(metadata) === undefined);
  if (orphans.length > 0 && set.metadata?.deletionTimestamp !== undefined) {
    return `can't adopt ControllerRevisions: ${set.metadata.namespace}/${set.metadata.name} has just been deleted`;
  }
  for (const orphan of orphans) {
    const reference = controllerReference("apps/v1", "StatefulSet", set.metadata);
    const ownerReferences = [...(orphan.metadata?.ownerReferences ?? []), reference];
    const object = { ...orphan, metadata: { ...orphan.metadata, ownerReferences } };
    const answer = yield { verb: "patch", stored: { kind: "ControllerRevision", object } };
    if (answer.kind === "refused") return answer.message;
  }
  return undefined;
}

/** Current and update revision; `revisions` are in order. */
export function* settledRevisions(
  view: ControllerView,
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
): Requests<Outcome<SetRevisions>> {
  const { collisionCount = 0, currentRevision = "" } = set.status ?? {};
  const found = yield* updateRevision(view, set, revisions, collisionCount);
  if (found.kind === "problem") return found;
  const { revision: update, collisions } = found.value;
  const current = revisions.find(({ metadata }) => metadata?.name === currentRevision) ?? update;
  return { kind: "value", value: { current, update, collisionCount: collisions } };
}

interface FoundRevision {
  readonly revision: ControllerRevision;
  readonly collisions: number;
}

function* updateRevision(
  view: ControllerView,
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
  collisions: number,
): Requests<Outcome<FoundRevision>> {
  const text = textOfTemplate(set.spec?.template ?? {});
  const last = revisions.at(-1);
  const equal = revisions.findLast((revision) => textOfRevision(revision) === text);
  if (last !== undefined && equal === last) return foundAs(last, collisions);
  const number = last === undefined ? 1 : numberOf(last) + 1;
  if (equal !== undefined) return yield* renumbered(equal, number, collisions);
  if (last !== undefined && renewedTextOf(last) === text) return foundAs(last, collisions);
  return yield* created(view, set, text, number, collisions);
}

function foundAs(revision: ControllerRevision, collisions: number): Outcome<FoundRevision> {
  return { kind: "value", value: { revision, collisions } };
}

/** A rollback: the old revision becomes the newest. */
function* renumbered(
  revision: ControllerRevision,
  number: number,
  collisions: number,
): Requests<Outcome<FoundRevision>> {
  const object = { ...revision, revision: number };
  let message = "";
  for (let attempt = 0; attempt < CONFLICT_ATTEMPTS; attempt += 1) {
    const answer = yield { verb: "update", stored: { kind: "ControllerRevision", object } };
    if (answer.kind === "done") return foundAs(storedOr(answer, object), collisions);
    message = answer.message;
    if (answer.reason !== "Conflict") break;
  }
  return { kind: "problem", message };
}

function storedOr({ stored }: Extract<WriteResult, { kind: "done" }>, sent: ControllerRevision): ControllerRevision {
  return (stored?.object as ControllerRevision | undefined) ?? sent;
}

/** A new revision. If its name is taken by another one, the hash is tried with a higher count. */
function* created(
  view: ControllerView,
  set: StatefulSet,
  text: string,
  number: number,
  collisions: number,
): Requests<Outcome<FoundRevision>> {
  const { namespace = "default", name = "", annotations } = set.metadata ?? {};
  const firstHash = revisionHash(text, collisions);
  for (let count = collisions; ; count += 1) {
    const object: ControllerRevision = {
      metadata: {
        name: revisionName(name, revisionHash(text, count)),
        namespace,
        labels: { ...set.spec?.template?.metadata?.labels, [HASH_LABEL]: firstHash },
        ...(annotations === undefined ? {} : { annotations }),
        ownerReferences: [controllerReference("apps/v1", "StatefulSet", set.metadata)],
      },
      data: JSON.parse(text) as unknown,
      revision: number,
    };
    const answer = yield { verb: "create", stored: { kind: "ControllerRevision", object } };
    if (answer.kind === "done") return foundAs(storedOr(answer, object), count);
    const taken = view.find("ControllerRevision", namespace, object.metadata?.name ?? "");
    if (answer.reason !== "AlreadyExists" || taken === undefined) return { kind: "problem", message: answer.message };
    if (textOfRevision(taken) === text) return foundAs(taken, count);
  }
}

/** Deletes the oldest of the revisions that no pod has and that are neither current nor wanted. */
export function* truncatedHistory(
  set: StatefulSet,
  pods: readonly LivePod[],
  revisions: readonly ControllerRevision[],
  settled: SetRevisions | undefined,
): Requests<Problem> {
  const limit = set.spec?.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT;
  if (limit < 0 || revisions.length <= limit) return undefined;
  const live = new Set(pods.map(({ object }) => labelOf(object.metadata.labels, REVISION_LABEL) ?? ""));
  live.add(settled?.current.metadata?.name ?? "").add(settled?.update.metadata?.name ?? "");
  const history = revisions.filter(({ metadata }) => !live.has(metadata?.name ?? ""));
  for (const { metadata } of history.slice(0, Math.max(history.length - limit, 0))) {
    const { namespace = "default", name = "" } = metadata ?? {};
    const answer = yield { verb: "delete", kind: "ControllerRevision", namespace, name };
    if (answer.kind === "refused") return answer.message;
  }
  return undefined;
}

// The revisions of a DaemonSet: the one that its template has now, made, found or numbered anew, and the old ones.
// Imitates pkg/controller/daemon/update.go (constructHistory, dedupCurHistories, snapshot, cleanupHistory), v1.36.

import { merged } from "../../../base/merged.ts";

import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import type { DaemonSet } from "../../../model/api/types/workload.ts";
import { podTemplateHash } from "../../../model/hashing/pod-template-hash.ts";
import { labelOf } from "../../../model/label-selector.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { claimObjects, type Claimant, type Requests } from "../claim-objects.ts";
import type { ControllerView } from "../controller.ts";
import { controllerReference } from "../owner-references.ts";
import { numberOf, REVISION_LABEL, textOfRevision, textOfTemplate } from "../revision-history.ts";
import type { Problem } from "./daemon-sync.ts";

const DEFAULT_HISTORY_LIMIT = 10;

export interface KnownHistory {
  readonly kind: "history";
  /** The label of pods of the wanted revision. */
  readonly hash: string;
  readonly old: readonly ControllerRevision[];
}

export type History = KnownHistory | { readonly kind: "problem"; readonly message: string };

/** The set's pods, for those who have to see them all. */
type DaemonPods = () => Requests<readonly LivePod[] | { readonly problem: string }>;

/** Finds or makes the revision of the set's template. `daemonPods` are asked for only if pods have to be labelled anew. */
export function* constructHistory(
  view: ControllerView,
  set: DaemonSet,
  claimant: Claimant,
  daemonPods: DaemonPods,
): Requests<History> {
  const claimed = yield* claimObjects(claimant, "ControllerRevision", revisionsAround(view, set));
  if (claimed.problem !== undefined) return problem(claimed.problem);
  const labelled = yield* withHashLabels(claimed.items);
  if ("problem" in labelled) return problem(labelled.problem);
  const text = textOfTemplate(set.spec?.template ?? {});
  const old = labelled.revisions.filter((revision) => textOfRevision(revision) !== text);
  const current = labelled.revisions.filter((revision) => textOfRevision(revision) === text);
  const number = Math.max(0, ...old.map(numberOf)) + 1;
  const kept = yield* current.length === 0 ? snapshotOf(view, set, number) : currentOf(current, number, daemonPods);
  return "problem" in kept ? problem(kept.problem) : { kind: "history", hash: hashOf(kept.revision), old };
}

/** Deletes the oldest revisions beyond the limit of which no pod is left, be it one that is over and going. */
export function* cleanedUpHistory(
  set: DaemonSet,
  old: readonly ControllerRevision[],
  daemonPods: DaemonPods,
): Requests<Problem> {
  let surplus = old.length - (set.spec?.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT);
  if (surplus <= 0) return undefined;
  const pods = yield* daemonPods();
  if ("problem" in pods) return pods.problem;
  const live = new Set(pods.map(({ object }) => labelOf(object.metadata.labels, REVISION_LABEL) ?? ""));
  for (const revision of old.toSorted((left, right) => numberOf(left) - numberOf(right))) {
    if (surplus <= 0) break;
    const hash = hashOf(revision);
    if (hash !== "" && live.has(hash)) continue;
    const answer = yield deletionOf(revision);
    if (answer.kind === "refused") return `failed to clean up revisions of DaemonSet: ${answer.message}`;
    surplus -= 1;
  }
  return undefined;
}

/** Its revisions, and whatever else may concern it, as they are listed. */
function revisionsAround(view: ControllerView, set: DaemonSet): readonly ControllerRevision[] {
  const namespace = namespaceOf(set);
  const own = view.controlledBy("ControllerRevision", namespace, set.metadata?.uid ?? "");
  const isAlone = own.length === 1 && view.uncontrolled("ControllerRevision", namespace).length === 0;
  return isAlone ? own : view.list("ControllerRevision", namespace);
}

type Kept = { readonly revision: ControllerRevision } | { readonly problem: string };

function problem(message: string): History {
  return { kind: "problem", message: `failed to construct revisions of DaemonSet: ${message}` };
}

function hashOf({ metadata }: ControllerRevision): string {
  return labelOf(metadata?.labels, REVISION_LABEL) ?? "";
}

function namespaceOf({ metadata }: DaemonSet): string {
  return metadata?.namespace ?? "default";
}

function deletionOf({ metadata }: ControllerRevision) {
  const { namespace = "default", name = "" } = metadata ?? {};
  return { verb: "delete", kind: "ControllerRevision", namespace, name } as const;
}

/** Revisions of old versions have no hash as a label: their name serves. */
function* withHashLabels(
  revisions: readonly ControllerRevision[],
): Requests<{ readonly revisions: readonly ControllerRevision[] } | { readonly problem: string }> {
  const labelled: ControllerRevision[] = [];
  for (const revision of revisions) {
    const { metadata } = revision;
    if (labelOf(metadata?.labels, REVISION_LABEL) !== undefined) {
      labelled.push(revision);
      continue;
    }
    const labels = merged(metadata?.labels ?? {}, { [REVISION_LABEL]: metadata?.name ?? "" });
    const updated = yield* update({ ...revision, metadata: { ...metadata, labels } });
    if ("problem" in updated) return updated;
    labelled.push(updated.revision);
  }
  return { revisions: labelled };
}

/** Of several revisions that say the same, the newest; a rollback makes it newer than all others. */
function* currentOf(current: readonly ControllerRevision[], number: number, daemonPods: DaemonPods): Requests<Kept> {
  const newest = current.reduce((kept, other) => (numberOf(other) >= numberOf(kept) ? other : kept));
  if (current.length > 1) {
    const wrong = yield* deduplicated(newest, current, daemonPods);
    if (wrong !== undefined) return { problem: wrong };
  }
  return numberOf(newest) < number ? yield* update({ ...newest, revision: number }) : { revision: newest };
}

function* deduplicated(
  kept: ControllerRevision,
  current: readonly ControllerRevision[],
  daemonPods: DaemonPods,
): Requests<Problem> {
  const pods = yield* daemonPods();
  if ("problem" in pods) return pods.problem;
  for (const { namespace, name, uid, object } of pods) {
    const { labels } = object.metadata;
    if (labelOf(labels, REVISION_LABEL) === hashOf(kept)) continue;
    const metadata = { labels: { ...labels, [REVISION_LABEL]: hashOf(kept) } };
    const answer = yield { verb: "patch-pod", namespace, name, uid, metadata };
    if (answer.kind === "refused") return answer.message;
  }
  for (const revision of current) {
    if (revision === kept) continue;
    const answer = yield deletionOf(revision);
    if (answer.kind === "refused") return answer.message;
  }
  return undefined;
}

function* update(object: ControllerRevision): Requests<Kept> {
  const answer = yield { verb: "update", stored: { kind: "ControllerRevision", object } };
  if (answer.kind === "refused") return { problem: answer.message };
  return { revision: (answer.stored?.object as ControllerRevision | undefined) ?? object };
}

/** A new revision. If its name is taken by another one, the next attempt hashes with a higher count. */
function* snapshotOf(view: ControllerView, set: DaemonSet, number: number): Requests<Kept> {
  const { template = {} } = set.spec ?? {};
  const { name = "", annotations } = set.metadata ?? {};
  const hash = podTemplateHash(template, set.status?.collisionCount);
  const object: ControllerRevision = {
    metadata: {
      name: `${name}-${hash}`,
      namespace: namespaceOf(set),
      labels: merged(template.metadata?.labels ?? {}, { [REVISION_LABEL]: hash }),
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference("apps/v1", "DaemonSet", set.metadata)],
    },
    data: JSON.parse(textOfTemplate(template)) as unknown,
    revision: number,
  };
  const answer = yield { verb: "create", stored: { kind: "ControllerRevision", object } };
  if (answer.kind === "done") {
    return { revision: (answer.stored?.object as ControllerRevision | undefined) ?? object };
  }
  if (answer.reason !== "AlreadyExists") return { problem: answer.message };
  const taken = view.find("ControllerRevision", namespaceOf(set), `${name}-${hash}`);
  if (taken === undefined) return { problem: answer.message };
  if (textOfRevision(taken) === textOfTemplate(template)) return { revision: taken };
  const status = { ...set.status, collisionCount: (set.status?.collisionCount ?? 0) + 1 };
  const counted = yield { verb: "updateStatus", stored: { kind: "DaemonSet", object: { ...set, status } } };
  return { problem: counted.kind === "refused" ? counted.message : answer.message };
}

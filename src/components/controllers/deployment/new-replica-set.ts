// The ReplicaSet of a Deployment's present template: found and numbered, or made.
// Imitates getNewReplicaSet of pkg/controller/deployment/sync.go, v1.36.

import { merged } from "../../../base/merged.ts";

import type { ObjectMeta } from "../../../model/api/types/object-meta.ts";
import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";
import { podTemplateHash } from "../../../model/hashing/pod-template-hash.ts";
import { newReplicaSetReplicas } from "../../../model/rollout/deployment-rollout.ts";
import {
  HASH_LABEL,
  REVISION,
  annotationOf,
  areEqualTemplates,
  findNewReplicaSet,
  latestRevision,
  newestAnnotations,
  replicasOf,
  rolloutOf,
  sizeAnnotations,
  templateOf,
} from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { WriteResult } from "../controller.ts";
import { controllerOf, controllerReference } from "../owner-references.ts";
import { conditionOf, newCondition, PROGRESSING, REASONS, withCondition } from "./conditions.ts";
import { hasProgressDeadline } from "./progress.ts";
import {
  eventOf,
  isRefusal,
  NO_STATUS,
  timestampOf,
  updateReplicaSet,
  writeStatus,
  type DeploymentWork,
  type Refusal,
} from "./work.ts";

const NAME_MAX = 253;

/** Whether a ReplicaSet is made where none has the template. */
export type WhenMissing = "create" | "leave";

export interface ReplicaSets {
  readonly newOne: ReplicaSet | undefined;
  /** Oldest first. */
  readonly old: readonly ReplicaSet[];
}

/**
 * The ReplicaSets where the new one is there and all is as it should be, which it mostly is: then there is nothing to be asked
 * for. Else undefined.
 */
export function settledReplicaSets(work: DeploymentWork, replicaSets: readonly ReplicaSet[]): ReplicaSets | undefined {
  const newOne = findNewReplicaSet(work.deployment, replicaSets);
  if (newOne === undefined) return undefined;
  const old = replicaSets.filter((replicaSet) => replicaSet !== newOne);
  const isSettled =
    renewedAnnotations(work, newOne, latestRevision(old) + 1n) === undefined &&
    revisionIn(work.deployment.metadata) === revisionIn(newOne.metadata) &&
    !isFoundNews(work);
  return isSettled ? { newOne, old } : undefined;
}

/** All ReplicaSets of the Deployment. `replicaSets` are in order of creation. */
export function* replicaSetsOf(
  work: DeploymentWork,
  replicaSets: readonly ReplicaSet[],
  whenMissing: WhenMissing,
): Requests<ReplicaSets | Refusal> {
  const existing = findNewReplicaSet(work.deployment, replicaSets);
  const old = replicaSets.filter((replicaSet) => replicaSet !== existing);
  const revision = latestRevision(old) + 1n;
  const newOne =
    existing !== undefined
      ? yield* renewed(work, existing, revision)
      : whenMissing === "create"
        ? yield* created(work, old, revision)
        : undefined;
  return isRefusal(newOne) ? newOne : { newOne, old };
}

/** `newOne` and `old` together. */
export function allOf({ newOne, old }: ReplicaSets): readonly ReplicaSet[] {
  return newOne === undefined ? old : [...old, newOne];
}

/** One that is there gets the newest number and the Deployment's annotations. */
function* renewed(work: DeploymentWork, existing: ReplicaSet, revision: bigint): Requests<ReplicaSet | Refusal> {
  const annotations = renewedAnnotations(work, existing, revision);
  if (annotations !== undefined) {
    const minReadySeconds = work.deployment.spec?.minReadySeconds ?? 0;
    const { minReadySeconds: _, ...spec } = existing.spec ?? {};
    return yield* updateReplicaSet(
      merged(existing, {
        metadata: merged(existing.metadata ?? {}, { annotations }),
        spec: minReadySeconds === 0 ? spec : merged(spec, { minReadySeconds }),
      }),
    );
  }
  const isNumbered = setRevision(work, revisionIn(existing.metadata));
  const isFound = noteFound(work, existing);
  if (!isNumbered && !isFound) return existing;
  const answer = yield* writeStatus(work);
  return answer.kind === "refused" ? answer : existing;
}

/** The annotations that it is to have; undefined: it has them, and its pods are available as soon as the Deployment says. */
function renewedAnnotations({ deployment }: DeploymentWork, { metadata, spec }: ReplicaSet, revision: bigint) {
  const before = metadata?.annotations ?? NO_ANNOTATIONS;
  const annotations = newestAnnotations(deployment, before, revision);
  const isSame = annotations === before && (deployment.spec?.minReadySeconds ?? 0) === (spec?.minReadySeconds ?? 0);
  return isSame ? undefined : annotations;
}

const NO_ANNOTATIONS: Readonly<Record<string, string>> = Object.freeze({});

function revisionIn(metadata: ObjectMeta | undefined): string {
  return annotationOf(metadata, REVISION) ?? "";
}

/** The Deployment says the number of its newest ReplicaSet; true if it did not yet. */
function setRevision(work: DeploymentWork, revision: string): boolean {
  const { metadata } = work.deployment;
  if (revisionIn(metadata) === revision) return false;
  const annotations = merged(metadata?.annotations ?? {}, { [REVISION]: revision });
  work.deployment = merged(work.deployment, { metadata: merged(metadata ?? {}, { annotations }) });
  return true;
}

/** Progress counts from now where nobody has counted it before. */
function noteFound(work: DeploymentWork, { metadata }: ReplicaSet): boolean {
  if (!isFoundNews(work)) return false;
  setProgressing(work, "True", REASONS.found, `Found new replica set "${metadata?.name}"`);
  return true;
}

function isFoundNews({ deployment }: DeploymentWork): boolean {
  return hasProgressDeadline(deployment) && conditionOf(deployment.status?.conditions, PROGRESSING) === undefined;
}

export function setProgressing(
  work: DeploymentWork,
  status: "True" | "False" | "Unknown",
  reason: string,
  message: string,
): void {
  const old = work.deployment.status ?? NO_STATUS;
  const condition = newCondition(PROGRESSING, status, reason, message, timestampOf(work));
  const conditions = [...withCondition(old.conditions ?? [], condition)];
  work.deployment = { ...work.deployment, status: { ...old, conditions } };
}

function* created(work: DeploymentWork, old: readonly ReplicaSet[], revision: bigint): Requests<ReplicaSet | Refusal> {
  const wished = wishedReplicaSet(work.deployment, old, revision);
  if (isRefusal(wished)) return wished;
  const answer: WriteResult = yield { verb: "create", stored: { kind: "ReplicaSet", object: wished } };
  if (answer.kind === "done") {
    const made = (answer.stored?.object as ReplicaSet | undefined) ?? wished;
    if (replicasOf(made) > 0) {
      const message = `Scaled up replica set ${made.metadata?.name} from 0 to ${replicasOf(made)}`;
      yield eventOf(work, "Normal", "ScalingReplicaSet", message);
    }
    return yield* settled(work, made, revision, "made");
  }
  if (answer.reason === "AlreadyExists") return yield* taken(work, wished, answer, revision);
  if (answer.reason === "NamespaceTerminating") return answer;
  return yield* failed(work, wished, answer);
}

/** Tells the number of the newest, and that the rollout goes on if the ReplicaSet has just been made. */
function* settled(
  work: DeploymentWork,
  replicaSet: ReplicaSet,
  revision: bigint,
  how: "made" | "there",
): Requests<ReplicaSet | Refusal> {
  let isChanged = setRevision(work, `${revision}`);
  if (how === "made" && hasProgressDeadline(work.deployment)) {
    setProgressing(work, "True", REASONS.created, `Created new replica set "${replicaSet.metadata?.name}"`);
    isChanged = true;
  }
  if (!isChanged) return replicaSet;
  const answer = yield* writeStatus(work);
  return answer.kind === "refused" ? answer : replicaSet;
}

/** Its name is somebody's: the Deployment's own of before, or that of another template with the same hash. */
function* taken(
  work: DeploymentWork,
  wished: ReplicaSet,
  refusal: Refusal,
  revision: bigint,
): Requests<ReplicaSet | Refusal> {
  const { metadata, status = NO_STATUS } = work.deployment;
  const present = work.view.find("ReplicaSet", metadata?.namespace ?? "default", wished.metadata?.name ?? "");
  if (present === undefined) return { kind: "refused", reason: "NotFound", message: refusal.message };
  const isOwn = controllerOf(present.metadata)?.uid === metadata?.uid;
  if (isOwn && areEqualTemplates(templateOf(work.deployment), templateOf(present))) {
    return yield* settled(work, present, revision, "there");
  }
  const collisionCount = (status.collisionCount ?? 0) + 1;
  work.deployment = { ...work.deployment, status: { ...status, collisionCount } };
  yield* writeStatus(work);
  return refusal;
}

function* failed(work: DeploymentWork, { metadata }: ReplicaSet, refusal: Refusal): Requests<Refusal> {
  const message = `Failed to create new replica set "${metadata?.name}": ${refusal.message}`;
  if (hasProgressDeadline(work.deployment)) {
    setProgressing(work, "False", REASONS.createError, message);
    yield* writeStatus(work);
  }
  yield eventOf(work, "Warning", REASONS.createError, message);
  return refusal;
}

/** The ReplicaSet that the Deployment's template asks for. */
function wishedReplicaSet(deployment: Deployment, old: readonly ReplicaSet[], revision: bigint): ReplicaSet | Refusal {
  const { metadata, spec = {}, status = NO_STATUS } = deployment;
  const template = templateOf(deployment);
  const hash = hashOf(template, status.collisionCount);
  const size = newReplicaSetReplicas(rolloutOf(deployment), 0, old.map(replicasOf));
  if (size.kind === "refused") return { kind: "refused", reason: "Invalid", message: size.message };
  const labels = merged(template.metadata?.labels ?? {}, { [HASH_LABEL]: hash });
  const { minReadySeconds = 0, selector } = spec;
  const annotations = sizeAnnotations(deployment, newestAnnotations(deployment, {}, revision));
  return {
    metadata: {
      name: replicaSetName(metadata?.name ?? "", hash),
      ...(metadata?.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels,
      annotations,
      ownerReferences: [controllerReference("apps/v1", "Deployment", metadata)],
    },
    spec: {
      replicas: size.value,
      ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: merged(selector ?? {}, { matchLabels: merged(selector?.matchLabels ?? {}, { [HASH_LABEL]: hash }) }),
      template: merged(template, { metadata: merged(template.metadata ?? {}, { labels }) }),
    },
  };
}

const HASHES = new WeakMap<PodTemplateSpec, Map<number | undefined, string>>();

function hashOf(template: PodTemplateSpec, collisionCount: number | undefined): string {
  let hashes = HASHES.get(template);
  if (hashes === undefined) HASHES.set(template, (hashes = new Map<number | undefined, string>()));
  let hash = hashes.get(collisionCount);
  if (hash === undefined) hashes.set(collisionCount, (hash = podTemplateHash(template, collisionCount)));
  return hash;
}

/** A long name is cut so that the hash has room. */
function replicaSetName(name: string, hash: string): string {
  return `${name.slice(0, NAME_MAX - 1 - hash.length)}-${hash}`;
}

// One sync of a Deployment.
// Imitates syncDeployment of pkg/controller/deployment/deployment_controller.go and sync of sync.go, v1.36.

import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";
import { selectsLabels } from "../../../model/label-selector.ts";
import { desiredReplicasOf, replicasOf, rolloutOf } from "../../../model/rollout/deployment-revisions.ts";

import { claimObjects, type Claimant, type Requests } from "../claim-objects.ts";
import { selectionBy, selectorOf } from "../compiled-selectors.ts";
import type { ControllerView, Sync, SyncOutcome, WriteResult } from "../controller.ts";
import { controllerReference } from "../owner-references.ts";
import { cleanUp } from "./clean-up.ts";
import { conditionOf, PROGRESSING, REASONS } from "./conditions.ts";
import { inOrderOfCreation } from "./creation-order.ts";
import { syncStatus } from "./deployment-status.ts";
import { allOf, replicaSetsOf, setProgressing, settledReplicaSets, type ReplicaSets } from "./new-replica-set.ts";
import { hasProgressDeadline } from "./progress.ts";
import { rolloutRecreate } from "./recreate.ts";
import { isResting } from "./resting-rollouts.ts";
import { rollback, rollbackRevision } from "./rollback.ts";
import { rolloutRolling } from "./rolling.ts";
import { isActive, scale } from "./scale.ts";
import { eventOf, isRefusal, NO_STATUS, writeStatus, type DeploymentWork, type Refusal } from "./work.ts";

const DONE: SyncOutcome = Object.freeze({ kind: "done" });

/** Undefined: it is gone. */
export function* syncDeployment(view: ControllerView, deployment: Deployment | undefined): Sync {
  if (deployment === undefined) return DONE;
  if (isResting(view, deployment)) return DONE;
  const work: DeploymentWork = { view, deployment };
  if (selectsAll(deployment)) return yield* refuseToSelectAll(work);
  const outcome = yield* syncSelecting(work);
  if (!isRefusal(outcome)) return outcome;
  // In a namespace that ends nothing can be made, and nothing has to be.
  return outcome.reason === "NamespaceTerminating" ? DONE : { kind: "failed", message: outcome.message };
}

function selectsAll({ spec }: Deployment): boolean {
  const { matchLabels, matchExpressions } = spec?.selector ?? { matchLabels: { none: "" } };
  return matchLabels === undefined && matchExpressions === undefined;
}

function* refuseToSelectAll(work: DeploymentWork): Sync {
  const message = "This deployment is selecting all pods. A non-empty selector is required.";
  yield eventOf(work, "Warning", "SelectingAll", message);
  const { metadata, status = NO_STATUS } = work.deployment;
  const { generation = 0 } = metadata ?? {};
  if ((status.observedGeneration ?? 0) < generation) {
    work.deployment = { ...work.deployment, status: { ...status, observedGeneration: generation } };
    yield* writeStatus(work);
  }
  return DONE;
}

function* syncSelecting(work: DeploymentWork): Requests<SyncOutcome | Refusal> {
  const { deployment } = work;
  const replicaSets = replicaSetsAsTheyAre(work) ?? (yield* ownReplicaSets(work));
  if (isRefusal(replicaSets)) return replicaSets;
  if (deployment.metadata?.deletionTimestamp !== undefined) return yield* syncStatusOnly(work, replicaSets);
  const paused = isPauseNews(deployment) ? yield* notePause(work) : undefined;
  if (isRefusal(paused)) return paused;
  if (deployment.spec?.paused === true) return yield* syncScale(work, replicaSets);
  const asked = rollbackRevision(work);
  if (asked !== undefined) return outcomeOf(yield* rollback(work, replicaSets, asked));
  const settled = settledReplicaSets(work, replicaSets);
  const found = settled ?? (yield* replicaSetsOf(work, replicaSets, "leave"));
  if (isRefusal(found)) return found;
  if (isScalingEvent(work, found)) return yield* syncScale(work, replicaSets);
  const { type } = rolloutOf(deployment).strategy;
  if (type === "Recreate") return yield* rolloutRecreate(work, replicaSets);
  if (type === "RollingUpdate") return yield* rolloutRolling(work, replicaSets, settled);
  return { kind: "failed", message: `unexpected deployment strategy type: ${type}` };
}

function outcomeOf(answer: WriteResult): SyncOutcome | Refusal {
  return answer.kind === "refused" ? answer : DONE;
}

/** Those that are its own, oldest first, where none is to be adopted or let go; else undefined. */
function replicaSetsAsTheyAre({ view, deployment }: DeploymentWork): readonly ReplicaSet[] | undefined {
  const { metadata, spec } = deployment;
  const { namespace = "default", uid = "" } = metadata ?? {};
  const selector = selectorOf(spec?.selector);
  if (selector.kind === "invalid" || view.uncontrolled("ReplicaSet", namespace).length > 0) return undefined;
  const own = view.controlledBy("ReplicaSet", namespace, uid);
  return own.every((replicaSet) => selectsLabels(selector, replicaSet.metadata?.labels))
    ? inOrderOfCreation(view.clock, own)
    : undefined;
}

/** Those that are its own, oldest first. */
function* ownReplicaSets({ view, deployment }: DeploymentWork): Requests<readonly ReplicaSet[] | Refusal> {
  const { metadata, spec } = deployment;
  const { namespace = "default", name } = metadata ?? {};
  const selector = selectorOf(spec?.selector);
  if (selector.kind === "invalid") {
    const message = `deployment ${namespace}/${name} has invalid label selector: ${selector.message}`;
    return { kind: "refused", reason: "Invalid", message };
  }
  const claimant: Claimant = {
    reference: controllerReference("apps/v1", "Deployment", metadata),
    isDeleted: metadata?.deletionTimestamp !== undefined,
    selects: selectionBy(selector),
  };
  const own = view.controlledBy("ReplicaSet", namespace, metadata?.uid ?? "");
  const others = view.uncontrolled("ReplicaSet", namespace);
  const claimed = yield* claimObjects(claimant, "ReplicaSet", [...own, ...others]);
  if (claimed.problem !== undefined) return { kind: "refused", reason: "InternalError", message: claimed.problem };
  return inOrderOfCreation(view.clock, claimed.items);
}

function* syncStatusOnly(work: DeploymentWork, replicaSets: readonly ReplicaSet[]): Requests<SyncOutcome | Refusal> {
  const found = yield* replicaSetsOf(work, replicaSets, "leave");
  return isRefusal(found) ? found : outcomeOf(yield* syncStatus(work, allOf(found), found.newOne));
}

/** When it is scaled or paused: sizes, but no step of a rollout. */
function* syncScale(work: DeploymentWork, replicaSets: readonly ReplicaSet[]): Requests<SyncOutcome | Refusal> {
  const found = yield* replicaSetsOf(work, replicaSets, "leave");
  if (isRefusal(found)) return found;
  const refusal = yield* scale(work, found);
  if (refusal !== undefined) return refusal;
  if (work.deployment.spec?.paused === true && rollbackRevision(work) === undefined) {
    const kept = yield* cleanUp(work, found.old);
    if (kept !== undefined) return kept;
  }
  return outcomeOf(yield* syncStatus(work, allOf(found), found.newOne));
}

function isPauseNews(deployment: Deployment): boolean {
  if (!hasProgressDeadline(deployment)) return false;
  const reason = conditionOf(deployment.status?.conditions, PROGRESSING)?.reason;
  const isPaused = deployment.spec?.paused === true;
  return reason !== REASONS.timedOut && isPaused !== (reason === REASONS.paused);
}

/** A pause is told, and its end, so that the time of the pause does not count against the deadline. */
function* notePause(work: DeploymentWork): Requests<WriteResult> {
  if (work.deployment.spec?.paused === true) setProgressing(work, "Unknown", REASONS.paused, "Deployment is paused");
  else setProgressing(work, "Unknown", REASONS.resumed, "Deployment is resumed");
  return yield* writeStatus(work);
}

/** Whether a ReplicaSet was given its size for another size of the Deployment. */
function isScalingEvent({ deployment }: DeploymentWork, found: ReplicaSets): boolean {
  const replicas = replicasOf(deployment);
  return allOf(found).some(
    (replicaSet) => isActive(replicaSet) && (desiredReplicasOf(replicaSet) ?? replicas) !== replicas,
  );
}

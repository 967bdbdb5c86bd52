// Going back to an earlier revision because an annotation of the Deployment says so; kubectl writes the old template itself.
// Imitates pkg/controller/deployment/rollback.go, v1.36.

import { ROLLBACK_TO } from "../../../model/api/number-annotations.ts";
import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { parseInt64 } from "../../../model/go-integer.ts";
import {
  annotationOf,
  annotationsOfRollback,
  areEqualTemplates,
  lastRevision,
  revisionOf,
  templateOf,
  withoutHash,
} from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { WriteResult } from "../controller.ts";
import { allOf, replicaSetsOf } from "./new-replica-set.ts";
import { eventOf, isRefusal, type DeploymentWork } from "./work.ts";

/** The revision to go back to, 0 for the one before; undefined if none is asked for. */
export function rollbackRevision({ deployment }: DeploymentWork): bigint | undefined {
  const text = annotationOf(deployment.metadata, ROLLBACK_TO) ?? "";
  return text === "" ? undefined : parseInt64(text);
}

export function* rollback(
  work: DeploymentWork,
  replicaSets: readonly ReplicaSet[],
  asked: bigint,
): Requests<WriteResult> {
  const found = yield* replicaSetsOf(work, replicaSets, "create");
  if (isRefusal(found)) return found;
  const all = allOf(found);
  const revision = asked === 0n ? lastRevision(all) : asked;
  if (revision === 0n) return yield* giveUp(work, "Unable to find last revision.");
  const target = all.find(({ metadata }) => revisionOf(metadata) === revision);
  if (target === undefined) return yield* giveUp(work, "Unable to find the revision to rollback to.");
  const { name } = work.deployment.metadata ?? {};
  if (areEqualTemplates(templateOf(work.deployment), templateOf(target))) {
    const message = `The rollback revision contains the same template as current deployment "${name}"`;
    yield eventOf(work, "Warning", "DeploymentRollbackTemplateUnchanged", message);
    return yield* clearRollback(work);
  }
  takeBack(work, target);
  const answer = yield* clearRollback(work);
  if (answer.kind === "done") {
    yield eventOf(work, "Normal", "DeploymentRollback", `Rolled back deployment "${name}" to revision ${revision}`);
  }
  return answer;
}

function* giveUp(work: DeploymentWork, message: string): Requests<WriteResult> {
  yield eventOf(work, "Warning", "DeploymentRollbackRevisionNotFound", message);
  return yield* clearRollback(work);
}

function takeBack(work: DeploymentWork, target: ReplicaSet): void {
  const { metadata, spec } = work.deployment;
  work.deployment = {
    ...work.deployment,
    metadata: { ...metadata, annotations: annotationsOfRollback(work.deployment, target) },
    spec: { ...spec, template: withoutHash(templateOf(target)) },
  };
}

function* clearRollback(work: DeploymentWork): Requests<WriteResult> {
  const { [ROLLBACK_TO]: _, ...annotations } = work.deployment.metadata?.annotations ?? {};
  const object = { ...work.deployment, metadata: { ...work.deployment.metadata, annotations } };
  return yield { verb: "update", stored: { kind: "Deployment", object } };
}

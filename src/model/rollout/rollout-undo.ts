// What `kubectl rollout undo` of a Deployment writes: the template and the annotations that an earlier revision's ReplicaSet has.
// Imitates staging kubectl pkg/polymorphichelpers/rollback.go (DeploymentRollbacker), v1.36.

import type { PodTemplateSpec } from "../api/types/pod.ts";
import type { Deployment, ReplicaSet } from "../api/types/workload.ts";
import {
  annotationOf,
  annotationsOfRollback,
  areEqualTemplates,
  REVISION,
  revisionOf,
  templateOf,
  withoutHash,
} from "./deployment-revisions.ts";

export type RolloutUndo =
  | {
      readonly kind: "undone";
      /** Without the label with its hash. */
      readonly template: PodTemplateSpec;
      readonly annotations: Readonly<Record<string, string>>;
    }
  /** The Deployment has that template already. */
  | { readonly kind: "skipped"; readonly message: string }
  /** In kubectl's words. */
  | { readonly kind: "refused"; readonly message: string };

/** `replicaSets` are the Deployment's own; `toRevision` 0 is the revision before the latest. */
export function undoRollout(
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
  toRevision: number,
): RolloutUndo {
  const target =
    toRevision === 0
      ? lastButOne(replicaSets)
      : replicaSets.find(({ metadata }) => revisionOf(metadata) === BigInt(toRevision));
  if (target === undefined || toRevision < 0) return refused(historyProblem(deployment, toRevision));
  if (deployment.spec?.paused === true) {
    return refused(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  if (areEqualTemplates(templateOf(target), templateOf(deployment))) {
    const message = `skipped rollback (current template already matches revision ${toRevision})`;
    return { kind: "skipped", message };
  }
  return {
    kind: "undone",
    template: withoutHash(templateOf(target)),
    annotations: annotationsOfRollback(deployment, target),
  };
}

function historyProblem({ metadata }: Deployment, toRevision: number): string {
  return toRevision === 0
    ? `no rollout history found for deployment "${metadata?.name}"`
    : `unable to find specified revision ${toRevision} in history`;
}

/** The ReplicaSet of the second highest revision. */
function lastButOne(replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const numbered = replicaSets.filter(
    ({ metadata }) => annotationOf(metadata, REVISION) === undefined || revisionOf(metadata) !== undefined,
  );
  return numbered.toSorted((left, right) => compareRevisions(right, left))[1];
}

function compareRevisions(left: ReplicaSet, right: ReplicaSet): number {
  const leftRevision = revisionOf(left.metadata) ?? 0n;
  const rightRevision = revisionOf(right.metadata) ?? 0n;
  return leftRevision < rightRevision ? -1 : leftRevision > rightRevision ? 1 : 0;
}

function refused(message: string): RolloutUndo {
  return { kind: "refused", message };
}

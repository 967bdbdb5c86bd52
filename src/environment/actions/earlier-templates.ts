// The templates that a workload object had before: of a Deployment in its ReplicaSets, of the others in their
// ControllerRevisions.
// Imitates kubectl v1.36: pkg/polymorphichelpers/rollback.go, history.go.

import { decodeStruct } from "../../model/api/decode.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../../model/api/types/pod.ts";
import type { ControllerRevision } from "../../model/api/types/controller-revision.ts";
import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { Deployment } from "../../model/api/types/workload.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { revisionData, revisionDataText } from "../../model/hashing/controller-revision.ts";
import { undoRollout } from "../../model/rollout/rollout-undo.ts";

import type { UserClient } from "./ports.ts";
import type { Subject } from "./subject.ts";

export interface EarlierTemplate {
  readonly template: PodTemplateSpec;
  /** Whether it is the present one. */
  readonly isCurrent: boolean;
  /** Of a Deployment: its annotations as they are to be. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Why there is no way back, in kubectl's words. */
export interface UndoProblem {
  readonly problem: string;
}

/** The template of a revision; 0 is the one before the last. */
export function findEarlier(
  subject: Subject<"Deployment" | "StatefulSet" | "DaemonSet">,
  toRevision: number,
  client: UserClient,
): EarlierTemplate | UndoProblem {
  const { kind, namespace, name } = subject;
  if (kind === "Deployment") return deploymentTemplate(client.find(kind, namespace, name)!, toRevision, client);
  const owner = client.find(kind, namespace, name)!;
  const history = client
    .list("ControllerRevision", namespace)
    .filter((revision) => isControlledBy(revision.metadata, owner.metadata));
  return revisionTemplate(owner.spec?.template ?? {}, history, toRevision);
}

function deploymentTemplate(
  deployment: Deployment,
  toRevision: number,
  client: UserClient,
): EarlierTemplate | UndoProblem {
  const own = client
    .list("ReplicaSet", deployment.metadata?.namespace ?? "default")
    .filter((replicaSet) => isControlledBy(replicaSet.metadata, deployment.metadata));
  const undo = undoRollout(deployment, own, toRevision);
  if (undo.kind === "refused") return { problem: undo.message };
  if (undo.kind === "skipped") return { template: deployment.spec?.template ?? {}, isCurrent: true };
  return { template: undo.template, isCurrent: false, annotations: undo.annotations };
}

function revisionTemplate(
  current: PodTemplateSpec,
  history: readonly ControllerRevision[],
  toRevision: number,
): EarlierTemplate | UndoProblem {
  if (toRevision === 0 && history.length <= 1) return { problem: "no last revision to roll back to" };
  const sorted = history.toSorted((one, other) => Number(one.revision) - Number(other.revision));
  const chosen = toRevision === 0 ? sorted.at(-2) : sorted.find(({ revision }) => Number(revision) === toRevision);
  if (chosen === undefined) return { problem: notInHistory(toRevision) };
  const { template } = (chosen.data as { readonly spec: { readonly template: Record<string, unknown> } }).spec;
  const { $patch: _patch, ...written } = template;
  const isCurrent = revisionData(current) === revisionDataText(chosen.data);
  return { template: decodeStruct(written, POD_TEMPLATE_SPEC).value, isCurrent };
}

function notInHistory(revision: number): string {
  return `unable to find specified revision ${revision} in history`;
}

function isControlledBy(metadata: ObjectMeta | undefined, owner: ObjectMeta | undefined): boolean {
  const reference = controllingOwner(metadata);
  return reference !== undefined && reference.uid === owner?.uid;
}

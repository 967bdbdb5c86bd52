// The templates that a workload object had before: of a Deployment in its ReplicaSets, of the others in their
// ControllerRevisions.
// Imitates kubectl v1.36: pkg/polymorphichelpers/rollback.go, history.go.

import { areSemanticallyEqual } from "../../model/api/semantic-equality.ts";
import { decodeStruct } from "../../model/api/decode.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../../model/api/types/pod.ts";
import type { ControllerRevision } from "../../model/api/types/controller-revision.ts";
import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { Deployment, ReplicaSet } from "../../model/api/types/workload.ts";
import { revisionData, revisionDataText } from "../../model/hashing/controller-revision.ts";

import type { UserClient } from "./ports.ts";
import type { Subject } from "./subject.ts";

const REVISION = "deployment.kubernetes.io/revision";
const TEMPLATE_HASH = "pod-template-hash";
/** Annotations of the Deployment that an undo leaves as they are. */
const KEPT_ANNOTATIONS: ReadonlySet<string> = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  REVISION,
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
]);

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
  const namespace = deployment.metadata?.namespace ?? "default";
  const own = client
    .list("ReplicaSet", namespace)
    .filter((replicaSet) => isControlledBy(replicaSet.metadata, deployment.metadata));
  const chosen = replicaSetOf(own, toRevision);
  if (chosen === undefined) {
    const name = deployment.metadata?.name ?? "";
    return { problem: toRevision > 0 ? notInHistory(toRevision) : `no rollout history found for deployment "${name}"` };
  }
  if (deployment.spec?.paused === true) {
    const advice = "resume it first with 'kubectl rollout resume' and try again";
    return { problem: `you cannot rollback a paused deployment; ${advice}` };
  }
  const template = withoutHash(chosen.spec?.template ?? {});
  const isCurrent = areSemanticallyEqual(template, withoutHash(deployment.spec?.template ?? {}), POD_TEMPLATE_SPEC);
  return { template, isCurrent, annotations: restoredAnnotations(deployment.metadata, chosen.metadata) };
}

function replicaSetOf(own: readonly ReplicaSet[], toRevision: number): ReplicaSet | undefined {
  const numbered = own
    .map((replicaSet) => ({ replicaSet, revision: Number(replicaSet.metadata?.annotations?.[REVISION] ?? "0") }))
    .filter(({ revision }) => Number.isSafeInteger(revision));
  if (toRevision > 0) return numbered.find(({ revision }) => revision === toRevision)?.replicaSet;
  return numbered.toSorted((one, other) => other.revision - one.revision)[1]?.replicaSet;
}

function restoredAnnotations(
  present: ObjectMeta | undefined,
  earlier: ObjectMeta | undefined,
): Readonly<Record<string, string>> {
  const kept = Object.entries(present?.annotations ?? {}).filter(([key]) => KEPT_ANNOTATIONS.has(key));
  const back = Object.entries(earlier?.annotations ?? {}).filter(([key]) => !KEPT_ANNOTATIONS.has(key));
  return Object.fromEntries([...kept, ...back]);
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const labels = Object.entries(template.metadata?.labels ?? {}).filter(([key]) => key !== TEMPLATE_HASH);
  return { ...template, metadata: { ...template.metadata, labels: Object.fromEntries(labels) } };
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
  const reference = metadata?.ownerReferences?.find(({ controller }) => controller === true);
  return reference !== undefined && reference.uid === owner?.uid;
}

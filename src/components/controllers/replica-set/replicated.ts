// What ReplicaSets and ReplicationControllers have in common, which one controller serves: how many pods of which template.
// Imitates pkg/controller/replicaset (NewBaseController) and pkg/controller/replication/conversion.go, v1.36.

import { merged } from "../../../base/merged.ts";

import type { LabelSelector, ObjectMeta } from "../../../model/api/types/object-meta.ts";
import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import type { ReplicaSet, ReplicationController } from "../../../model/api/types/workload.ts";

import type { StoredObject, StoredObjects } from "../../../cluster/object-store.ts";

/** The kinds that the controller serves. */
export type ReplicatedKind = "ReplicaSet" | "ReplicationController";

export type ReplicatedObject = StoredObjects[ReplicatedKind];

export type ReplicaSetStatus = NonNullable<ReplicaSet["status"]>;

export interface Replicated {
  readonly kind: ReplicatedKind;
  readonly apiVersion: string;
  /** As it is stored. */
  readonly object: ReplicatedObject;
  readonly metadata: ObjectMeta;
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly selector: LabelSelector | undefined;
  readonly template: PodTemplateSpec;
  readonly status: ReplicaSetStatus;
}

const NO_TEMPLATE: PodTemplateSpec = Object.freeze({});
const NO_STATUS: ReplicaSetStatus = Object.freeze({});
const SELECTORS = new WeakMap<object, LabelSelector>();

export function replicatedOf(kind: ReplicatedKind, object: ReplicatedObject): Replicated {
  const { metadata = {}, spec = {}, status = NO_STATUS } = object;
  const { replicas = 1, minReadySeconds = 0, template = NO_TEMPLATE } = spec;
  return {
    kind,
    apiVersion: kind === "ReplicaSet" ? "apps/v1" : "v1",
    object,
    metadata,
    replicas,
    minReadySeconds,
    selector: selectorIn(kind, object),
    template,
    status,
  };
}

/** A ReplicationController's selector is a plain map; the same map gives the same selector. */
export function selectorIn(kind: ReplicatedKind, object: ReplicatedObject): LabelSelector | undefined {
  if (kind === "ReplicaSet") return object.spec?.selector;
  const matchLabels = (object as ReplicationController).spec?.selector;
  if (matchLabels === undefined) return undefined;
  let selector = SELECTORS.get(matchLabels);
  if (selector === undefined) SELECTORS.set(matchLabels, (selector = { matchLabels }));
  return selector;
}

/** The object with another status, as it is stored. */
export function withStatus({ kind, object }: Replicated, status: ReplicaSetStatus): StoredObject {
  return { kind, object: merged(object, { status }) } as StoredObject;
}

// How many replicas the targets of autoscalers are asked for at each moment, as their spec says: a status tells of it only when
// the autoscaler is looked at again. Knows the objects of the API.
// Source: pkg/registry/apps/deployment/storage/storage.go (scaleFromDeployment) and its like, v1.36.

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { ObjectName, StoredKind, StoredObject } from "../../cluster/object-store.ts";

type ScaledKind = Extract<StoredKind, "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet">;

const SCALED_KINDS: ReadonlySet<string> = new Set<ScaledKind>([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

/** Of the target; null: it is of a kind whose scale is not kept here. One that is not there is asked for none. */
export function askedReplicas({ objects }: ClusterState, autoscaler: HorizontalPodAutoscaler): number | null {
  const { kind = "", name = "" } = autoscaler.spec?.scaleTargetRef ?? {};
  if (!isScaledKind(kind)) return null;
  const target = objects.find(kind, autoscaler.metadata?.namespace ?? "default", name);
  return target === undefined ? 0 : (target.spec?.replicas ?? 1);
}

function isScaledKind(kind: string): kind is ScaledKind {
  return SCALED_KINDS.has(kind);
}

/** Under what name autoscalers find the target. */
export function targetKey(autoscaler: HorizontalPodAutoscaler): string {
  const { kind = "", name = "" } = autoscaler.spec?.scaleTargetRef ?? {};
  return `${kind}/${autoscaler.metadata?.namespace ?? "default"}/${name}`;
}

/** The same of an object that was stored; undefined: nobody scales such objects. */
export function scaledKey({ kind, object }: StoredObject): string | undefined {
  if (!isScaledKind(kind)) return undefined;
  return `${kind}/${object.metadata?.namespace ?? "default"}/${object.metadata?.name ?? ""}`;
}

/** The same of one that is gone. */
export function removedKey({ kind, namespace, name }: ObjectName): string {
  return `${kind}/${namespace}/${name}`;
}

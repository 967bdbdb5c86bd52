// Objects as the small API server of the replay keeps them: plain JSON with metadata. Nothing changes one in place.

import type { ApiKind } from "../../../src/model/api/api-kind.ts";
import { apiKindOf } from "../../../src/model/api/api-kinds.ts";
import type { ObjectMeta } from "../../../src/model/api/types/object-meta.ts";

export interface KeptObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** All that is kept is JSON; whoever reads an object of a kind knows what it looks like. */
export function readAs(json: object): never {
  return json as never;
}

export const WITHOUT_NAMESPACE: ReadonlySet<string> = new Set([
  "Node",
  "Namespace",
  "PersistentVolume",
  "StorageClass",
  "PriorityClass",
]);

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["Pod", "pods"],
  ["Node", "nodes"],
  ["Service", "services"],
  ["Namespace", "namespaces"],
  ["PersistentVolumeClaim", "persistentvolumeclaims"],
  ["ReplicationController", "replicationcontrollers"],
  ["ReplicaSet", "replicasets.apps"],
  ["Deployment", "deployments.apps"],
  ["StatefulSet", "statefulsets.apps"],
  ["DaemonSet", "daemonsets.apps"],
  ["ControllerRevision", "controllerrevisions.apps"],
  ["Job", "jobs.batch"],
  ["CronJob", "cronjobs.batch"],
  ["PodDisruptionBudget", "poddisruptionbudgets.policy"],
  ["EndpointSlice", "endpointslices.discovery.k8s.io"],
]);

/** Of kinds outside the group apps. */
const API_VERSIONS: ReadonlyMap<string, string> = new Map([
  ["Pod", "v1"],
  ["Node", "v1"],
  ["Service", "v1"],
  ["Namespace", "v1"],
  ["PersistentVolumeClaim", "v1"],
  ["ReplicationController", "v1"],
  ["Job", "batch/v1"],
  ["CronJob", "batch/v1"],
  ["PodDisruptionBudget", "policy/v1"],
  ["EndpointSlice", "discovery.k8s.io/v1"],
]);

export function apiVersionOf(kind: string): string {
  return API_VERSIONS.get(kind) ?? "apps/v1";
}

/** How the project reads objects of the kind; undefined for one that nobody writes by hand. */
export function definitionOf(kind: string): ApiKind | undefined {
  return apiKindOf(apiVersionOf(kind), kind);
}

export function resourceOf(kind: string): string {
  return RESOURCES.get(kind) ?? `${kind.toLowerCase()}s`;
}

export function namespaceOf(kind: string, metadata: ObjectMeta): string {
  return WITHOUT_NAMESPACE.has(kind) ? "" : (metadata.namespace ?? "default");
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function stableText(value: unknown): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

// What kubectl calls objects in what it prints: `deployment.apps/web`, `deployments.apps "web" not found`.
// Imitates kubectl v1.36: k8s.io/cli-runtime pkg/printers/name.go, apimachinery pkg/api/errors (NewNotFound).

import type { ObjectName, StoredKind } from "../../cluster/object-store.ts";

import type { UserRefusal } from "./ports.ts";

/** Kinds that people name in actions, pods and nodes included. */
export type NamedKind = StoredKind | "Pod" | "Node";

const GROUPS: Readonly<Partial<Record<NamedKind, string>>> = Object.freeze({
  ReplicaSet: "apps",
  Deployment: "apps",
  StatefulSet: "apps",
  DaemonSet: "apps",
  ControllerRevision: "apps",
  Job: "batch",
  CronJob: "batch",
  EndpointSlice: "discovery.k8s.io",
  HorizontalPodAutoscaler: "autoscaling",
  PodDisruptionBudget: "policy",
  StorageClass: "storage.k8s.io",
  CSINode: "storage.k8s.io",
  CSIDriver: "storage.k8s.io",
  CSIStorageCapacity: "storage.k8s.io",
  VolumeAttachment: "storage.k8s.io",
  ResourceClaim: "resource.k8s.io",
  ResourceClaimTemplate: "resource.k8s.io",
  ResourceSlice: "resource.k8s.io",
  DeviceClass: "resource.k8s.io",
});

/** `deployment.apps`, `node`. */
export function kindText(kind: NamedKind): string {
  return withGroup(kind.toLowerCase(), kind);
}

/** `deployments.apps`, `nodes`. */
export function resourceText(kind: NamedKind): string {
  const singular = kind.toLowerCase();
  return withGroup(/(?:s|ss)$/.test(singular) ? `${singular}es` : plural(singular), kind);
}

function plural(singular: string): string {
  return singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

function withGroup(text: string, kind: NamedKind): string {
  const group = GROUPS[kind];
  return group === undefined ? text : `${text}.${group}`;
}

/** `deployment.apps/web`, as kubectl names what it has done something to. */
export function objectText(kind: NamedKind, name: string): string {
  return `${kindText(kind)}/${name}`;
}

/** What the server says of an object that is not there. */
export function notFound(kind: NamedKind, name: string): UserRefusal {
  return { kind: "refused", reason: "NotFound", message: `${resourceText(kind)} "${name}" not found` };
}

/** What kubectl prints of a refusal: `Error from server (NotFound): deployments.apps "web" not found`. */
export function serverError({ reason, message }: UserRefusal): string {
  return `Error from server (${reason}): ${message}`;
}

/** `deployment web in shop`, for messages about the scenario. */
export function nameText({ kind, namespace, name }: ObjectName): string {
  return namespace === "" || namespace === "default" ? `${kind} ${name}` : `${kind} ${name} in ${namespace}`;
}

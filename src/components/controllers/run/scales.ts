// The scale subresource of the objects that have one: what is read of it, and the object that a write of it leaves.
// Imitates pkg/registry/apps/{deployment,replicaset,statefulset}/storage/storage.go (scaleFromDeployment …, ScaleREST) and
// pkg/registry/core/replicationcontroller/storage/storage.go, v1.36.

import { API_KINDS } from "../../../model/api/api-kinds.ts";
import type { LabelSelector } from "../../../model/api/types/object-meta.ts";
import { compileLabelSelector, compileLabelSet, selectorText } from "../../../model/label-selector.ts";
import type { Labels } from "../../../model/objects.ts";

import type { StoredKind, StoredObject, StoredObjects } from "../../../cluster/object-store.ts";
import type { ScaleAnswer, ScaleTarget } from "../scale.ts";

/** Resources of the kinds that can be scaled. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["Deployment", "deployments.apps"],
  ["ReplicaSet", "replicasets.apps"],
  ["StatefulSet", "statefulsets.apps"],
  ["ReplicationController", "replicationcontrollers"],
]);

export type ScaledKind = Extract<StoredKind, "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet">;

type Scaled = StoredObjects[ScaledKind];

/** Where to look for the object; undefined: such objects have no scale, or there are none. Asked often: makes no text. */
export function scaledKindOf({ group, kind }: ScaleTarget): ScaledKind | undefined {
  if (group === "apps" && (kind === "Deployment" || kind === "ReplicaSet" || kind === "StatefulSet")) return kind;
  return group === "" && kind === "ReplicationController" ? kind : undefined;
}

/** What the API server says of the scale of a kind that is not here. */
export function noScaleWords({ group, kind }: ScaleTarget): string {
  const isKnown = API_KINDS.some((known) => known.kind === kind && groupOf(known.apiVersion) === group);
  return isKnown
    ? "the server could not find the requested resource"
    : `no matches for kind "${kind}" in group "${group}"`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** `object` is that of the target; undefined: there is none. */
export function scaleAnswer(target: ScaleTarget, object: Scaled | undefined): ScaleAnswer {
  if (object === undefined) return { kind: "failed", message: notFoundWords(target) };
  const specReplicas = object.spec?.replicas ?? 1;
  const statusReplicas = object.status?.replicas ?? 0;
  return { kind: "scale", scale: { specReplicas, statusReplicas, selector: selectorIn(target.kind, object) } };
}

export function notFoundWords({ kind, name }: ScaleTarget): string {
  return `${RESOURCES.get(kind) ?? kind} "${name}" not found`;
}

/** The object as it is to be stored. */
export function scaledObject(kind: ScaledKind, object: Scaled, replicas: number): StoredObject {
  return { kind, object: { ...object, spec: { ...object.spec, replicas } } } as StoredObject;
}

/** By the selector as it is stored: objects that are changed elsewhere share it. */
const TEXTS = new WeakMap<object, string>();

function selectorIn(kind: string, { spec }: Scaled): string {
  const selector = spec?.selector;
  if (selector === undefined) return "";
  let text = TEXTS.get(selector);
  if (text === undefined) TEXTS.set(selector, (text = textOf(kind, selector)));
  return text;
}

/** That of a ReplicationController is a map of labels, whatever they are called. */
function textOf(kind: string, selector: LabelSelector | Labels): string {
  const compiled =
    kind === "ReplicationController" ? compileLabelSet({ ...selector } as Labels) : compileLabelSelector(selector);
  return compiled.kind === "invalid" ? "" : selectorText(compiled);
}

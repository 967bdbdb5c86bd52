// What a write was, in the records' words.

import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import type { RecordedWrite } from "./record.ts";
import { stableText, type KeptObject } from "./stored-object.ts";

type Fields = Readonly<Record<string, unknown>>;

export function ownerOf({ metadata }: KeptObject): string {
  const owner = controllerOf(metadata);
  return owner === undefined ? "" : `${owner.kind}/${owner.name}`;
}

export function revisionLabelOf({ metadata }: KeptObject): string | undefined {
  return metadata.labels?.["pod-template-hash"] ?? metadata.labels?.["controller-revision-hash"];
}

/** What a creation says beside its kind and name. */
export function creationParts(kind: string, object: KeptObject): Fields {
  const owner = ownerOf(object);
  const parts: Record<string, unknown> = owner === "" ? {} : { owner };
  const { annotations = {}, labels = {} } = object.metadata;
  if (kind === "ReplicaSet") {
    parts["revision"] = annotations["deployment.kubernetes.io/revision"];
    parts["desired"] = annotations["deployment.kubernetes.io/desired-replicas"];
    parts["max"] = annotations["deployment.kubernetes.io/max-replicas"];
    parts["spec.replicas"] = object.spec?.["replicas"];
  } else if (kind === "Pod") {
    parts["revision"] = revisionLabelOf(object);
    const index = annotations["batch.kubernetes.io/job-completion-index"] ?? labels["apps.kubernetes.io/pod-index"];
    if (index !== undefined) parts["index"] = Number(index);
    const failures = annotations["batch.kubernetes.io/job-index-failure-count"];
    if (failures !== undefined) parts["indexFailureCount"] = failures;
    const ignored = annotations["batch.kubernetes.io/job-index-ignored-failure-count"];
    if (ignored !== undefined) parts["indexIgnoredFailureCount"] = ignored;
  } else if (kind === "ControllerRevision") parts["revision"] = object["revision"];
  else if (kind === "Job") parts["annotations"] = annotations;
  else if (kind === "EndpointSlice") parts["endpoints"] = endpointsTold(object);
  return parts;
}

/** What a deletion says beside its kind, name and propagation. */
export function deletionParts(kind: string, object: KeptObject): Fields {
  const owner = ownerOf(object);
  return kind === "Pod" ? { ...(owner === "" ? {} : { owner }), revision: revisionLabelOf(object) } : {};
}

/** What an update or patch changed: path to [before, after]. */
export function changedParts(before: KeptObject, after: KeptObject): Fields {
  const changed: Record<string, unknown> = {};
  const pair = (path: string, left: unknown, right: unknown) => {
    if (stableText(left) !== stableText(right)) changed[path] = [left ?? null, right ?? null];
  };
  pair("controller", ownerOf(before), ownerOf(after));
  pair("metadata.finalizers", before.metadata.finalizers, after.metadata.finalizers);
  for (const field of ["labels", "annotations"] as const) {
    const left = before.metadata[field] ?? {};
    const right = after.metadata[field] ?? {};
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      pair(`metadata.${field}.${key}`, left[key], right[key]);
    }
  }
  const left = before.spec ?? {};
  const right = after.spec ?? {};
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) pair(`spec.${key}`, left[key], right[key]);
  if (stableText(before["endpoints"]) !== stableText(after["endpoints"])) changed["endpoints"] = endpointsTold(after);
  return changed;
}

/** Endpoints of few pods are told one by one, of more only how many there are and how many of them are ready. */
const ENDPOINTS_TOLD_MAX = 24;

interface ToldEndpoint {
  readonly conditions?: Readonly<Record<string, boolean>>;
  readonly targetRef?: { readonly name: string };
}

function endpointsTold(slice: KeptObject): unknown {
  const endpoints = (slice["endpoints"] ?? []) as readonly ToldEndpoint[];
  if (endpoints.length === 0) return null;
  if (endpoints.length <= ENDPOINTS_TOLD_MAX) {
    return endpoints.map(({ conditions = {}, targetRef }) => {
      const letters = ["ready", "serving", "terminating"].map((type) => `${type}=${conditions[type] ? "T" : "F"}`);
      return [targetRef?.name, ...letters].join(" ");
    });
  }
  const ready = endpoints.filter(({ conditions }) => conditions?.["ready"]).length;
  return { total: endpoints.length, ...(ready === 0 ? {} : { ready }) };
}

/** A write with only what it says. */
export function writeOf(verb: string, kind: string, name: string, parts: Fields): RecordedWrite {
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { verb, kind, name, ...said };
}

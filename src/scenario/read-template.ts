// The pod of which a capacity question wants more: the one pod, or the one workload with a pod template, of a manifest file.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { controllingOwner } from "../model/controlling-owner.ts";
import type { Pod } from "../model/objects.ts";
import type { StoredObject } from "../cluster/object-store.ts";

import type { ListedContent } from "../environment/workload-source.ts";
import type { PodBatch, PodOrigin } from "../environment/workload.ts";

import type { ReadContent } from "./read-content.ts";

/** A pod of a template, as admission lets it in. */
export interface PodTemplate {
  /** Kubernetes' kind of what holds the template, `Pod` for a pod by itself. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Named after what holds the template; on no node. */
  readonly pod: Pod;
  /** Pods of one such workload; null for a pod by itself. */
  readonly replicas: number | null;
  /** What its controller makes beside pods. */
  readonly objects: readonly StoredObject[];
}

/** A template before admission: the content that was read, with one pod for all of its pods. */
export interface FoundTemplate extends Omit<PodTemplate, "pod"> {
  readonly content: ListedContent;
}

/** Kinds whose pods a template can stand for. */
const TEMPLATE_KINDS = ["Pod", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "Job"];
/** Kinds by which the scheduler knows pods that belong together. */
const OWNER_KINDS: readonly string[] = ["ReplicaSet", "ReplicationController", "StatefulSet"];

const EXPECTED = "one Pod, or one workload with a pod template (Deployment, ReplicaSet, StatefulSet, Job)";

/** The template that the content of a file is; undefined if it is none, or not one, which is told. */
export function findTemplate(path: string, { content }: ReadContent, sink: DiagnosticSink): FoundTemplate | undefined {
  if (sink.hasErrors) return undefined;
  const kinds = TEMPLATE_KINDS.filter((kind) => (content.objectsByKind.get(kind) ?? 0) > 0);
  const count = kinds.reduce((sum, kind) => sum + content.objectsByKind.get(kind)!, 0);
  const kind = kinds[0] ?? "Pod";
  const found = count === 1 ? firstPod(content, kind) : undefined;
  if (found === undefined) {
    const several = count === 0 ? "no pod template" : `${count} pod templates`;
    const holds = count === 1 ? "no pod that could be created" : several;
    sink.report({
      code: "no-template",
      severity: "error",
      message: `${path === "-" ? "standard input" : path} holds ${holds}`,
      expected: EXPECTED,
    });
    return undefined;
  }
  const { pod, origin, name } = found;
  return {
    kind,
    namespace: pod.metadata.namespace ?? "default",
    name,
    replicas: kind === "Pod" ? null : Math.max(1, content.pods.names.length),
    objects: content.objects.map(({ stored }) => stored).filter((stored) => OWNER_KINDS.includes(stored.kind)),
    content: { ...content, pods: batchOf(pod, name, origin) },
  };
}

/** The pod as further ones of it are: on no node, without what belongs to this one alone. */
export function furtherPod({ metadata, spec }: Pod, ownName: string, name: string): Pod {
  const { nodeName: _nodeName, volumes, ...rest } = spec;
  const shared = volumes?.filter((volume) => volume.persistentVolumeClaim?.claimName !== `${volume.name}-${ownName}`);
  const { deletionTimestamp: _deletionTimestamp, ...kept } = metadata;
  return {
    metadata: { ...kept, name },
    spec: shared === undefined || shared.length === 0 ? rest : { ...rest, volumes: shared },
  };
}

interface FirstPod {
  readonly pod: Pod;
  readonly origin: PodOrigin;
  readonly name: string;
}

function firstPod({ boundPods, pods }: ListedContent, kind: string): FirstPod | undefined {
  const bound = boundPods[0];
  if (bound !== undefined) {
    const { name } = bound.pod.metadata;
    return { pod: furtherPod(bound.pod, name, ""), origin: bound.origin, name };
  }
  const template = pods.templates[0];
  if (template === undefined) return undefined;
  const ownName = pods.names[0] ?? "";
  const name = kind === "Pod" ? ownName : nameOfWorkload(template, kind);
  // What a workload of a dump lacks is asked about here as new pods are.
  const origin = pods.origins[0] === "stored" ? "stored" : "new";
  return { pod: furtherPod(template, ownName, ""), origin, name };
}

/** A Deployment owns its pods through a ReplicaSet that is named after it. */
function nameOfWorkload({ metadata }: Pod, kind: string): string {
  const owner = controllingOwner(metadata)?.name ?? "";
  return kind === "Deployment" ? owner.replace(/-[a-z0-9]+$/, "") : owner;
}

function batchOf(pod: Pod, name: string, origin: PodOrigin): PodBatch {
  return {
    templates: [pod],
    origins: [origin],
    refusals: new Map(),
    names: [name],
    template: Int32Array.of(0),
    listedAtUs: Float64Array.of(0),
    lifetimeUs: Float64Array.of(0),
  };
}
